import Synchronization

/// A running emission as the emissions inside it see it: a link of the chain that led to them.
final class Emission: Sendable {
  let event: EventName

  /// The nesting depth: 0 outside handlers, otherwise one more than that of the emission whose
  /// handler emitted this one.
  let depth: Int

  /// The bus that runs the emission.
  let bus: ObjectIdentifier

  /// The number of the emission in the bus's trace; nil without a tracer.
  let number: Int?

  private let isRunning = Atomic(true)
  private let parent: Mutex<Parent>

  /// The emission in which this one is nested, until this one ends.
  ///
  /// As for `Binding`, the runtime destroys a type that is not generic at half the cost.
  private struct Parent {
    var emission: Emission?
  }

  /// The position of the emitting handler in the parent.
  private let position: Int

  init(_ event: EventName, from origin: Frame?, on bus: ObjectIdentifier, number: Int? = nil) {
    self.event = event
    self.depth = Frame.depth(inside: origin)
    self.bus = bus
    self.number = number
    parent = Mutex(Parent(emission: origin?.emission))
    position = origin?.position ?? 0
  }

  /// The frame of the handler that emitted this emission, on whichever bus; nil if it has ended.
  var origin: Frame? {
    parent.withLock { $0.emission }.flatMap { Frame(emission: $0, position: position).ifRunning }
  }

  /// Ends the emission: nothing is nested in it from now on, and it releases its parent.
  func finish() {
    isRunning.store(false, ordering: .relaxed)
    if depth > 0 { parent.withLock { $0.emission = nil } }
  }
}

extension Emission {
  /// A frame of the chain of nested emissions: an emission, and the handler of it that runs.
  struct Frame: Sendable {
    let emission: Emission

    /// The position of the handler from 1; 0 without a tracer, where it is not needed.
    let position: Int

    @TaskLocal private static var binding = Binding(frame: nil)

    /// The task-local value.
    ///
    /// The runtime copies a type that is not generic at half the cost of an optional.
    private struct Binding: Sendable {
      let frame: Frame?
    }

    /// The frame in which the current task runs, or in which it was started, or else that of the
    /// immediate run that this thread is in.
    ///
    /// A task that outlives its emission is in no frame: nothing is nested in an ended emission, and
    /// tasks that start one another forever make no chain.
    static var current: Frame? { binding.frame?.ifRunning ?? ImmediateRun.currentFrame }

    /// This frame, or nil if its emission has ended.
    var ifRunning: Frame? {
      emission.isRunning.load(ordering: .relaxed) ? self : nil
    }

    /// Calls handlers that never suspend, so that the tasks that they start are in no frame.
    static func leave<Result>(_ operation: () throws -> Result) rethrows -> Result {
      try $binding.withValue(Binding(frame: nil), operation: operation)
    }

    /// Calls handlers that may suspend in this frame, so that their emissions are nested in it.
    ///
    /// The closure must be created where `isolation` is in force, and capture it. Only then does it
    /// run there, and not on the global executor.
    func enter<Result>(
      isolation: isolated (any Actor)?,
      _ operation: () async throws -> Result
    ) async rethrows -> Result {
      try await Frame.$binding.withValue(
        Binding(frame: self),
        operation: operation,
        isolation: isolation
      )
    }
  }
}

extension Emission.Frame {
  /// The depth of an emission that is made in a frame.
  static func depth(inside frame: Emission.Frame?) -> Int {
    guard let frame else { return 0 }
    return frame.emission.depth + 1
  }

  /// This frame and those that contain it, from the innermost to the outermost.
  var outwards: some Sequence<Emission.Frame> {
    sequence(first: self, next: \.emission.origin)
  }

  /// The events that led to this frame, the outermost first.
  var chain: [EventName] {
    outwards.map(\.emission.event).reversed()
  }

  /// The nearest enclosing emission in the trace of a bus.
  func parent(on bus: EventBus) -> EmissionParent? {
    for frame in outwards where frame.emission.bus == ObjectIdentifier(bus) {
      guard let number = frame.emission.number else { return nil }
      return EmissionParent(emission: number, position: frame.position)
    }
    return nil
  }
}
