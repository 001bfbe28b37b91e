import EventBus

/// The words after the name of a command or handler, taken one after another.
struct Operands {
  private let name: Word
  private let definition: [Operand]

  /// The word that was taken last, at first the name.
  private var last: Word
  private let end: Position?
  private var rest: ArraySlice<Word>

  /// How many handlers these are the operands of, each the operand of the one before.
  private var depth = 0

  /// How many handlers may be operands of one another.
  private static let deepestHandler = 8

  init(_ words: ArraySlice<Word>, of name: Word, _ definition: [Operand], end: Position?) {
    self.name = name
    last = name
    self.definition = definition
    self.end = end
    rest = words
  }

  var usage: String { definition.usage(of: name.text) }

  /// Whether another word is there.
  var hasMore: Bool { !rest.isEmpty }

  /// The word that is taken next.
  var next: Word? { rest.first }

  /// Takes a word.
  mutating func word(_ operand: String) throws(Diagnostic) -> Word {
    guard let word = rest.popFirst() else {
      throw Diagnostic("expected \(operand) after '\(last.text.cited)'", at: end, .usage(usage))
    }
    last = word
    return word
  }

  /// Takes all words that are left as one text.
  mutating func text() -> String? {
    guard hasMore else { return nil }
    defer { rest = [] }
    return rest.map(\.text).joined(separator: " ")
  }

  /// Whether a word stands here that is no name, because it is not quoted.
  func isAt(_ word: String) -> Bool {
    rest.first?.isPlain(word) == true
  }

  /// Whether an option stands here, known or not.
  var isAtOption: Bool {
    rest.first.map { $0.form == .plain && $0.text.utf8.starts(with: "--".utf8) } ?? false
  }

  /// Takes an option if it stands here; says whether it does.
  mutating func option(_ name: String) -> Bool {
    guard isAt(name), let word = rest.popFirst() else { return false }
    last = word
    return true
  }

  /// Takes a word that a closure can read.
  mutating func value<Value>(
    _ operand: String,
    such example: String,
    _ read: (String) -> Value?
  ) throws(Diagnostic) -> Value {
    let word = try word(operand)
    guard let value = read(word.text) else {
      throw Diagnostic(
        "expected \(operand) \(example), found '\(word.text.cited)'",
        at: word.position,
        .usage(usage)
      )
    }
    return value
  }

  /// Takes a word that is one of a few.
  mutating func choice<Choice>(
    _ operand: String,
    among choices: [Choice],
    _ name: (Choice) -> String
  ) throws(Diagnostic) -> Choice {
    let word = try word(operand)
    guard let choice = choices.first(where: { name($0) == word.text }) else {
      let names = choices.map(name)
      throw Diagnostic(
        "expected \(operand) (\(names.joined(separator: ", "))), found '\(word.text.cited)'",
        at: word.position,
        .nearest(to: word.text, among: names) ?? .usage(usage)
      )
    }
    return choice
  }

  /// Whether a number stands here that is not quoted.
  var isAtNumber: Bool {
    rest.first.map { $0.form == .plain && Int($0.text) != nil } ?? false
  }

  /// Takes a number from 0 on.
  mutating func number(_ operand: String) throws(Diagnostic) -> Int {
    try value(operand, such: "as a number from 0 on") { UInt32($0).map(Int.init) }
  }

  /// Takes the number of an emission.
  mutating func emissionNumber(_ operand: String) throws(Diagnostic) -> EmissionNumber {
    let position = rest.first?.position
    let value = try value(operand, such: "as the number of an emission") { Int($0) }
    return EmissionNumber(value: value, position: position)
  }

  mutating func event() throws(Diagnostic) -> EventName {
    let word = try word("EVENT")
    guard word.form != .payload else {
      throw Diagnostic("expected EVENT, found a payload", at: word.position, .usage(usage))
    }
    try rejectOption(word, as: "EVENT")
    if word.form == .plain, word.position != nil, word.text.hasSuffix("&") {
      throw Diagnostic(
        "expected a space before the &, found '\(word.text.cited)'",
        at: word.position,
        .hint("quote an & that belongs to the event")
      )
    }
    return EventName(word.text)
  }

  /// Makes sure that a word is no option of the program, which stands elsewhere.
  private func rejectOption(_ word: Word, as operand: String) throws(Diagnostic) {
    guard word.form == .plain, word.text.utf8.starts(with: "--".utf8) else { return }
    throw Diagnostic(
      "expected \(operand), found the option '\(word.text.cited)'",
      at: word.position,
      .hint("options stand before the command")
    )
  }

  /// Takes a payload.
  mutating func payload() throws(Diagnostic) -> EventData {
    let word = try word("JSON-OBJECT")
    try rejectOption(word, as: "JSON-OBJECT")
    var position = word.position
    if word.form == .quoted, word.isVerbatim { position?.column += 1 }
    do throws(Diagnostic) {
      return try JSONParser.object(in: word.text, at: position)
    } catch {
      guard word.form != .payload, error.help == nil else { throw error }
      // Between quotes with escapes in them places are not where they seem.
      let position = word.form == .quoted && !word.isVerbatim ? word.position : error.position
      throw Diagnostic(error.message, at: position, .usage(usage))
    }
  }

  /// Takes a handler with its own operands, which are all the words that are left.
  mutating func handler() throws(Diagnostic) -> HandlerSpec {
    let name = try word("HANDLER")
    guard let entry = HandlerTable.entry(named: name.text) else {
      throw Diagnostic(
        "unknown handler '\(name.text.cited)'",
        at: name.position,
        .nearest(to: name.text, among: HandlerTable.entries.map(\.name))
          ?? .hint("'catalog' lists the handlers")
      )
    }
    guard depth < Self.deepestHandler else {
      throw Diagnostic(
        "expected at most \(Self.deepestHandler) handlers inside one another",
        at: name.position
      )
    }
    let words = [name] + rest
    var operands = Operands(rest, of: name, entry.operands, end: end)
    operands.depth = depth + 1
    let kind = try entry.read(&operands)
    try operands.finish()
    rest = []
    let text = words.map { Word.spelling(of: $0.text) }.joined(separator: " ")
    return HandlerSpec(text: text, kind: kind)
  }

  /// Takes names up to a colon; nil if a command stands here instead.
  mutating func prediction() throws(Diagnostic) -> [String]? {
    if isAt("emit") { return nil }
    var names: [String] = []
    while !option(":") { names.append(try word("HANDLER, ':' or 'emit'").text) }
    return names
  }

  /// Takes a command, which is all that is left.
  mutating func command() throws(Diagnostic) -> Command {
    guard hasMore else { throw Diagnostic("expected a command after ':'", at: end, .usage(usage)) }
    defer { rest = [] }
    return try CommandParser.command(Array(rest))
  }

  /// Makes sure that nothing is left over.
  func finish() throws(Diagnostic) {
    guard let word = rest.first else { return }
    throw Diagnostic(
      "expected the end of the command, found '\(word.text.cited)'",
      at: word.position,
      .usage(usage)
    )
  }
}
