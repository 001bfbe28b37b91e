import Synchronization

/// A running emission as the emissions inside it see it: a link of the chain that led there.
final class Emission: Sendable {
  let event: EventName

  /// 0 outside of handlers, or else one more than the emission whose handler emitted this one.
  let depth: Int

  /// The bus that runs it.
  let bus: ObjectIdentifier

  /// The number that the bus's trace gave it, if there is a trace.
  let number: Int?

  private let isRunning = Atomic(true)
  private let parent: Mutex<Emission?>

  /// The position of the handler in the parent.
  private let position: Int

  init(_ event: EventName, from origin: Place?, on bus: EventBus, number: Int?) {
    self.event = event
    self.depth = Place.depth(inside: origin)
    self.bus = ObjectIdentifier(bus)
    self.number = number
    parent = Mutex(origin?.emission)
    position = origin?.position ?? 0
  }

  /// The handler's place from which it was emitted, on whichever bus that is, unless that has
  /// ended.
  var origin: Place? {
    parent.withLock { $0 }.flatMap { Place(emission: $0, position: position).ifRunning }
  }

  /// Ends the emission: it contains nothing any more, and holds on to nothing that contained it.
  func finish() {
    isRunning.store(false, ordering: .relaxed)
    if depth > 0 { parent.withLock { $0 = nil } }
  }
}

extension Emission {
  /// A place in the work of an emission: the handler at a position runs.
  struct Place: Sendable {
    let emission: Emission

    /// The handler's position from 1, or 0 if nobody traces and so nobody asks.
    let position: Int

    @TaskLocal private static var binding = Binding(place: nil)

    /// What is bound: a type that is not generic, which the runtime copies at half the cost of an
    /// optional.
    private struct Binding: Sendable {
      let place: Place?
    }

    /// The place that the current task, or the task that started it, is at.
    ///
    /// A task that outlives the emission it was started in is at no place any more: what has
    /// finished contains nothing, and tasks that start one another for ever make no chain.
    static var current: Place? { binding.place?.ifRunning }

    /// This place, or nil if its emission has ended.
    var ifRunning: Place? {
      emission.isRunning.load(ordering: .relaxed) ? self : nil
    }

    /// Binds this place around code of handlers that never suspend.
    func enter<Result>(_ operation: () -> Result) -> Result {
      Place.$binding.withValue(Binding(place: self), operation: operation)
    }

    /// Binds this place around code of handlers, so that what it emits knows where it was emitted.
    ///
    /// The closure has to be made where `isolation` is in force, and capture it: only then does
    /// it run there, and not on the global executor.
    func enter<Result>(
      isolation: isolated (any Actor)?,
      _ operation: () async -> Result
    ) async -> Result {
      await Place.$binding.withValue(
        Binding(place: self),
        operation: operation,
        isolation: isolation
      )
    }
  }
}

extension Emission.Place {
  /// The depth of an emission from a place.
  static func depth(inside place: Emission.Place?) -> Int {
    guard let place else { return 0 }
    return place.emission.depth + 1
  }

  /// This place and those that contain it, from the inside out.
  var outwards: some Sequence<Emission.Place> {
    sequence(first: self, next: \.emission.origin)
  }

  /// The events that led to this place, the outermost first.
  var chain: [EventName] {
    outwards.map(\.emission.event).reversed()
  }

  /// The nearest enclosing emission in a bus's own trace.
  func parent(on bus: EventBus) -> EmissionParent? {
    for place in outwards where place.emission.bus == ObjectIdentifier(bus) {
      guard let number = place.emission.number else { return nil }
      return EmissionParent(emission: number, position: place.position)
    }
    return nil
  }
}
