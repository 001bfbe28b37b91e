import Events
import Logging

/// Makes a bus with spans.
func tracedBus() -> EventBus {
  let spans = EventSpans()
  let bus = EventBus(tracer: spans, interceptor: spans.run)
  return bus
}

/// Makes a bus with two tracers and three interceptors.
func observedBus(logger: Logger) -> EventBus {
  let spans = EventSpans()
  let slow = SlowHandlers(limit: .seconds(2), logger: logger)
  let bus = EventBus(
    tracers: [spans, EmissionCounter()],
    interceptors: [spans.run, measured, slow.run]
  )
  return bus
}
