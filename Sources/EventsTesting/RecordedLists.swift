public import Events

/// Handlers that ran, in order.
///
/// They are compared with their names. A failed expectation shows the emissions in which they ran:
///
/// ```swift
/// #expect(invite.failures == ["webhook"])
/// ```
public struct RecordedHandlers: RandomAccessCollection, Sendable {
  private let handlers: [RecordedHandler]
  private let emissions: RecordedEmissions

  init(_ handlers: [RecordedHandler], in emissions: RecordedEmissions) {
    self.handlers = handlers
    self.emissions = emissions
  }

  /// The names of the handlers, in the same order.
  public var names: [String] { handlers.map(\.name) }

  /// The position of the first handler.
  public var startIndex: Int { 0 }

  /// The position behind the last handler.
  public var endIndex: Int { handlers.count }

  /// The handler at a position.
  public subscript(position: Int) -> RecordedHandler { handlers[position] }
}

extension RecordedHandlers? {
  /// Returns whether handlers have the given names, in this order.
  public static func == (handlers: RecordedHandlers?, names: [String]) -> Bool {
    handlers?.names == names
  }
}

extension RecordedHandlers: CustomStringConvertible {
  /// The names, and the trees of the emissions in which the handlers ran.
  public var description: String { "\(names) in\n\(emissions)" }
}

/// Emissions, in order.
///
/// They are compared with the names of their events. A failed expectation shows their trees:
///
/// ```swift
/// #expect(recorder.emissions == ["invite.accepted"])
/// ```
public struct RecordedEmissions: RandomAccessCollection, Sendable {
  private let emissions: [RecordedEmission]

  /// The trees that the description shows.
  private let shown: [RecordedEmission]

  init(_ emissions: [RecordedEmission], in all: RecordedEmissions? = nil) {
    self.emissions = emissions
    shown = all?.emissions ?? emissions
  }

  /// The events, in the same order.
  public var events: [EventName] { emissions.map(\.event) }

  /// The position of the first emission.
  public var startIndex: Int { 0 }

  /// The position behind the last emission.
  public var endIndex: Int { emissions.count }

  /// The emission at a position.
  public subscript(position: Int) -> RecordedEmission { emissions[position] }
}

extension RecordedEmissions? {
  /// Returns whether emissions are of the given events, in this order.
  public static func == (emissions: RecordedEmissions?, events: [EventName]) -> Bool {
    emissions?.events == events
  }
}

extension RecordedEmissions: CustomStringConvertible {
  /// The trees of the emissions, one below another.
  public var description: String {
    shown.isEmpty ? "no emission" : shown.map(\.description).joined(separator: "\n")
  }
}
