import EventJSON
import Events
import TerminalText

/// The words after the name of a command or handler, taken one after another.
struct Operands {
  /// The name and the words after it.
  private let words: ArraySlice<Word>
  let definition: [Operand]
  private let language: CommandLanguage

  /// The index of the next word.
  private var index: Int

  /// The number of nested handlers that the operands belong to.
  private var depth = 0

  /// The name of a handler or command among the operands that reaches outside the process; nil
  /// without one.
  private(set) var outsideHandler: Word?

  /// The maximum number of nested handlers.
  private static let maximumHandlerDepth = 8

  /// Creates the operands of a command or handler.
  ///
  /// - Parameters:
  ///   - words: The name and the words after it.
  ///   - definition: The operands that are expected after the name.
  ///   - language: The commands and handlers that operands may name.
  init(_ words: ArraySlice<Word>, _ definition: [Operand], in language: CommandLanguage) {
    self.words = words
    self.language = language
    self.definition = definition
    index = words.startIndex + 1
  }

  var usage: String { definition.usage(of: words[words.startIndex].commandName) }

  /// Indicates whether another word is left.
  var hasMore: Bool { index < words.endIndex }

  /// The next word; nil if none is left.
  var next: Word? { hasMore ? words[index] : nil }

  private var rest: ArraySlice<Word> { words[index...] }

  /// The position after the last word.
  private var end: Position? { words[words.endIndex - 1].end }

  /// Takes the next word.
  mutating func word(_ operand: String) throws(Diagnostic) -> Word {
    guard let word = next else {
      let last = words[index - 1].text.cited
      throw Diagnostic("expected \(operand) after '\(last)'", at: end, .usage(usage))
    }
    index += 1
    return word
  }

  /// Takes all words that are left.
  mutating func texts() -> [String] {
    defer { index = words.endIndex }
    return rest.map(\.text)
  }

  /// Takes all words that are left, as one text.
  mutating func text() -> String? { hasMore ? texts().joined(separator: " ") : nil }

  /// Takes the value of an option.
  mutating func value(of option: ShellOption) throws(Diagnostic) -> String {
    if option == .execTimeout {
      return try value("VALUE", such: WrittenDuration.examples, WrittenDuration.init).text
    }
    if option == .seed {
      return try value("VALUE", such: "as a number from 0 to \(UInt64.max), or none") { text in
        text == ShellOption.noSeed ? text : UInt64(text).map { "\($0)" }
      }
    }
    if let value = next.flatMap({ option.synonyms[$0.text] }) {
      index += 1
      return value
    }
    return try choice("VALUE", among: option.values, \.self)
  }

  /// Returns whether the next word is a given keyword: an equal word in quotes is a name.
  func isAt(_ word: String) -> Bool {
    next?.isPlain(word) == true
  }

  /// Indicates whether the next word is an option, known or not.
  var isAtOption: Bool { next?.isOption == true }

  /// Takes an option if it is the next word, and returns whether it is.
  mutating func option(_ name: String) -> Bool {
    guard isAt(name) else { return false }
    index += 1
    return true
  }

  /// Takes a word, and returns the value that a closure reads from it.
  mutating func value<Value>(
    _ operand: String,
    such example: String,
    _ read: (String) -> Value?
  ) throws(Diagnostic) -> Value {
    let word = try word(operand)
    guard let value = read(word.text) else {
      throw Diagnostic(expected: "\(operand) \(example)", found: word, .usage(usage))
    }
    return value
  }

  /// Takes a word that must be one of a few.
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

  /// Indicates whether the next word is a number without quotes.
  var isAtNumber: Bool {
    next.map { $0.form == .plain && Int($0.text) != nil } ?? false
  }

  /// Takes a number that is not negative.
  mutating func number(_ operand: String) throws(Diagnostic) -> Int {
    try value(operand, such: "as a number from 0 to \(UInt32.max)") { UInt32($0).map(Int.init) }
  }

  /// Indicates whether the next word is the number of an emission, without quotes.
  var isAtEmissionNumber: Bool {
    next.map { $0.form == .plain && EmissionNumber($0) != nil } ?? false
  }

