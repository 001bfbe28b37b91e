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
  package let discussion: String

  /// Lines that work when typed in this order.
  package let examples: [String]

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
    discussion: String,
    examples: [String],
    records: [(kind: String, members: String)] = [],
    read: @escaping @Sendable (inout Operands) throws(Diagnostic) -> Command
  ) {
    self.name = name
    self.group = group
    self.reach = reach
    self.operands = operands
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.records = records
    self.read = read
  }

  package var usage: String { operands.usage(of: name) }
}

/// A group of commands in the list of commands.
package enum CommandGroup: String, Sendable, CaseIterable {
  case emissions
  case subscriptions
  case demo = "the demo"
  case lessons
  case session = "the session"
}
