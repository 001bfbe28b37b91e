/// An option of the program that can also be changed while a shell runs.
package enum ShellOption: String, Sendable, CaseIterable {
  case abbreviations
  case bail
  case clock
  case color
  case echo
  case execTimeout = "exec-timeout"
  case format
  case hints
  case quiet
  case seed
  case strict
  case timing

  /// The effect of the option when it is on, or the thing that it chooses.
  package var summary: String {
    switch self {
    case .abbreviations: "accept an abbreviated command name if it is unambiguous"
    case .bail: "stop at the first command that fails"
    case .clock: "real or virtual time; virtual time jumps ahead when all handlers wait"
    case .color: "use colour in the output"
    case .echo: "print each line of a script before it runs"
    case .execTimeout: "the time limit of programs that 'exec' runs"
    case .format: "the format of the results"
    case .hints: "show in grey how the line may continue"
    case .quiet: "print no traces and no confirmations; answers and errors still appear"
    case .seed: "the seed of virtual time; it decides the order where the rules leave it open"
    case .strict: "exit with status 4 if a handler failed or an emission was refused"
    case .timing: "print durations in traces; auto does so at a terminal"
    }
  }

  /// Indicates whether a change counts from the next `reset` on.
  package var waitsForReset: Bool { self == .clock || self == .seed }

  /// The value of the option ``seed`` that chooses nothing.
  static let noSeed = "none"

  /// The values that the option can have, without those that are numbers or durations.
  package var values: [String] {
    switch self {
    case .clock: ShellOptions.Clock.allCases.map(\.rawValue)
    case .seed: [Self.noSeed]
    case .color: ShellOptions.Color.allCases.map(\.rawValue)
    case .format: ShellOptions.Format.allCases.map(\.rawValue)
    case .timing: ["auto", "off", "on"]
    case .execTimeout: []
    case .abbreviations, .bail, .echo, .hints, .quiet, .strict: ["off", "on"]
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
      case .abbreviations: Self.word(allowsAbbreviations)
      case .bail: Self.word(stopsAtFailure)
      case .clock: clock.rawValue
      case .color: color.rawValue
      case .echo: Self.word(echoesCommands)
      case .execTimeout: execTimeout.text
      case .format: format.rawValue
      case .hints: Self.word(showsHints)
      case .quiet: Self.word(isQuiet)
      case .seed: seed.map { "\($0)" } ?? ShellOption.noSeed
      case .strict: Self.word(isStrict)
      case .timing: showsTiming.map(Self.word) ?? "auto"
      }
    }
    set {
      switch option {
      case .abbreviations: allowsAbbreviations = newValue == "on"
      case .bail: stopsAtFailure = newValue == "on"
      case .clock: clock = Clock(rawValue: newValue) ?? clock
      case .color: color = Color(rawValue: newValue) ?? color
      case .echo: echoesCommands = newValue == "on"
      case .execTimeout: execTimeout = WrittenDuration(newValue) ?? execTimeout
      case .format: format = Format(rawValue: newValue) ?? format
      case .hints: showsHints = newValue == "on"
      case .quiet: isQuiet = newValue == "on"
      case .seed: seed = UInt64(newValue)
      case .strict: isStrict = newValue == "on"
      case .timing: showsTiming = newValue == "auto" ? nil : newValue == "on"
      }
    }
  }

  private static func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
}
