import BusConsole
import BusLanguage
import BusShell
import Events
import Logging
import TerminalText

/// A shell on a bus that has an interceptor of its own.
enum InterceptedShell {
  /// The handler that the interceptor does not call.
  private static let forbidden = EventHandler(name: "forbidden") { _ in }

  private static let console = BusConsole("busctl", version: "1") { _, _ in
    ConsoleApplication(
      commands: [
        ConsoleCommand("forbid", operands: [ConsoleOperand("EVENT")], "subscribe in vain") {
          context in
          context.bus.subscribe(forbidden, to: EventName(context.arguments[0]))
        }
      ]
    )
  }

  /// Returns a script with some commands of the application among its own.
  static func script(
    _ script: String,
    using generator: inout some RandomNumberGenerator
  ) -> String {
    script.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("subscribe "), Int.random(in: 0..<4, using: &generator) == 0 else {
        return String(line)
      }
      let event = line.split(separator: " ")[1]
      return Bool.random(using: &generator)
        ? "\(line)\nonce \(event) print taken" : "\(line)\nforbid \(event)"
    }.joined(separator: "\n")
  }

  /// Returns what a script prints in virtual time, with nothing subscribed at the start.
  static func output(of script: String, seed: UInt64?) async -> String {
    var options = ShellOptions()
    (options.isEmpty, options.clock, options.seed, options.maxDepth) = (true, .virtual, seed, 4)
    let bus = EventBus(
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      depthLimit: 4
    ) { context, next in
      if context.handler !== forbidden { try await next() }
    }
    let output = CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits())
    let shell = Shell(options, application: console.source, on: bus, output: output) {
      path,
      _ throws(Diagnostic) in
      throw Diagnostic("cannot read '\(path)'")
    }
    await shell.run(ScriptLines(script.utf8, name: "test.bus"))
    return output.text
  }
}
