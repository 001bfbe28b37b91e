package import TerminalText

/// What stands before the line that is being typed.
package struct Prompt: Sendable, Hashable {
  private let name: String
  private let status: String
  private let ending = "> "

  /// The prompt of a new command: it shows what runs, or else how much can happen.
  package static func command(_ vocabulary: Vocabulary) -> Prompt {
    let running = vocabulary.runningCount
    let events = vocabulary.eventCount
    let status =
      running > 0 ? "\(running) running" : events.counted("event")
    return Prompt(name: "busctl", status: " " + status)
  }

  /// The prompt at a pause before a handler.
  package static let step = Prompt(name: "busctl", status: " step")

  /// The prompt of a question for a prediction.
  package static let prediction = Prompt(name: "busctl", status: " predict")

  /// The prompt for what is missing, as wide as the one before it.
  package static func continuation(of prompt: Prompt) -> Prompt {
    let dots = "..."
    let margin = String(repeating: " ", count: prompt.width - prompt.ending.count - dots.count)
    return Prompt(name: "", status: margin + dots)
  }

  /// How many columns it takes.
  package var width: Int { name.count + status.count + ending.count }

  /// The text, in which a mark stands on both sides of what takes no columns.
  package func text(_ palette: Palette, mark: String) -> String {
    let name = palette.paint(name, .event, mark: mark)
    let status = palette.paint(status, .faint, mark: mark)
    // What takes no columns twice in a row is one thing for line editors.
    return (name + status).replacing(mark + mark, with: "") + ending
  }
}
