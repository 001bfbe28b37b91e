/// The definition of one command.
///
/// Help, completion and usage errors are made from it. It is an object, because every line of a
/// script looks one up.
package final class CommandEntry: Sendable {
  package let name: String
  package let group: CommandGroup
  package let reach: Reach
  package let operands: [Operand]

  /// The effect of the command, in a few words that follow its name.
  package let summary: String

  /// Details beyond the summary, in whole sentences.
  private let discussion: @Sendable () -> String

  /// Sentences that follow where there are services.
  private let discussionOfServices: String

  /// Sentences that follow where there are lessons.
  private let discussionOfLessons: String

  /// Lines that work when typed in this order.
  private let makeExamples: @Sendable (ExampleEvents) -> [String]

  /// The kinds of records that the command prints as JSON Lines, each with its members.
  package let records: [(kind: String, members: String)]

  /// Reads the words after the name.
  let read: @Sendable (inout Operands) throws(Diagnostic) -> Command

  init(
    name: String,
    group: CommandGroup,
    reach: Reach,
    operands: [Operand],
    summary: String,
    discussion: @escaping @Sendable @autoclosure () -> String,
    withServices discussionOfServices: String = "",
    inLessons discussionOfLessons: String = "",
    examplesWith makeExamples: @escaping @Sendable (ExampleEvents) -> [String],
    records: [(kind: String, members: String)] = [],
    read: @escaping @Sendable (inout Operands) throws(Diagnostic) -> Command
  ) {
    self.name = name
    self.group = group
    self.reach = reach
    self.operands = operands
    self.summary = summary
    self.discussion = discussion
    self.discussionOfServices = discussionOfServices
    self.discussionOfLessons = discussionOfLessons
    self.makeExamples = makeExamples
    self.records = records
    self.read = read
  }

  /// Creates a definition whose examples are the same for every application.
  ///
  /// They are a function, as the discussion is: a start needs none of them.
  convenience init(
    name: String,
    group: CommandGroup,
    reach: Reach,
    operands: [Operand],
    summary: String,
    discussion: @escaping @Sendable @autoclosure () -> String,
    withServices discussionOfServices: String = "",
    inLessons discussionOfLessons: String = "",
    examples: @escaping @Sendable @autoclosure () -> [String],
    records: [(kind: String, members: String)] = [],
    read: @escaping @Sendable (inout Operands) throws(Diagnostic) -> Command
  ) {
    self.init(
      name: name,
      group: group,
      reach: reach,
      operands: operands,
      summary: summary,
      discussion: discussion(),
      withServices: discussionOfServices,
      inLessons: discussionOfLessons,
      examplesWith: { _ in examples() },
      records: records,
      read: read
    )
  }

  /// Creates the definition of a command of an application.
  package convenience init(
    application name: String,
    reach: Reach,
    operands: [Operand],
    summary: String,
    discussion: String,
    examples: [String]
  ) {
    self.init(
      name: name,
      group: .application,
      reach: reach,
      operands: operands,
      summary: summary,
      discussion: discussion,
      examples: examples
    ) { words throws(Diagnostic) in
      try words.application(name, operands)
    }
  }

  package var usage: String { operands.usage(of: name) }

  /// Returns the details beyond the summary, in whole sentences.
  package func discussion(in language: CommandLanguage) -> String {
    var parts = [discussion()]
    if !language.services.isEmpty { parts.append(discussionOfServices) }
    if language.hasLessons { parts.append(discussionOfLessons) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Returns lines that work when typed in this order.
  package func examples(in language: CommandLanguage) -> [String] {
    makeExamples(language.exampleEvents)
  }
}

/// A group of commands in the list of commands.
package enum CommandGroup: String, Sendable, CaseIterable {
  case emissions
  case subscriptions
  case application = "the application"
  case lessons
  case session = "the session"

  /// The name in 'help GROUP'; 'help lessons' is about the files of lessons.
  package var name: String {
    self == .lessons ? "learning" : String(rawValue.split(separator: " ").last ?? "")
  }
}

extension Operands {
  /// Takes the arguments of a command of the application.
  fileprivate mutating func application(
    _ name: String,
    _ operands: [Operand]
  ) throws(Diagnostic) -> Command {
    var arguments: [Word] = []
    for operand in operands where hasMore || !operand.isOptional {
      repeat { arguments.append(try word(operand.name)) } while operand.isList && hasMore
    }
    return .application(name: name, arguments: arguments)
  }
}
