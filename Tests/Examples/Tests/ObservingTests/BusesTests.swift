import Events
import InMemoryTracing
import Metrics
import MetricsTestKit
import Testing
import Tracing

@testable import Observing

@Suite("a bus with spans, metrics and warnings")
struct BusesTests {
  @Test(arguments: [1, 3])
  func `spans and metrics agree`(count: Int) async throws {
    let tracer = InMemoryTracer()
    let metrics = TestMetrics()
    let bus = observedBus(logger: .silent)
    bus.subscribe(to: "a", name: "x") { _ in }
    await withTracer(tracer) {
      await withMetricsFactory(metrics) {
        for _ in 0..<count { await bus.emit("a") }
      }
    }
    #expect(tracer.finishedSpans.count == 2 * count)
    #expect(try metrics.expectCounter("events_emitted", [("event", "a")]).totalValue == count)
  }

  @Test func `the traced bus has a span for an emission and its handler`() async {
    let tracer = InMemoryTracer()
    let bus = tracedBus()
    bus.subscribe(to: "a", name: "x") { _ in }
    await withTracer(tracer) { _ = await bus.emit("a") }
    #expect(tracer.finishedSpans.map(\.operationName) == ["x", "emit a"])
  }
}
