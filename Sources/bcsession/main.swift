import BankConnectSession
import CommandKit
import SessionCommands

var console = Console.standard(toolName: "bcsession")
console.escape = DisplayText.escape
let status = Tool.bcsession.main(ProcessArguments.current, console)
Machine.exitNow(status)
