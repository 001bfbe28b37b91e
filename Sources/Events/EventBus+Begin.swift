import Synchronization

// The beginning of an emission, which does not suspend.

/// The result of beginning an emission without suspending.
@usableFromInline
enum BegunEmission {
  /// Nobody listens, or no handler suspends and all have ended.
  case ended(EmissionReport)

  /// No handler has run yet, and one may suspend.
  case ready(ReadyEmission)

  /// Something about it is unusual.
  case notBegun
}

/// An emission whose handlers are to run, on a bus without tracers and interceptors.
@usableFromInline
struct ReadyEmission {
  let emission: Emission
  let handlers: [Subscriptions.Entry]

  init(_ emission: Emission, _ handlers: [Subscriptions.Entry]) {
    (self.emission, self.handlers) = (emission, handlers)
  }
}

extension EventBus {
  /// Begins an emission, and ends it if no handler suspends.
  ///
  /// An optimization of ``emitInSteps(_:_:)``: it leaves what is unusual to it.
  @usableFromInline
  func begin(_ event: EventName, _ data: EventData) -> BegunEmission {
    guard !state.observation.isOn, let (handlers, areImmediate) = usualHandlers(of: event) else {
      return .notBegun
    }
    let origin = Emission.Frame.current
    if isTooDeep(inside: origin) { return .notBegun }
    if handlers.isEmpty { return .ended(EmissionReport()) }
    guard areImmediate else {
      let emission = Emission(event, from: origin, on: ObjectIdentifier(self))
      return .ready(ReadyEmission(emission, handlers))
    }
    var run = ImmediateRun(event, from: origin, on: self)
    var report = EmissionReport()
    run.enter { runImmediate(handlers, 0, handlers.count, in: $0, data, &report) }
    run.finish()
    return .ended(report)
  }

  /// Returns the handlers of an emission that starts, and whether none of them may suspend; nil if they
  /// are many, and while a handler of any event is subscribed once.
  @inline(__always)
  private func usualHandlers(
    of event: EventName
  ) -> (handlers: [Subscriptions.Entry], areImmediate: Bool)? {
    state.content.withLock { content in
      if content.subscriptions.hasOnce { return nil }
      let list = content.subscriptions[event]
      return list.tree == nil ? (list.array, list.isImmediate) : nil
    }
  }
}
