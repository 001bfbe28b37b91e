import BusLanguage
package import TerminalText

/// The text before the line that is being typed.
package struct Prompt: Sendable, Hashable {
  private let name: String
  private let status: String
  private let ending = "> "

  /// The line that is shown behind the prompt proper.
  private var line = ""

  private init(_ name: String, _ status: String) {
    (self.name, self.status) = (name, status)
  }

  /// Returns the prompt for a new command, with the number of running emissions, or else the name of
  /// the open recording.
  package static func command(_ vocabulary: Vocabulary) -> Prompt {
    let running = vocabulary.runningCount
    let state =
      running > 0 ? "\(running) running" : vocabulary.recordingName.map { $0.escaped.cut(to: 30) }
    let status = [vocabulary.lessonName.map { "lesson \($0)" }, state].compactMap(\.self)
    return Prompt(vocabulary.language.program, status.map { " " + $0 }.joined())
  }

  /// Returns the prompt at a pause before a handler.
  package static func step(in program: String) -> Prompt {
    Prompt(program, " step")
  }

  /// Returns the prompt of a question for a prediction.
  package static func prediction(in program: String) -> Prompt {
    Prompt(program, " predict")
  }

  /// Returns the prompt for the next line of a command, as wide as the prompt before it.
  package static func continuation(of prompt: Prompt) -> Prompt {
    let dots = "..."
    let margin = String(repeating: " ", count: prompt.width - prompt.ending.count - dots.count)
    return Prompt("", margin + dots)
  }

  /// Returns the prompt with a line behind it, as if it were typed.
  package func showing(_ line: String) -> Prompt {
    var prompt = self
    prompt.line = line.escaped
    return prompt
  }

  /// The width in columns.
  package var width: Int {
    name.displayWidth + status.displayWidth + ending.count + line.displayWidth
  }

  /// The text, with its styles.
  package var text: StyledText {
    var text = StyledText(name, .event)
    text.append(status, .faint)
    text.append(ending)
    text.append(line)
    return text
  }
}
