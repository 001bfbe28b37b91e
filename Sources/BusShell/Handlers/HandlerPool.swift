import BusLanguage
import EventRecording
import Events
import TerminalText

/// The handlers that a session has used.
///
/// The same text is always the same handler. A handler without state of its own is forgotten once
/// nothing holds it, because a new one is no different.
final class HandlerPool {
  private let clock: any SessionClock
  private let output: any ShellOutput
  private let programs: Programs

  private let workLimit: WorkLimit?

  /// The identity of the session's events, for programs that get events of several.
  private let events: CloudEventSource

  /// The handlers with state of their own, by their texts.
  private var stateful: [String: EventHandler] = [:]

  /// The other handlers, as long as a bus or another handler holds them.
  private var stateless: [String: WeakHandler] = [:]

  /// The number of entries at which those of forgotten handlers are removed.
  private var maximumStateless = 1024

  private struct WeakHandler {
    weak var handler: EventHandler?
  }

  init(
    clock: any SessionClock,
    output: any ShellOutput,
    programs: Programs,
    events: CloudEventSource,
    workLimit: WorkLimit? = nil
  ) {
    self.workLimit = workLimit
    self.clock = clock
    self.output = output
    (self.programs, self.events) = (programs, events)
  }

  /// Returns the handler of a text if it was used before, otherwise a new one that is not kept. (A
  /// handler that it attaches or detaches is kept.)
  func knownHandler(_ spec: HandlerSpec) -> EventHandler {
    existing(spec) ?? make(spec)
  }

  /// Returns the handler of a text.
  func handler(_ spec: HandlerSpec) -> EventHandler {
    if case .application(let handler) = spec.kind { return handler }
    if let handler = existing(spec) { return handler }
    let new = make(spec)
    if spec.kind.hasState {
      stateful[spec.text] = new
    } else {
      if stateless.count >= maximumStateless { removeForgotten() }
      stateless[spec.text] = WeakHandler(handler: new)
    }
    return new
  }

  /// Returns whether a handler is a built-in one of this session.
  func made(_ handler: EventHandler) -> Bool {
    stateful.values.contains(handler) || stateless.values.contains { $0.handler == handler }
  }

  private func existing(_ spec: HandlerSpec) -> EventHandler? {
    spec.kind.hasState ? stateful[spec.text] : stateless[spec.text]?.handler
  }

  /// Removes the entries of forgotten handlers, seldom enough for an amortized constant cost.
  private func removeForgotten() {
    stateless = stateless.filter { $0.value.handler != nil }
    maximumStateless = max(1024, 2 * stateless.count)
  }

  private func make(_ spec: HandlerSpec) -> EventHandler {
    let name = spec.text
    return switch spec.kind {
    case .application(let handler): handler
    case .print(let text): TeachingHandlers.print(name, text: text)
    case .fail(let message): TeachingHandlers.fail(name, message: message)
    case .sleep(let duration):
      TeachingHandlers.sleep(name, duration, clock: clock, output: output)
    case .relay(let event): TeachingHandlers.relay(name, to: event, workLimit)
    case .attach(let spec): TeachingHandlers.attach(name, handler(spec))
    case .detach(let spec): TeachingHandlers.detach(name, spec.map(handler))
    case .count: TeachingHandlers.count(name)
    case .flaky(let failures):
      TeachingHandlers.flaky(name, failures: failures)
    case .exec(let program, let arguments): programs.handler(name, program, arguments, events)
    }
  }
}
