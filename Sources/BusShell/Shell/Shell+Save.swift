import BusLanguage
import BusTrace
import TerminalText

// The command 'save', which writes the session as a script.

extension Shell {
  /// Writes the commands that have succeeded as a script, or prints them if the path is `-`.
  func save(_ saving: Saving) throws(Diagnostic) {
    guard lesson == nil else {
      throw Diagnostic(
        "a lesson cannot be saved",
        .hint("'reset' leaves the lesson and returns to your session")
      )
    }
    guard !script.isTooLong else {
      throw Diagnostic("expected at most \(SessionScript.maximumCommands) commands to save")
    }
    let text = script.text(after: beginning, expects: saving.expects)
    if saving.path.text == "-" { return show(.command(String(text.dropLast()))) }
    try Diagnostic.pointing(to: saving.path.position) { () throws(Diagnostic) in
      try writeFile(saving.path.text, text, saving.replaces ? .replacing : .creating)
    }
  }

  /// The lines that make a session start as this one did, as far as commands can.
  private var beginning: [String] {
    let line = commandLine(showing: "FILE", seed: atStart.seed, clock: atStart.clock)
    let standard = ShellOptions().execTimeout
    let limit = options.execTimeout == standard ? [] : [options.execTimeout.text]
    return ["# Saved by \(language.program); run it with: \(line)"]
      + (options.isEmpty ? ["reset --empty"] : [])
      + limit.map { "set \(ShellOption.execTimeout.rawValue) \($0)" }
  }

  /// Adds a command that has ended to the script of the session.
  func keep(_ command: Command, _ text: String, _ ending: CommandEnding) {
    guard !options.isTrialRun else { return }
    let emissions = session.recorder.commandEmissions
    // A command that has failed may have emitted something before.
    let changes = command.changesSession && (ending != .failed || !emissions.isEmpty)
    let isSaved = ending == .succeeded && command.isPartOfSession
    guard isSaved || changes else { return }
    script.add(
      text,
      emissions,
      isSaved: isSaved,
      changesSession: changes,
      obstacle: obstacle(to: command, emissions, ending),
      isInBackground: command.isInBackground
    )
  }
}

extension Command {
  /// Indicates whether a script that repeats the session has the command.
  ///
  /// A script that was sourced is left out, since its commands are there instead.
  fileprivate var isPartOfSession: Bool {
    switch self {
    case .save, .source, .undo, .interleave, .history, .clear, .edit, .quit, .lessons, .learn,
      .learnOn, .task, .answer, .check, .hint, .solution, .skip, .next, .again, .lesson, .grade:
      false
    default: true
    }
  }
}
