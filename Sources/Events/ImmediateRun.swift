/// The handlers of one emission that never suspend, while they run on a thread.
///
/// Emissions that start on the thread meanwhile are nested in it. It is on the stack of the thread, which
/// has a pointer to the innermost one. To bind a frame to the task instead takes as long as 15 handlers,
/// and so does an object for the emission: that is made when an emission is nested in the run, or
/// something is logged.
struct ImmediateRun: ~Copyable {
  let event: EventName
  private let origin: Emission.Frame?
  private let bus: ObjectIdentifier

  /// The number of the emission in the bus's trace; nil without a tracer.
  let number: Int?

  /// The position of the handler from 1; 0 without a tracer, where it is not needed.
  var position: Int

  /// Indicates whether the task may be in a frame, which its handlers have to leave.
  private let leavesFrame: Bool

  private var object: Emission?

  /// Creates a run of the handlers of an emission that has no object.
  init(_ event: EventName, from origin: Emission.Frame?, on bus: EventBus, number: Int? = nil) {
    (self.event, self.origin, self.bus) = (event, origin, ObjectIdentifier(bus))
    (self.number, position, leavesFrame) = (number, 0, origin != nil)
  }

  /// Creates a run in a frame.
  init(in frame: Emission.Frame) {
    (event, origin, bus) = (frame.emission.event, nil, frame.emission.bus)
    (number, position) = (frame.emission.number, frame.position)
    // Outside of other emissions the task is in no frame.
    leavesFrame = frame.emission.depth > 0
    object = frame.emission
  }

  /// The emission as an object.
  var emission: Emission {
    mutating get {
      let emission = object ?? Emission(event, from: origin, on: bus, number: number)
      object = emission
      return emission
    }
  }

  /// Calls handlers that never suspend.
  mutating func enter<Result>(
    _ operation: (_ run: UnsafeMutablePointer<ImmediateRun>) throws -> Result
  ) rethrows -> Result {
    let leavesFrame = leavesFrame
    return try withUnsafeMutablePointer(to: &self) { run in
      let innermost = ThreadLocal.cell ?? ThreadLocal.makeCell()
      let outer = innermost.pointee
      innermost.pointee = run
      defer { innermost.pointee = outer }
      return leavesFrame ? try Emission.Frame.leave { try operation(run) } : try operation(run)
    }
  }

  /// Ends the emission, if it has an object.
  func finish() { object?.finish() }

  /// The frame of the innermost run of this thread; nil if there is none.
  static var currentFrame: Emission.Frame? {
    guard let run = ThreadLocal.cell?.pointee else { return nil }
    return Emission.Frame(emission: run.pointee.emission, position: run.pointee.position)
  }
}

extension Emission.Frame {
  /// Calls a handler that never suspends in this frame, which is not bound to the task.
  func enter<Result>(_ operation: () throws -> Result) rethrows -> Result {
    var run = ImmediateRun(in: self)
    return try run.enter { _ in try operation() }
  }
}
