public import Events

/// A handler of an application, with its events.
public struct ConsoleHandler: Sendable {
  let handler: EventHandler
  let events: [ConsoleEvent]
  let summary: String
  let examples: [String]
  let readsData: Bool
  let reachesOutside: Bool

  /// Describes a handler of one event, and makes it.
  ///
  /// - Parameters:
  ///   - type: The event to which it is subscribed.
  ///   - name: The name for `subscribe` and in traces.
  ///   - summary: The summary for `catalog`: a phrase that begins with a verb.
  ///   - examples: Commands that show it, for `help`.
  ///   - reachesOutside: Indicates whether it reads, writes or runs something outside the process;
  ///     then `--safe` refuses it.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event and the context.
  public init<E: Event>(
    to type: E.Type,
    _ name: String,
    _ summary: String,
    examples: [String] = [],
    reachesOutside: Bool = false,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E, HandlerContext) async throws -> Void
  ) {
    self.init(
      EventHandler(for: type, name: name, fileID: fileID, line: line, body),
      to: [type],
      summary,
      examples: examples,
      reachesOutside: reachesOutside
    )
  }

  /// Describes a handler that the application already has.
  ///
  /// - Parameters:
  ///   - handler: The handler, which is used unchanged.
  ///   - events: The events to which it is subscribed at the start.
  ///   - summary: The summary for `catalog`: a phrase that begins with a verb.
  ///   - examples: Commands that show it, for `help`.
  ///   - readsData: Indicates whether it reads the fields of its events.
  ///   - reachesOutside: Indicates whether it reads, writes or runs something outside the process;
  ///     then `--safe` refuses it.
  public init(
    _ handler: EventHandler,
    to events: [any Event.Type] = [],
    _ summary: String,
    examples: [String] = [],
    readsData: Bool = true,
    reachesOutside: Bool = false
  ) {
    self.init(
      handler,
      events.map(ConsoleEvent.type),
      summary,
      examples,
      readsData,
      reachesOutside
    )
  }

  /// Describes a handler that the application already has, for events without a type.
  ///
  /// The parameters are the same as for types; the fields are not known.
  public init(
    _ handler: EventHandler,
    to names: [EventName],
    _ summary: String,
    examples: [String] = [],
    reachesOutside: Bool = false
  ) {
    self.init(handler, names.map(ConsoleEvent.name), summary, examples, false, reachesOutside)
  }

  private init(
    _ handler: EventHandler,
    _ events: [ConsoleEvent],
    _ summary: String,
    _ examples: [String],
    _ readsData: Bool,
    _ reachesOutside: Bool
  ) {
    self.handler = handler
    self.events = events
    self.summary = summary
    self.examples = examples
    self.readsData = readsData
    self.reachesOutside = reachesOutside
  }
}

/// An event, by its type or by its name alone.
enum ConsoleEvent: Sendable {
  case type(any Event.Type)
  case name(EventName)

  var name: EventName {
    switch self {
    case .type(let type): type.name
    case .name(let name): name
    }
  }
}
