import Foundation
import TestSupport
import Testing

/// Code that the compiler must take or refuse, with the errors that the documentation quotes.
@Suite("what compiles, and what does not")
struct CompilerErrorTests {
  @Test(arguments: [
    "@MainActor func f() { bus.subscribe(to: \"a\", badge.add) }",
    "@MainActor func f() { bus.subscribe(to: \"a\") { _ in badge.count += 1 } }",
    "func f() { bus.subscribe(to: \"a\") { _ in badge.count += 1 } }",
  ])
  func `without the label the error for the main actor is in the documentation`(
    code: String
  ) throws {
    let error = try #require(Self.errors(in: code).first)
    let text = try Repository.text(of: "Sources/Events/Events.docc/Concurrency.md")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("\"\(error)\""))
  }

  @Test(arguments: [
    "@MainActor func f() { bus.subscribe(to: \"a\", on: .shared, badge.add) }",
    "@MainActor func f() { bus.subscribe(to: \"a\", on: .shared) { _ in badge.count += 1 } }",
    "func f() { bus.subscribe(to: \"a\", on: .shared) { _ in badge.count += 1 } }",
    "func f() { bus.subscribe(to: \"a\", on: .shared) { _ in await badge.refresh() } }",
    "func f() { bus.subscribe(to: \"a\") { _ in await badge.refresh() } }",
    "actor Counter { var n = 0; func f() { bus.subscribe(to: \"a\") { _ in await self.add() } }"
      + "; func add() { n += 1 } }",
  ])
  func `with the label, or awaiting, it compiles`(code: String) throws {
    #expect(try Self.errors(in: code) == [])
  }

  @Test(arguments: [
    (
      "actor Counter { var n = 0; func f() { bus.subscribe(to: \"a\") { _ in self.n += 1 } } }",
      "actor-isolated property 'n' can not be mutated"
    ),
    (
      "class Counter { var n = 0 }; func f(c: Counter) { bus.subscribe(to: \"a\") { _ in c.n += 1 } }",
      "capture of 'c' with non-Sendable type 'Counter'"
    ),
    (
      "func f() { var n = 0; bus.subscribe(to: \"a\") { _ in n += 1 } }",
      "mutation of captured var 'n'"
    ),
    (
      "class Box: Codable {}; struct E: Event { static let name: EventName = \"e\"; let box: Box }",
      "stored property 'box' of 'Sendable'-conforming struct 'E' has non-Sendable type 'Box'"
    ),
    (
      "class Box {}; func f() async { await bus.emit(\"a\", [\"box\": Box()]) }",
      "'Box' does not conform to the 'Sendable' protocol"
    ),
  ])
  func `a race does not compile`(code: String, reason: String) throws {
    let errors = try Self.errors(in: code)
    #expect(errors.contains { $0.contains(reason) }, "\(errors)")
  }

  /// Returns the errors that the compiler reports.
  private static func errors(in code: String) throws -> [String] {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appending(path: "code.swift")
    try Data((preparation + code).utf8).write(to: file)

    let output = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swiftc", "-typecheck", "-parse-as-library", "-swift-version", "6", "-diagnostic-style",
      "llvm",
      "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
      "-I", Repository.products.appending(path: "Modules").path, file.path,
    ]
    process.standardError = output
    try process.run()
    let text = try String(
      decoding: output.fileHandleForReading.readToEnd() ?? Data(),
      as: UTF8.self
    )
    process.waitUntilExit()
    let errors = text.split(separator: "\n").compactMap { line in
      line.range(of: " error: ").map { String(line[$0.upperBound...]) }
    }
    #expect((process.terminationStatus == 0) == errors.isEmpty, "\(text)")
    return errors
  }

  private static let preparation = """
    import Events
    let bus = EventBus()
    @MainActor let badge = Badge()
    @MainActor final class Badge {
      var count = 0
      func add(_ data: EventData) { count += 1 }
      func refresh() async { count += 1 }
    }

    """
}