  /// Takes the number of an emission.
  mutating func emissionNumber(_ operand: String) throws(Diagnostic) -> EmissionNumber {
    let word = try word(operand)
    guard let number = EmissionNumber(word) else {
      let expected = "\(operand) as the number of an emission"
      throw Diagnostic(expected: expected, found: word, .usage(usage))
    }
    return number
  }

  /// Takes a payload.
  mutating func payload() throws(Diagnostic) -> EventData {
    let word = try word("JSON-OBJECT")
    try rejectOption(word, as: "JSON-OBJECT")
    var position = word.position
    if word.form == .quoted, word.isVerbatim { position?.column += 1 }
    do throws(Diagnostic) {
      return try JSONParser.object(in: word.bytes, at: position)
    } catch {
      guard word.form != .payload, error.help == nil else { throw error }
      // With escapes between the quotes, positions in the text and in the script differ.
      let position = word.form == .quoted && !word.isVerbatim ? word.position : error.position
      throw Diagnostic(error.message, at: position, .usage(usage))
    }
  }

  /// Reads a handler that is in quotes with its operands, as lists show it; nil if it is none.
  private mutating func quotedHandler(_ word: Word) throws(Diagnostic) -> HandlerSpec? {
    var lexer = Lexer()
    guard let inner = try? lexer.read(Array(word.text.utf8), number: 1), inner.count > 1,
      inner.first.map({ language.handler(named: $0.text) != nil }) == true
    else { return nil }
    var operands = Operands([words[words.startIndex]] + inner, definition, in: language)
    operands.depth = depth
    let spec = try Diagnostic.pointing(to: word.position) { () throws(Diagnostic) in
      try operands.handler()
    }
    outsideHandler = operands.outsideHandler.map { _ in word }
    return spec
  }

  /// Takes a handler and its operands: all words that are left.
  mutating func handler() throws(Diagnostic) -> HandlerSpec {
    let name = try word("HANDLER")
    guard let entry = language.handler(named: name.text) else {
      if name.form == .quoted, !hasMore, let spec = try quotedHandler(name) { return spec }
      throw Diagnostic.unknownHandler(name.text, among: language.handlers.map(\.name))
        .located(at: name.position)
    }
    guard depth < Self.maximumHandlerDepth else {
      throw Diagnostic(
        "expected at most \(Self.maximumHandlerDepth) nested handlers",
        at: name.position
      )
    }
    let spec = words[(index - 1)...]
    var operands = Operands(spec, entry.operands, in: language)
    operands.depth = depth + 1
    let kind = try entry.read(&operands)
    try operands.finish()
    outsideHandler = entry.reach == .outside ? name : operands.outsideHandler
    index = words.endIndex
    let text = spec.map { Word.spelling(of: $0.text) }.joined(separator: " ")
    return HandlerSpec(text: text, kind: kind)
  }

  /// Takes names up to a colon, or returns nil if the command comes next.
  mutating func prediction() throws(Diagnostic) -> [String]? {
    if isAt("emit") { return nil }
    var names: [String] = []
    while !option(":") { names.append(try word("HANDLER, ':' or 'emit'").text) }
    return names
  }

  /// Takes a command: all words that are left.
  mutating func command(_ operand: String = "a command") throws(Diagnostic) -> Command {
    guard hasMore else {
      let last = words[index - 1].text.cited
      throw Diagnostic("expected \(operand) after '\(last)'", at: end, .usage(usage))
    }
    defer { index = words.endIndex }
    let parsed = try CommandParser(language).parsed(Array(rest))
    outsideHandler = parsed.outsideName ?? outsideHandler
    return parsed.command
  }

  /// Throws if a word is left.
  func finish() throws(Diagnostic) {
    guard let word = next else { return }
    try rejectOption(word, as: "the end of the command")
    throw Diagnostic(
      "expected the end of the command, found '\(word.text.cited)'",
      at: word.position,
      .usage(usage)
    )
  }
}
