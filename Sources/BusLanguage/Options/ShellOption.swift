/// An option of the program that can also be changed while a shell runs.
package enum ShellOption: String, Sendable, CaseIterable {
  case bail
  case color
  case echo
  case execTimeout = "exec-timeout"
  case format
  case hints
  case quiet
  case strict
  case timing

  /// The effect of the option when it is on, or the thing that it chooses.
  package var summary: String {
    switch self {
    case .bail: "stop at the first command that fails"
    case .color: "use colour in the output"
    case .echo: "print each line of a script before it runs"
    case .execTimeout: "the time limit of programs that 'exec' runs"
    case .format: "the format of the results"
    case .hints: "show in grey how the line may continue"
    case .quiet: "print no traces and no confirmations; answers and errors still appear"
    case .strict: "exit with status 4 if a handler failed or an emission was refused"
    case .timing: "print durations in traces; auto does so at a terminal"
    }
  }

  /// The values that the option can have; none if it takes a duration.
  package var values: [String] {
    switch self {
    case .color: ShellOptions.Color.allCases.map(\.rawValue)
    case .format: ShellOptions.Format.allCases.map(\.rawValue)
    case .timing: ["auto", "off", "on"]
    case .execTimeout: []
    case .bail, .echo, .hints, .quiet, .strict: ["off", "on"]
    }
  }

  /// Other words for some of the values, which the other options share.
  package var synonyms: [String: String] {
    self == .color
      ? ["off": ShellOptions.Color.never.rawValue, "on": ShellOptions.Color.always.rawValue] : [:]
  }
}

extension ShellOptions {
  /// The value of an option; it must be one of those that the option can have.
  package subscript(option: ShellOption) -> String {
    get {
      switch option {
      case .bail: Self.word(stopsAtFailure)
      case .color: color.rawValue
      case .echo: Self.word(echoesCommands)
      case .execTimeout: execTimeout.text
      case .format: format.rawValue
      case .hints: Self.word(showsHints)
      case .quiet: Self.word(isQuiet)
      case .strict: Self.word(isStrict)
      case .timing: showsTiming.map(Self.word) ?? "auto"
      }
    }
    set {
      switch option {
      case .bail: stopsAtFailure = newValue == "on"
      case .color: color = Color(rawValue: newValue) ?? color
      case .echo: echoesCommands = newValue == "on"
      case .execTimeout: execTimeout = WrittenDuration(newValue) ?? execTimeout
      case .format: format = Format(rawValue: newValue) ?? format
      case .hints: showsHints = newValue == "on"
      case .quiet: isQuiet = newValue == "on"
      case .strict: isStrict = newValue == "on"
      case .timing: showsTiming = newValue == "auto" ? nil : newValue == "on"
      }
    }
  }

  private static func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
}
