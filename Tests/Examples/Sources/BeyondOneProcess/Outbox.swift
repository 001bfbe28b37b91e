import Events
import Foundation
import GRDB

/// Events that stay in the database until their handlers have completed.
actor Outbox {
  /// The number of times that an event is emitted; after that it is left for somebody to look at.
  static let attemptLimit = 5

  /// The event that is being delivered, in the task that delivers it.
  @TaskLocal private static var delivered: Int64?

  private let database: any DatabaseWriter
  private let types: [String: any Event.Type]
  private var lastDelivery: Task<Void, any Error>?

  /// Creates an outbox for events of some types, which it has to read back.
  init(in database: any DatabaseWriter, of types: [any Event.Type]) throws {
    self.database = database
    self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.name.rawValue, $0) })
    try database.write { db in
      try db.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            data BLOB NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0
          );
          CREATE TABLE IF NOT EXISTS completion (
            id INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE,
            handler TEXT NOT NULL,
            PRIMARY KEY (id, handler)
          );
          """
      )
    }
  }

  /// Keeps an event, in the transaction that makes it true.
  static func add<E: Event>(_ event: E, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO outbox (event, data) VALUES (?, ?)",
      arguments: [E.name.rawValue, JSONEncoder().encode(event)]
    )
  }

  /// Runs a handler, but not again if it completed when its event was emitted before.
  ///
  /// This is the interceptor of the bus.
  nonisolated func run(
    _ context: HandlerContext,
    _ next: () async throws -> Void
  ) async throws {
    guard let id = Self.delivered else { return try await next() }
    let handler = context.handler.name
    let isComplete = try await database.read { db in
      try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT * FROM completion WHERE id = ? AND handler = ?)",
        arguments: [id, handler]
      )
    }
    if isComplete == true { return }
    // The handlers of nested emissions are not handlers of this event.
    try await Self.$delivered.withValue(nil) { try await next() }
    try await database.write { db in
      try db.execute(
        sql: "INSERT INTO completion (id, handler) VALUES (?, ?)",
        arguments: [id, handler]
      )
    }
  }
}

// MARK: - Delivery

extension Outbox {
  /// Emits what is in the outbox, the oldest first, and removes what all handlers have completed.
  ///
  /// Call it after a transaction, and when the program starts. Deliveries follow one another. A
  /// handler must not call it: it would wait for itself.
  func deliver(on bus: EventBus) async throws {
    let lastDelivery = lastDelivery
    let delivery = Task {
      _ = await lastDelivery?.result
      var last: Int64 = 0
      while let (id, event, data) = try await next(after: last) {
        try await deliver(id, event, data, on: bus)
        last = id
      }
    }
    self.lastDelivery = delivery
    try await delivery.value
  }

  private func next(after id: Int64) async throws -> (id: Int64, event: String, data: Data)? {
    try await database.read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT id, event, data FROM outbox WHERE id > ? AND attempts < ? ORDER BY id LIMIT 1
          """,
        arguments: [id, Self.attemptLimit]
      )
      .map { ($0["id"], $0["event"], $0["data"]) }
    }
  }

  private func deliver(_ id: Int64, _ event: String, _ data: Data, on bus: EventBus) async throws {
    guard let type = types[event] else { throw UnknownEvent(event: event) }
    let report = try await Self.$delivered.withValue(id) { try await emit(type, data, on: bus) }
    let isDone = report.failures.isEmpty && report.cancellations.isEmpty && report.refusal == nil
    try await database.write { db in
      try db.execute(
        sql: isDone
          ? "DELETE FROM outbox WHERE id = ?"
          : "UPDATE outbox SET attempts = attempts + 1 WHERE id = ?",
        arguments: [id]
      )
    }
  }

  private func emit<E: Event>(
    _ type: E.Type,
    _ data: Data,
    on bus: EventBus
  ) async throws -> EmissionReport {
    await bus.emit(try JSONDecoder().decode(type, from: data))
  }
}

/// The error of an event in the outbox that the program does not know.
struct UnknownEvent: Error {
  let event: String
}
