import BusLanguage
import Events

/// Says what may come next in a command that is being typed.
///
/// It knows no command by itself: what may stand where is in the tables of commands and handlers.
/// Prompts use it, and the completion scripts of other shells.
package struct Completer: Sendable {
  /// Lists a folder: the names in it, those of folders with a slash at the end.
  package typealias DirectoryList = @Sendable (String) -> [String]

  private let vocabulary: Vocabulary
  private let purpose: LineRequest.Purpose
  private let list: DirectoryList

  package init(
    _ vocabulary: Vocabulary,
    for purpose: LineRequest.Purpose = .command,
    list: @escaping DirectoryList
  ) {
    self.vocabulary = vocabulary
    self.purpose = purpose
    self.list = list
  }

  /// What may stand at the end of a text.
  ///
  /// - Parameter typed: The text before the place, from the beginning of the command on.
  /// - Returns: The candidates; none if there is nothing to propose.
  package func completion(of typed: [UInt8]) -> Completion {
    let command = UnfinishedCommand(typed)
    if command.isInComment { return .nothing }
    switch purpose {
    case .command, .continuation: return completion(of: command)
    case .step: return command.words.isEmpty ? command.completion(among: answers) : .nothing
    case .prediction: return command.completion(among: handlers)
    }
  }

  private func completion(of command: UnfinishedCommand) -> Completion {
    guard let name = command.words.first else {
      return command.payload == nil ? command.completion(among: commands) : .nothing
    }
    guard let entry = CommandTable.entry(named: name.text) else { return .nothing }
    if entry.operands.first?.kind == .prediction { return completion(ofPrediction: command) }
    if command.payload != nil { return payloadKeys(of: command) ?? .nothing }
    return completion(of: command, entry.operands, after: 0)
  }

  /// What may stand in a prediction: an emission, and before it the names and a colon.
  private func completion(ofPrediction command: UnfinishedCommand) -> Completion {
    let given = command.words.dropFirst()
    let colon = given.firstIndex { $0.isPlain(":") }
    let start = colon.map { $0 + 1 } ?? 1
    let emit = Completion.Candidate("emit", isKeyword: true)
    if given.indices.contains(start), given[start].isPlain("emit") {
      return completion(of: command.command(at: start))
    }
    if colon != nil { return given.count < start ? command.completion(among: [emit]) : .nothing }
    let other = given.isEmpty ? emit : Completion.Candidate(":", isKeyword: true)
    return command.completion(among: handlers + [other])
  }

  /// What may stand where an operand of a command or handler is expected.
  ///
  /// - Parameters:
  ///   - command: The command so far.
  ///   - operands: The operands that are defined.
  ///   - name: The index of the word whose operands they are.
  /// - Returns: The candidates of the first operand that is missing, and of the optional ones that
  ///   could stand there as well.
  private func completion(
    of command: UnfinishedCommand,
    _ operands: [Operand],
    after name: Int
  ) -> Completion {
    let given = command.words.dropFirst(name + 1)
    var open = operands[...]
    for (index, word) in zip(given.indices, given) {
      open = open.drop { $0.isOptional && !$0.canBe(word) }
      switch open.first?.kind {
      case .handler:
        guard let entry = HandlerTable.entry(named: word.text) else { break }
        return completion(of: command, entry.operands, after: index)
      case .subscription:
        return command.completion(among: subscriptions(of: command), from: word)
      default: break
      }
      // A list at the end takes any number of words.
      if open.first?.isList == false { open = open.dropFirst() }
    }
    let required = open.firstIndex { !$0.isOptional }
    let possible = required.map { open[...$0] } ?? open
    return command.completion(among: possible.flatMap { candidates(for: $0, in: command) })
  }
}

// MARK: - Candidates

