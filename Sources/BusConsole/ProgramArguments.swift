import ArgumentParser
import BusLanguage

/// The options and the input of one run, as chosen by the program's arguments.
struct ProgramArguments {
  var options = ShellOptions()
  var keepsHistory = true

  /// Indicates whether a prompt begins with the commands of the user's file.
  var readsStartFile = true

  /// The lines to run as commands.
  var lines: [String] = []

  /// The path of the script to run.
  var script: String?

  /// A command and its operands.
  var words: [String] = []

  /// The form of standard input.
  var input = Input.commands

  enum Input: String, CaseIterable {
    case commands

    /// One event a line, for the bus; never a command.
    case cloudevents
  }

  /// Indicates whether the arguments contain or name commands.
  var hasInput: Bool { !words.isEmpty || !lines.isEmpty || script != nil }

  /// Indicates whether the command leads to a prompt, since there is more to do after it.
  var leadToPrompt: Bool {
    words.first == "open" || words.first == "learn" && !words.contains("--list")
  }
}

extension ProgramArguments {
  /// Parses the arguments.
  ///
  /// Arguments without options, which begin with a command, are taken unchanged: the parser needs
  /// two thirds of the instructions of a start.
  static func parse(_ arguments: [String]) throws -> ProgramArguments {
    guard let first = arguments.first, first.hasPrefix("-") else {
      return ProgramArguments(words: arguments)
    }
    return try OptionParser.parse(arguments).arguments
  }
}
