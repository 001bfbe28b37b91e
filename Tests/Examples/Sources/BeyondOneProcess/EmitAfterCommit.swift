import Events
import GRDB

/// Places an order, and then says so; if the process ends in between, the event is lost.
func placeOrder(in database: any DatabaseWriter, on bus: EventBus) async throws {
  let order = try await database.write { db in
    try db.execute(sql: "INSERT INTO orders DEFAULT VALUES")
    return db.lastInsertedRowID
  }
  await bus.emit(OrderPlaced(order: order))
}
