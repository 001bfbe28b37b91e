/// The events of an application that examples in help are made from.
package struct ExampleEvents: Sendable {
  package let first: ExampleEvent

  /// Another event, if there is one; if possible it has one handler.
  package let second: ExampleEvent

  /// Chooses among the events that have handlers, in their order.
  ///
  /// Events whose data somebody has written come before those whose data is made up.
  package init(among events: [ExampleEvent] = []) {
    let events = events.filter(\.isWritten) + events.filter { !$0.isWritten }
    first = events.first ?? .unhandled
    let others = events.dropFirst()
    second = others.first { $0.handlers.count == 1 } ?? others.first ?? first
  }
}

/// An event in examples, with its data and its handlers.
package struct ExampleEvent: Sendable {
  /// The name as it is typed.
  package let name: String

  /// The command that emits it.
  package let emission: String

  /// Indicates whether the emission is one of the application's own examples.
  let isWritten: Bool

  /// The handlers as they are typed, in running order.
  package let handlers: [String]

  /// The answers at the pauses before its handlers.
  var answers: [String] {
    handlers.isEmpty ? [] : ["fail out of paper"] + (handlers.count > 1 ? ["run"] : [])
  }

  /// Creates an event.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - handlers: The names of its handlers, in running order.
  ///   - examples: The application's examples of these handlers; of several emissions the longest is
  ///     taken.
  ///   - data: Returns data to use if there is no such example, as JSON; nil if none can be made.
  package init(
    _ name: String,
    handlers: [String],
    examples: [String],
    data: () -> String?
  ) {
    let spelled = Word.spelling(of: name)
    let start = "emit \(spelled)"
    let written = examples.filter { $0 == start || $0.hasPrefix("\(start) {") }
      .max { $0.utf8.count < $1.utf8.count }
    self.name = spelled
    emission = written ?? data().map { "\(start) \($0)" } ?? start
    isWritten = written != nil
    self.handlers = handlers.map(Word.spelling)
  }

  /// The event of an application without handlers.
  fileprivate static let unhandled = ExampleEvent("shop.opened", handlers: [], examples: []) { nil }
}
