import Events
import Testing

@Suite("ways to run an emission")
struct EmissionPathTests {
  @Test func `all lists of up to three handlers run the same way on every bus`() async {
    for behaviors in Behavior.lists(of: 1...3) {
      let (first, log) = await run(behaviors, .plain)
      #expect(log.contains { $0.hasSuffix("refused: a > a > a > a") }, "\(behaviors)")
      for path in EmissionPath.allCases.dropFirst() {
        let (report, other) = await run(behaviors, path)
        #expect(other == log, "\(behaviors) on a bus that is \(path)")
        #expect(report.completed == first.completed)
        #expect(
          report.failures.map(\.subscription.handler.name)
            == first.failures.map(\.subscription.handler.name)
        )
      }
    }
  }

  /// Emits an event whose handlers emit it again, up to the limit.
  private func run(
    _ behaviors: [Behavior],
    _ path: EmissionPath
  ) async -> (EmissionReport, [String]) {
    let bus = path.makeBus(depthLimit: 3)
    let log = SharedLog<String>()
    for (index, behavior) in behaviors.enumerated() {
      bus.subscribe(behavior.handler("\(index) \(behavior)", on: bus, log), to: "a")
    }
    let report = await bus.emit("a")
    return (report, log.entries)
  }

  /// A way in which a handler emits.
  private enum Behavior: CaseIterable {
    case immediate
    case throwing
    case suspending
    case contextual

    /// All lists of these lengths.
    static func lists(of lengths: ClosedRange<Int>) -> [[Behavior]] {
      lengths.flatMap { length in
        (1...length).reduce([[]]) { lists, _ in
          lists.flatMap { list in allCases.map { list + [$0] } }
        }
      }
    }

    func handler(_ name: String, on bus: EventBus, _ log: SharedLog<String>) -> EventHandler {
      @Sendable func emit() async {
        log.add("\(name) at \(bus.plan(for: "a").depth)")
        let report = await bus.emit("a")
        let chain = report.refusal?.chain.map(\.rawValue).joined(separator: " > ")
        log.add("\(name): \(report.completed)" + (chain.map { ", refused: \($0)" } ?? ""))
      }
      switch self {
      case .immediate:
        return EventHandler(name: name) { _ in Task.immediate { await emit() } }
      case .throwing:
        return EventHandler(name: name) { _ throws in
          Task.immediate { await emit() }
          throw TestError(name)
        }
      case .suspending: return EventHandler(name: name) { _ in await emit() }
      case .contextual: return EventHandler(name: name) { _, _ in await emit() }
      }
    }
  }
}
