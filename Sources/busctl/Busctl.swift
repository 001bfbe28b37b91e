import ArgumentParser
import BusShell
import Glibc

/// The program's arguments, and what they start.
@main
struct Busctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "busctl",
    abstract: "Drive an event bus: emit events, and see what their handlers do.",
    usage: """
      busctl [OPTIONS]                    at a terminal: a prompt; otherwise: the script on stdin
      busctl [OPTIONS] COMMAND [ARG...]   one command
      busctl [OPTIONS] -c LINE...         these lines, in order
      busctl [OPTIONS] -f FILE            a script; - is stdin
      """,
    discussion: """
      'busctl help' lists the commands, and 'busctl help COMMAND' explains one. This is not the tool \
      of the same name that comes with systemd.
      """,
    version: "busctl 0.1.0 (EventBus; not systemd's busctl)"
  )

  @Option(help: help(.format))
  var format = ShellOptions().format

  @Option(help: help(.color))
  var color = ShellOptions().color

  @Flag(inversion: .prefixedNo, help: help(.timing))
  var timing: Bool?

  @Flag(help: help(.quiet))
  var quiet = false

  @Flag(help: help(.echo))
  var echo = false

  @Flag(help: help(.bail))
  var bail = false

  @Flag(help: help(.strict))
  var strict = false

  @Flag(help: "Keep no history of the commands typed at the prompt.")
  var noHistory = false

  @Flag(help: "Start with nothing subscribed.")
  var empty = false

  @Option(help: "How many emissions may be inside one another, \(ShellOptions.depthRangeText).")
  var maxDepth = ShellOptions().maxDepth

  @Option(
    name: .customShort("c", allowingJoined: true),
    help: ArgumentHelp("Run a line as a command; may be repeated.", valueName: "line")
  )
  var lines: [String] = []

  @Option(
    name: .customShort("f", allowingJoined: true),
    help: ArgumentHelp("Run a script; - is stdin.", valueName: "file")
  )
  var scripts: [String] = []

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("A command and its operands.", valueName: "command")
  )
  var words: [String] = []

  mutating func validate() throws {
    // What stands after it is a command in any case.
    let isCommandForSure = words.first == "--"
    if isCommandForSure { words.removeFirst() }
    // The words of a command are taken as they are, and with them what stands before the command
    // and is no option that the parser knows.
    switch words.first {
    case "--help", "-h": throw CleanExit.helpRequest(self)
    case "--version": throw CleanExit.message(Self.configuration.version)
    case .some(let word) where word.hasPrefix("-") && !isCommandForSure:
      throw ValidationError("unknown option '\(word.escaped)'")
    default: break
    }
    let inputs = [!lines.isEmpty, !scripts.isEmpty, !words.isEmpty]
    guard inputs.count(where: { $0 }) <= 1 else {
      throw ValidationError("expected only one of -c, -f and a command")
    }
    guard scripts.count <= 1 else {
      throw ValidationError("expected one script, found \(scripts.count)")
    }
    guard ShellOptions.depthRange.contains(maxDepth) else {
      throw ValidationError(
        "expected --max-depth \(ShellOptions.depthRangeText), found \(maxDepth)"
      )
    }
  }

  static func main() async {
    let output = StandardStreams()
    let signals = SignalWatch([SIGINT, SIGTERM, SIGHUP])
    do {
      let command = try parse()
      let work = Task { await command.status(with: output) }
      signals.atFirst { work.cancel() }
      let status = await work.value
      output.flush()
      if let failure = output.failure {
        output.writeDiagnostic(DiagnosticText().text(of: failure))
        Glibc.exit(Int32(ExitStatus.failure.rawValue))
      }
      Glibc.exit(signals.received.map { 128 + $0 } ?? Int32(status.rawValue))
    } catch  where exitCode(for: error) == .validationFailure {
      output.writeDiagnostic(DiagnosticText().text(of: usageDiagnostic(error)))
      Glibc.exit(Int32(ExitStatus.usage.rawValue))
    } catch {
      exit(withError: error)
    }
  }

  /// What the parser has to say, in the form in which the shell says it.
  private static func usageDiagnostic(_ error: any Error) -> Diagnostic {
    // Further lines are guesses at what else could have been meant.
    let text = message(for: error).prefix { $0 != "\n" }
    let message = text.prefix(1).lowercased() + text.dropFirst()
    return Diagnostic(
      (message.hasSuffix(".") ? String(message.dropLast()) : message).escaped,
      at: nil,
      .hint("'busctl --help' lists the options")
    )
  }

  private func status(with output: StandardStreams) async -> ExitStatus {
    let shell = Shell(options, output: output) { path, output throws(Diagnostic) in
      try ScriptReader(path, output: output)
    }
    if let command = words.first {
      // As with most programs of many commands, the option means: explain the command.
      return await shell.run(words.dropFirst() == ["--help"] ? ["help", command] : words)
    } else if !lines.isEmpty {
      await shell.run(FixedLines(lines, name: "-c"))
    } else if scripts.isEmpty, let editor = LineEditor() {
      await shell.run(PromptReader(editor, output: output))
      await editor.close()
    } else {
      do throws(Diagnostic) {
        await shell.run(try ScriptReader(scripts.first ?? "-", output: output))
      } catch {
        output.writeDiagnostic(DiagnosticText().text(of: error))
        return .noInput
      }
    }
    return await shell.status
  }

  /// What an option does, in a sentence.
  private static func help(_ option: ShellOption) -> ArgumentHelp {
    ArgumentHelp(option.summary.prefix(1).uppercased() + option.summary.dropFirst() + ".")
  }

  private var options: ShellOptions {
    var options = ShellOptions()
    options.format = format
    options.color = color
    options.showsTiming = timing
    options.isQuiet = quiet
    options.echoesCommands = echo
    options.stopsAtFailure = bail
    options.isStrict = strict
    options.isEmpty = empty
    options.maxDepth = maxDepth
    return options
  }
}

extension ShellOptions.Format: ExpressibleByArgument {}
extension ShellOptions.Color: ExpressibleByArgument {}
