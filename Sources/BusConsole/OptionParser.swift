import ArgumentParser
import BusLanguage
import BusShell
import TerminalText

/// The parser of the program's arguments.
///
/// swift-argument-parser wants a type, so the console is bound to the task.
struct OptionParser: ParsableCommand {
  /// The console whose arguments are parsed.
  @TaskLocal static var console: BusConsole?

  static var configuration: CommandConfiguration {
    guard let console else { return CommandConfiguration() }
    let name = console.name
    return CommandConfiguration(
      commandName: name,
      abstract: console.summary.asSentence,
      usage: usage(of: name),
      discussion: """
        '\(name) help' lists the commands, and '\(name) help COMMAND' explains one. \
        '\(name) --generate-completion-script SHELL' prints the completion script for bash, zsh or \
        fish, and '\(name) --generate-man-page' prints the manual page. \(console.note)
        """,
      version: "\(name) \(console.version)"
    )
  }

  @Option(help: help(.format))
  var format = ShellOptions().format

  @Option(
    help: "Read the lines of standard input as commands, or as events; see 'help cloudevents'."
  )
  var input = ProgramArguments.Input.commands

  @Option(
    help: ArgumentHelp(
      "The source that is named in events for other processes. The default is the program's name.",
      valueName: "uri"
    ),
    transform: { try uriReference($0) }
  )
  var source: String?

  @Option(help: help(.color))
  var color = ShellOptions().color

  @Flag(exclusivity: .chooseLast)
  var timing: TimingFlag?

  @Flag(exclusivity: .chooseLast)
  var hints = HintsFlag.hints

  @Flag(help: help(.quiet))
  var quiet = false

  @Flag(help: help(.echo))
  var echo = false

  @Flag(help: help(.abbreviations))
  var abbreviations = false

  @Flag(help: help(.bail))
  var bail = false

  @Flag(help: help(.strict))
  var strict = false

  @Option(help: help(.clock))
  var clock = ShellOptions().clock

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      help(.seed).abstract,
      valueName: "n"
    ),
    transform: { try number($0, among: 0...UInt64.max, "a number from 0 to \(UInt64.max)") }
  )
  var seed: UInt64?

  @Flag(help: "Keep no history of the commands typed at the prompt.")
  var noHistory = false

  @Flag(help: "Do not run the commands in the file rc; see 'help files'.")
  var noRc = false

  @Flag(help: "Refuse commands and handlers that reach outside the process; see 'help safe'.")
  var safe = false

  @Option(
    help: ArgumentHelp(
      help(.execTimeout).abstract + " The default is \(ShellOptions().execTimeout.text).",
      valueName: "duration"
    ),
    transform: { text in
      guard let duration = WrittenDuration(text) else {
        throw ValidationError("expected a duration \(WrittenDuration.examples)")
      }
      return duration
    }
  )
  var execTimeout = ShellOptions().execTimeout

  @Flag(help: "Start with nothing subscribed.")
  var empty = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The maximum depth of nested emissions, \(ShellOptions.depthRangeText).",
      valueName: "n"
    ),
    transform: { try number($0, among: Int.min...Int.max, "a number") }
  )
  var maxDepth = ShellOptions().maxDepth

  @Option(
    name: .customShort("c", allowingJoined: true),
    help: ArgumentHelp("Run the line as a command; may be repeated.", valueName: "line")
  )
  var lines: [String] = []

  @Option(
    name: .customShort("f", allowingJoined: true),
    help: ArgumentHelp("Run a script; - is stdin.", valueName: "file"),
    completion: .file()
  )
  var scripts: [String] = []

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("A command and its operands.", valueName: "command"),
    completion: .custom(ArgumentCompletion.candidates)
  )
  var words: [String] = []

  mutating func validate() throws {
    // The words after it are a command in any case.
    let hasTerminator = words.first == "--"
    if hasTerminator { words.removeFirst() }
    // The parser passes on the words of a command unchanged, and with them words before the command
    // that are no options it knows.
    switch words.first {
    case "--help", "-h": throw CleanExit.helpRequest(self)
    case "--experimental-dump-help": throw CleanExit.message(Self.description)
    case "--version": throw CleanExit.message(Self.configuration.version)
    case .some(let word) where word.hasPrefix("-") && !hasTerminator:
      throw ValidationError("unknown option '\(word.cited)'")
    default: break
    }
    let inputs = [!lines.isEmpty, !scripts.isEmpty, !words.isEmpty]
    guard inputs.count(where: { $0 }) <= 1 else {
      throw ValidationError("expected only one of -c, -f and a command")
    }
    guard scripts.count <= 1 else {
      throw ValidationError("expected one script, found \(scripts.count)")
    }
    try validateInput()
    guard seed == nil || clock == .virtual else {
      throw ValidationError("expected --clock virtual with --seed")
    }
    guard ShellOptions.depthRange.contains(maxDepth) else {
      throw ValidationError(
        "expected --max-depth \(ShellOptions.depthRangeText), found \(maxDepth)"
      )
    }
  }

  /// Returns the summary of an option as a sentence.
  private static func help(_ option: ShellOption) -> ArgumentHelp {
    ArgumentHelp(option.summary.asSentence)
  }

  /// The arguments as plain values.
  var arguments: ProgramArguments {
    ProgramArguments(
      options: options,
      keepsHistory: !noHistory && !safe,
      readsStartFile: !noRc && !safe,
      lines: lines,
      script: scripts.first,
      words: words,
      input: input
    )
  }

  private var options: ShellOptions {
    var options = ShellOptions()
    options.format = format
    options.color = color
    options.showsTiming = timing.map { $0 == .timing }
    options.clock = clock
    options.seed = seed
    options.showsHints = hints == .hints
    options.isQuiet = quiet
    options.echoesCommands = echo
    options.allowsAbbreviations = abbreviations
    options.stopsAtFailure = bail
    options.isStrict = strict
    options.execTimeout = execTimeout
    options.isSafe = safe
    options.source = source
    options.isEmpty = empty
    options.maxDepth = maxDepth
    return options
  }
}

extension ShellOptions.Format: ExpressibleByArgument {}
extension ShellOptions.Color: ExpressibleByArgument {
  /// Creates the choice that an argument names, or a synonym of it.
  public init?(argument: String) {
    self.init(rawValue: ShellOption.color.synonyms[argument] ?? argument)
  }
}
extension ShellOptions.Clock: ExpressibleByArgument {}
extension ProgramArguments.Input: ExpressibleByArgument {}
