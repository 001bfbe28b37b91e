public import Events

/// A command of an application.
public struct ConsoleCommand: Sendable {
  let name: String
  let operands: [ConsoleOperand]
  let summary: String
  let discussion: String
  let examples: [String]
  let reachesOutside: Bool
  let run: @Sendable (CommandContext) async throws -> Void

  /// Describes a command.
  ///
  /// - Parameters:
  ///   - name: The name: one word. If it is the name of a built-in command, the console traps when it
  ///     is made.
  ///   - operands: The operands; optional ones come last, or the console traps when it is made.
  ///   - summary: The summary for `help`: a phrase that begins with a verb.
  ///   - discussion: More sentences for `help NAME`.
  ///   - examples: Commands that show it, for `help`.
  ///   - reachesOutside: Indicates whether it reads, writes or runs something outside the process;
  ///     then `--safe` refuses it.
  ///   - run: Runs the command. If it throws, the command has failed, and the error is printed. A
  ///     ``ConsoleError`` can say more.
  public init(
    _ name: String,
    operands: [ConsoleOperand] = [],
    _ summary: String,
    discussion: String = "",
    examples: [String] = [],
    reachesOutside: Bool = false,
    run: @escaping @Sendable (CommandContext) async throws -> Void
  ) {
    self.name = name
    self.operands = operands
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.reachesOutside = reachesOutside
    self.run = run
    check()
  }
}

/// An operand of an application's command.
public struct ConsoleOperand: Sendable {
  let name: String
  let isOptional: Bool
  let isList: Bool
  let proposals: @Sendable () -> [String]

  /// Describes an operand.
  ///
  /// - Parameters:
  ///   - name: The name in capitals, such as `INVITE`.
  ///   - isOptional: Indicates whether it is optional.
  ///   - isList: Indicates whether it may be several words; only the last operand may.
  ///   - proposals: Returns the words that Tab proposes.
  public init(
    _ name: String,
    isOptional: Bool = false,
    isList: Bool = false,
    proposals: @escaping @Sendable () -> [String] = { [] }
  ) {
    self.name = name
    self.isOptional = isOptional
    self.isList = isList
    self.proposals = proposals
  }
}

/// The context of a running command.
public struct CommandContext: Sendable {
  /// The words after the name of the command; as many as its operands allow.
  public let arguments: [String]

  /// The bus of the application.
  public let bus: EventBus

  let output: @Sendable (String) -> Void

  /// Prints a text as the answer of the command.
  public func print(_ text: String) { output(text) }
}

/// An error of a command, with more than a message.
public struct ConsoleError: Error, CustomStringConvertible {
  /// The message: lower case, without a full stop.
  public let description: String

  let argument: Int?
  let hint: String?

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - message: The message: lower case, without a full stop.
  ///   - argument: The index of the wrong argument, to which the message points.
  ///   - hint: A hint for the user.
  public init(_ message: String, argument: Int? = nil, hint: String? = nil) {
    description = message
    self.argument = argument
    self.hint = hint
  }
}
