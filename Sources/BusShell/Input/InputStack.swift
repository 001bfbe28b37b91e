import BusLanguage
import TerminalText

/// The inputs that commands are read from: a prompt or script, and the scripts that run inside it.
struct InputStack {
  /// The number of scripts that may be nested.
  static let maximumScriptDepth = 16

  private var inputs: [CommandInput] = []

  /// The number of inputs up to the one that is asked at a pause; once that has ended, the one
  /// around it is asked.
  private(set) var stepDepth = 0

  /// The innermost input.
  var current: CommandInput? { inputs.last }

  /// Indicates whether only the outermost input is left.
  var isAtOutermost: Bool { inputs.count == 1 }

  /// The input that is asked at a pause.
  var stepInput: CommandInput? {
    inputs.indices.contains(stepDepth - 1) ? inputs[stepDepth - 1] : nil
  }

  /// The locations of the commands that run the nested scripts, from the outermost one on.
  var callers: [String] { inputs.compactMap { $0.caller?.location } }

  /// Indicates whether another script may be nested.
  var hasRoomForScript: Bool {
    inputs.count(where: { $0.caller != nil }) < Self.maximumScriptDepth
  }

  mutating func push(_ input: CommandInput) {
    inputs.append(input)
  }

  mutating func pop() {
    inputs.removeLast()
    // The prompt takes the place of a script that runs before it.
    stepDepth = min(stepDepth, max(1, inputs.count))
  }

  /// Makes the innermost input the one that is asked at a pause.
  mutating func stepFromHere() {
    stepDepth = inputs.count
  }

  /// Makes the input at a depth the one that is asked at a pause, if there are pauses.
  mutating func restore(stepDepth: Int) {
    self.stepDepth = min(stepDepth, inputs.count)
  }

  /// The prompt; nil if there is none.
  var prompt: CommandInput? {
    inputs.first { if case .prompt = $0.source.location { true } else { false } }
  }

  /// Returns the path of a script relative to the current input.
  func resolved(_ path: Word) -> String {
    current?.source.location.resolved(path.text) ?? path.text
  }

  /// Returns a line of the current script as messages name it; nil at a prompt.
  func location(ofLine position: Position?) -> String? {
    guard case .script(let name)? = current?.source.location, let position else { return nil }
    return "\(name.escaped):\(position.line)"
  }
}
