import Events
import Logging
import Metrics
import MetricsTestKit
import Testing

@testable import Observing

@Suite("metrics")
struct EventMetricsTests {
  private struct Failed: Error {}

  @Test func `emissions and the ends of handlers are counted, and handlers are timed`() async throws
  {
    let metrics = TestMetrics()
    let bus = EventBus(logger: .silent, tracer: EmissionCounter(), interceptor: measured)
    bus.subscribe(to: "a", name: "good") { _ in }
    bus.subscribe(to: "a", name: "bad") { _ in throw Failed() }

    await withMetricsFactory(metrics) {
      await bus.emit("a")
      await bus.emit("a")
      await bus.emit("b")
    }

    #expect(try metrics.expectCounter("events_emitted", [("event", "a")]).totalValue == 2)
    #expect(try metrics.expectCounter("events_emitted", [("event", "b")]).totalValue == 1)
    let good = [("event", "a"), ("handler", "good")]
    let bad = [("event", "a"), ("handler", "bad")]
    #expect(try metrics.expectCounter("handler_completed", good).totalValue == 2)
    #expect(try metrics.expectCounter("handler_failed", bad).totalValue == 2)
    #expect(try metrics.expectTimer("handler_duration", good).values.count == 2)
    #expect(try metrics.expectTimer("handler_duration", bad).values.count == 2)
    #expect(metrics.counters.count == 4)
  }
}
