import Events
import GRDB

/// An order is in the database.
struct OrderPlaced: Event {
  static let name: EventName = "order.placed"

  let order: Int64
}

/// The orders, and the outbox beside them.
struct Shop: Sendable {
  let database: any DatabaseWriter
  let outbox: Outbox
  let bus: EventBus

  init(at path: String) throws {
    var configuration = Configuration()
    // A writer waits for another process that has the file locked; by default it fails at once.
    configuration.busyMode = .timeout(5)
    let database = try DatabasePool(path: path, configuration: configuration)
    try database.write { db in
      try db.execute(sql: "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY)")
    }
    let outbox = try Outbox(in: database, of: [OrderPlaced.self])
    self.database = database
    self.outbox = outbox
    bus = EventBus(interceptor: outbox.run)
  }

  /// Places an order, and tells those who care when it is in the database.
  func placeOrder() async throws -> Int64 {
    let order = try await database.write { db in
      try db.execute(sql: "INSERT INTO orders DEFAULT VALUES")
      let order = db.lastInsertedRowID
      try Outbox.add(OrderPlaced(order: order), db)
      return order
    }
    try await outbox.deliver(on: bus)
    return order
  }

  /// The number of the newest order; 0 if there is none.
  func lastOrder() async throws -> Int64 {
    try await database.read { db in
      try Int64.fetchOne(db, sql: "SELECT MAX(id) FROM orders") ?? 0
    }
  }
}
