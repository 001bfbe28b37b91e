import EventBus

/// Says what may come next in a command that is being typed.
///
/// It knows no command by itself: what may stand where is in the tables of commands and handlers.
/// Prompts use it, and the completion scripts of other shells.
package struct Completer: Sendable {
  /// Lists a folder: the names in it, those of folders with a slash at the end.
  package typealias FolderList = @Sendable (String) -> [String]

  private let vocabulary: Vocabulary
  private let list: FolderList

  package init(_ vocabulary: Vocabulary, list: @escaping FolderList) {
    self.vocabulary = vocabulary
    self.list = list
  }

  /// What may stand at the end of a text.
  ///
  /// - Parameter typed: The text before the place, from the beginning of the command on.
  /// - Returns: The candidates; none if there is nothing to propose.
  package func completion(of typed: [UInt8]) -> Completion {
    let command = UnfinishedCommand(typed)
    let nothing = Completion(of: typed, from: typed.count, among: [])
    if command.isInComment { return nothing }
    guard let name = command.words.first else {
      return command.payload == nil ? command.completion(among: commands) : nothing
    }
    guard let entry = CommandTable.entry(named: name.text) else { return nothing }
    if command.payload != nil { return payloadKeys(of: command) ?? nothing }
    return completion(of: command, entry.operands, after: 0)
  }

  private var commands: [Completion.Candidate] {
    CommandTable.entries.map { entry in
      Completion.Candidate(entry.name, entry.summary, ending: entry.operands.isEmpty ? "" : " ")
    }
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
    for (operand, index) in zip(operands, given.indices) {
      switch operand.kind {
      case .handler:
        guard let entry = HandlerTable.entry(named: given[index].text) else { break }
        return completion(of: command, entry.operands, after: index)
      case .registration:
        return command.completion(among: registrations(of: command), from: given[index])
      default: continue
      }
    }
    // A list at the end takes any number of words.
    let isList = operands.last?.isList == true && given.count >= operands.count
    let open = isList ? operands.suffix(1) : operands.dropFirst(given.count)
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
    case .text: []
    case .itself: command.isGiven(operand.name) ? [] : [Completion.Candidate(operand.name)]
    case .event: events
    case .handler: HandlerTable.entries.map { Completion.Candidate($0.name, $0.summary) }
    case .registration: registrations(of: command)
    case .expectation: command.words.last?.text == "in" ? events : expectations(in: command)
    case .payload: [Completion.Candidate("{", ending: "")]
    case .file: files(in: command)
    case .choice(let choices): choices.map { Completion.Candidate($0) }
    case .optionValue:
      (command.words.last.flatMap { ShellOption(rawValue: $0.text) }?.values ?? [])
        .map { Completion.Candidate($0) }
    case .emission:
      vocabulary.emissions.map { Completion.Candidate("\($0.number)", $0.event.spelling) }
    case .invite: vocabulary.invites.map { Completion.Candidate($0) }
    case .service: vocabulary.serviceNames.map { Completion.Candidate($0) }
    case .topic: HelpPage.topics.map { Completion.Candidate($0) }
    }
  }

  private var events: [Completion.Candidate] {
    vocabulary.events.map { Completion.Candidate(Word.spelling(of: $0.rawValue)) }
  }

  /// What may follow what is expected: names of handlers, and the nested emission that is meant.
  private func expectations(in command: UnfinishedCommand) -> [Completion.Candidate] {
    let handlers = vocabulary.handlers(of: nil).map { Word.spelling(of: $0) }
    return (handlers + (command.isGiven("in") ? [] : ["in"])).map { Completion.Candidate($0) }
  }

  /// The handlers that are subscribed to the event that the command names, with their operands.
  private func registrations(of command: UnfinishedCommand) -> [Completion.Candidate] {
    guard let event = command.event else { return [] }
    return vocabulary.handlers(of: event).map { Completion.Candidate($0) }
  }

  /// The files in the folder that is being typed.
  private func files(in command: UnfinishedCommand) -> [Completion.Candidate] {
    let folder = command.partial.lastIndex(of: "/").map { command.partial[...$0] } ?? ""
    return list(String(folder)).map { name in
      let path = Word.spelling(of: folder + name)
      return Completion.Candidate(path, ending: name.hasSuffix("/") ? "" : " ")
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
