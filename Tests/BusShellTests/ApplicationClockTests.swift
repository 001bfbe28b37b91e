import BusConsole
import BusLanguage
import Events
import TestSupport
import Testing

/// Handlers of an application that sleep by its clock, in virtual time.
struct ApplicationClockTests {
  private static let sleeper = BusConsole("shop", version: "1") { _, clock in
    ConsoleApplication(
      handlers: [
        ConsoleHandler(
          EventHandler(name: "work") { _ in
            try await clock.sleep(for: .seconds(1))
            try await clock.sleep(for: .seconds(2))
          },
          to: ["a", "b", "c", "d"],
          "work for three seconds"
        )
      ]
    )
  }

  private func transcript(_ end: String, seed: UInt64?) async -> String {
    let script = "emit a &\nemit b &\nemit c &\n\(end)"
    return await ShellTest().console(Self.sleeper).options {
      $0.clock = .virtual
      $0.seed = seed
      $0.showsTiming = true
    }
    .script(script).run().output
  }

  @Test(arguments: ["wait", "cancel", "quit", "emit d"], [nil, 1, 2, 3])
  func `handlers in the background that wake at the same time have one order`(
    end: String,
    seed: UInt64?
  ) async {
    let first = await transcript(end, seed: seed)
    let events = first.matches(of: /(?m)^#\d ([a-d])\b/).map { String($0.1) }.joined()
    if seed == nil { #expect(events == (end == "emit d" ? "abcd" : "abc")) }
    #expect(events.count == (end == "emit d" ? 4 : 3))
    #expect(first.contains(end == "cancel" || end == "quit" ? "cancelled\n" : "completed  3s"))
    for _ in 1...100 { #expect(await transcript(end, seed: seed) == first) }
  }
}
