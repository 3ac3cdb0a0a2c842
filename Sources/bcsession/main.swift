import CommandKit
import SessionCommands

let status = Tool.bcsession.main(ProcessArguments.current, .bcsession)
// The streams are flushed; what is left of the process ends without ceremony.
Machine.exitNow(status)