extension Completer {
  private func candidates(
    for operand: Operand,
    in command: UnfinishedCommand
  ) -> [Completion.Candidate] {
    switch operand.kind {
    case .text, .prediction: []
    case .itself: [Completion.Candidate(operand.name, isKeyword: true)]
    case .event: events
    case .handler:
      HandlerTable.entries.map { Completion.Candidate($0.name, $0.summary) }.sorted()
    case .subscription: subscriptions(of: command)
    case .expectation: command.words.last?.text == "in" ? events : expectations(in: command)
    case .payload: [Completion.Candidate("{", ending: "", isKeyword: true)]
    case .file: files(in: command)
    case .choice(let choices): choices.map { Completion.Candidate($0, isKeyword: true) }
    case .optionValue:
      (command.words.last.flatMap { ShellOption(rawValue: $0.text) }?.values ?? [])
        .map { Completion.Candidate($0) }
    case .emission:
      vocabulary.emissions.map { Completion.Candidate("\($0.number)", $0.event.spelling) }
    case .invite: vocabulary.invites.map { Completion.Candidate($0) }
    case .service: vocabulary.serviceNames.map { Completion.Candidate($0) }
    case .lesson: LessonTable.entries.indices.map { Completion.Candidate("\($0 + 1)") }
    case .topic: HelpPage.topics.map { Completion.Candidate($0) }.sorted()
    }
  }

  private var events: [Completion.Candidate] {
    vocabulary.events.map { Completion.Candidate($0.rawValue) }
  }

  private var commands: [Completion.Candidate] {
    CommandTable.entries.map { entry in
      Completion.Candidate(entry.name, entry.summary, ending: entry.operands.isEmpty ? "" : " ")
    }.sorted()
  }

  /// The answers at a pause.
  private var answers: [Completion.Candidate] {
    StepTable.entries.map { entry in
      Completion.Candidate(entry.name, entry.summary, ending: entry.operands.isEmpty ? "" : " ")
    }
  }

  /// The names of all handlers that are subscribed.
  private var handlers: [Completion.Candidate] {
    vocabulary.handlers(of: nil).map { Completion.Candidate($0) }
  }

  /// What may follow what is expected: names of handlers, and the nested emission that is meant.
  private func expectations(in command: UnfinishedCommand) -> [Completion.Candidate] {
    handlers + (command.isGiven("in") ? [] : [Completion.Candidate("in", isKeyword: true)])
  }

  /// The handlers that are subscribed to the event that the command names, with their operands.
  private func subscriptions(of command: UnfinishedCommand) -> [Completion.Candidate] {
    guard let event = command.event else { return [] }
    return vocabulary.handlers(of: event).map { Completion.Candidate($0) }
  }

  /// The files in the folder that is being typed; hidden ones only for who asks for them.
  private func files(in command: UnfinishedCommand) -> [Completion.Candidate] {
    let path = command.partial.text
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let isHiddenWanted = path.dropFirst(folder.count).hasPrefix(".")
    return list(folder).filter { isHiddenWanted || !$0.hasPrefix(".") }.map { name in
      Completion.Candidate(folder + name, ending: name.hasSuffix("/") ? "" : " ")
    }
  }

  /// The keys that the event's handlers read and that are not in the payload yet.
  private func payloadKeys(of command: UnfinishedCommand) -> Completion? {
    guard let payload = command.payload, let place = PayloadPlace(payload),
      let event = command.event
    else { return nil }
    var keys = Set(place.keys)
    let fields = vocabulary.handlers(of: event).flatMap { handler in
      let name = handler.prefix { $0 != " " }
      return HandlerTable.entry(named: String(name))?.fields ?? []
    }
    let candidates = fields.filter { $0.isRead(on: event) && keys.insert($0.name).inserted }
      .map { Completion.Candidate("\"\($0.name)\"", ending: ": ") }
    let start = command.typed.count - payload.count + place.start
    return Completion(of: command.typed, from: start, among: candidates)
  }
}

extension [Completion.Candidate] {
  fileprivate func sorted() -> [Completion.Candidate] { sorted { $0.text < $1.text } }
}
