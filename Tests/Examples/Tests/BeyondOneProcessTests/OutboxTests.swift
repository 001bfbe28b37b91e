import Events
import Foundation
import GRDB
import Testing

@testable import BeyondOneProcess

@Suite("the outbox")
struct OutboxTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  private struct Failed: Error {}

  init() throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  // MARK: - In one process

  private func shop() throws -> Shop {
    try Shop(at: directory.appending(path: "shop.sqlite").path)
  }

  private func kept(_ shop: Shop) async throws -> Int? {
    try await shop.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM outbox") }
  }

  @Test func `without an outbox an event is emitted after the transaction`() async throws {
    let shop = try shop()
    let runs = Runs()
    shop.bus.subscribe(to: OrderPlaced.self, name: "ship") { await runs.add("ship \($0.order)") }
    try await placeOrder(in: shop.database, on: shop.bus)
    #expect(await runs.names == ["ship 1"])
    #expect(try await shop.lastOrder() == 1)
    #expect(try await kept(shop) == 0)
  }

  @Test func `an event is emitted after the transaction, and then removed`() async throws {
    let shop = try shop()
    shop.bus.subscribe(to: OrderPlaced.self, name: "look") { placed in
      let count = try await shop.database.read {
        try Int.fetchOne(
          $0,
          sql: "SELECT COUNT(*) FROM orders WHERE id = ?",
          arguments: [placed.order]
        )
      }
      #expect(count == 1)
    }
    let report = try await shop.placeOrder()
    #expect(report == 1)
    #expect(try await kept(shop) == 0)
  }

  @Test func `a transaction that fails leaves no event`() async throws {
    let shop = try shop()
    await #expect(throws: Failed.self) {
      try await shop.database.write { db -> Void in
        try Outbox.add(OrderPlaced(order: 1), db)
        throw Failed()
      }
    }
    #expect(try await kept(shop) == 0)
  }

  @Test func `a handler that failed runs again, and one that completed does not`() async throws {
    let shop = try shop()
    let runs = Runs()
    shop.bus.subscribe(to: OrderPlaced.self, name: "bill") { _ in await runs.add("bill") }
    shop.bus.subscribe(to: OrderPlaced.self, name: "ship") { _ in
      if await runs.add("ship") < 3 { throw Failed() }
    }
    _ = try await shop.placeOrder()
    #expect(try await kept(shop) == 1)
    try await shop.outbox.deliver(on: shop.bus)
    try await shop.outbox.deliver(on: shop.bus)
    try await shop.outbox.deliver(on: shop.bus)
    #expect(await runs.names == ["bill", "ship", "ship", "ship"])
    #expect(try await kept(shop) == 0)
  }

  @Test func `after some attempts an event is left for somebody to look at`() async throws {
    let shop = try shop()
    let runs = Runs()
    shop.bus.subscribe(to: OrderPlaced.self, name: "ship") { _ in
      await runs.add("ship")
      throw Failed()
    }
    _ = try await shop.placeOrder()
    for _ in 0..<10 { try await shop.outbox.deliver(on: shop.bus) }
    #expect(await runs.names.count == Outbox.attemptLimit)
    #expect(try await kept(shop) == 1)
  }

  @Test func `deliveries at the same time emit nothing twice`() async throws {
    let shop = try shop()
    let runs = Runs()
    shop.bus.subscribe(to: OrderPlaced.self, name: "ship") { await runs.add("\($0.order)") }
    try await withThrowingTaskGroup { group in
      for _ in 0..<20 { group.addTask { _ = try await shop.placeOrder() } }
      try await group.waitForAll()
    }
    #expect(await Set(runs.names).count == 20)
    #expect(await runs.names.count == 20)
  }

  // MARK: - In a process that is killed

  /// Runs the program, and returns the signal that ended it, or 0.
  private func run(_ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "BeyondOneProcess")
    process.arguments = [directory.path] + arguments
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
  }

  @Test(
    arguments: [
      ("after-commit", "bill 4, ship 4"),
      ("before-effect", "bill 4, ship 4"),
      ("after-effect", "bill 4, ship 4, ship 4"),
    ]
  )
  func `kill -9 loses no event, and repeats only what was not noted`(
    point: String,
    expected: String
  ) throws {
    #expect(try run("9", point, "4") == SIGKILL)
    #expect(try run("9") == 0)
    let log = try String(contentsOf: directory.appending(path: "log"), encoding: .utf8)
      .split(separator: "\n")
    #expect(log.filter { $0.hasSuffix(" 4") }.joined(separator: ", ") == expected)
    for order in 1...9 where order != 4 {
      #expect(log.filter { $0.hasSuffix(" \(order)") } == ["bill \(order)", "ship \(order)"])
    }
  }

  @Test func `an event outlives many kills`() throws {
    for order in 1...8 { #expect(try run("9", "before-effect", "\(order)") == SIGKILL) }
    #expect(try run("9") == 0)
    let log = try String(contentsOf: directory.appending(path: "log"), encoding: .utf8)
    #expect(log == (1...9).map { "bill \($0)\nship \($0)\n" }.joined())
  }
}

/// The handlers that ran.
private actor Runs {
  private(set) var names: [String] = []

  /// - Returns: The number of runs of this handler.
  @discardableResult
  func add(_ name: String) -> Int {
    names.append(name)
    return names.count { $0 == name }
  }
}
