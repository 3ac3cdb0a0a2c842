import CommandKit
import SessionCommands

Machine.keepMemoryPrivate()
// So that no failed write ends the process before unfinished files are removed.
Machine.makeFailedWritesErrors()
let status = Tool.bcsession.main(ProcessArguments.current, .bcsession)
// The streams are flushed; what is left of the process ends without ceremony.
Machine.exitNow(status)
