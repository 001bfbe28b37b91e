import BusLanguage
import BusShell

/// The lines of a script's bytes.
struct ScriptLines: LineSource {
  let location: InputLocation
  private var lines: ArraySlice<[UInt8]>

  init(_ bytes: some Sequence<UInt8>, name: String) {
    location = .script(name)
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Array($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0) }
    if lines.last == [] { lines.removeLast() }
    self.lines = lines[...]
  }

  mutating func next(_ request: LineRequest) async -> LineResult {
    lines.popFirst().map { .line($0) } ?? .end
  }

  mutating func takeLines(while isTaken: (Span<UInt8>) -> Bool) -> Int {
    let count = lines.prefix { isTaken($0.span) }.count
    lines.removeFirst(count)
    return count
  }
}

/// Lines as they come from a prompt; nil is Ctrl-C, and U+0004 is Ctrl-D.
struct TypedLines: LineSource {
  /// As at a real prompt, its width is known only once there has been a prompt.
  private(set) var location = InputLocation.prompt(width: 0)
  private var lines: ArraySlice<String?>

  init(_ lines: [String?]) {
    self.lines = lines[...]
  }

  mutating func next(_ request: LineRequest) async -> LineResult {
    location = .prompt(width: 8)
    guard let line = lines.popFirst(), line != "\u{4}" else { return .end }
    return line.map { .line(Array($0.utf8)) } ?? .dropped
  }
}
