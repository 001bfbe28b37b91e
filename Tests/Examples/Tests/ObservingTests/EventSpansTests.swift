import Events
import InMemoryTracing
import Logging
import Testing
import Tracing

@testable import Observing

@Suite("spans")
struct EventSpansTests {
  private struct Failed: Error {}

  @Test func `each emission and each handler has a span, inside what caused it`() async throws {
    let tracer = InMemoryTracer()
    let spans = EventSpans()
    let bus = EventBus(logger: .silent, tracer: spans, interceptor: spans.run)
    bus.subscribe(to: "order.placed", name: "bill") { _, context in
      await context.bus.emit("bill.due")
      withSpan("print") { _ in }
    }
    bus.subscribe(to: "order.placed", name: "ship") { _ in throw Failed() }
    bus.subscribe(to: "bill.due", name: "send") { _ in }

    await withTracer(tracer) {
      await withSpan("request") { _ in _ = await bus.emit("order.placed") }
    }

    let finished = tracer.finishedSpans
    let names = Dictionary(uniqueKeysWithValues: finished.map { ($0.spanID, $0.operationName) })
    let parents = finished.map { span in
      (span.operationName, span.parentSpanID.map { names[$0] ?? "unknown" } ?? "none")
    }
    #expect(
      Dictionary(uniqueKeysWithValues: parents) == [
        "request": "none",
        "emit order.placed": "request",
        "bill": "emit order.placed",
        "emit bill.due": "bill",
        "send": "emit bill.due",
        "print": "bill",
        "ship": "emit order.placed",
      ]
    )
    #expect(finished.filter { !$0.errors.isEmpty }.map(\.operationName) == ["ship"])
    #expect(tracer.activeSpans.isEmpty)
  }

  @Test func `emissions at the same time do not get each other's spans`() async throws {
    let tracer = InMemoryTracer()
    let spans = EventSpans()
    let bus = EventBus(tracer: spans, interceptor: spans.run)
    bus.subscribe(to: "a", name: "a") { _, context in
      await Task.yield()
      await context.bus.emit("b")
    }
    bus.subscribe(to: "b", name: "b") { _ in await Task.yield() }

    await withTracer(tracer) {
      await withTaskGroup { group in
        for _ in 0..<100 {
          group.addTask { await withSpan("request") { _ in _ = await bus.emit("a") } }
        }
      }
    }

    let traces = Dictionary(grouping: tracer.finishedSpans, by: \.traceID)
    #expect(traces.count == 100)
    for trace in traces.values {
      #expect(
        trace.map(\.operationName).sorted() == ["a", "b", "emit a", "emit b", "request"]
      )
    }
  }
}

extension Logger {
  /// A logger that writes nothing.
  static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
}
