import Events
import Foundation
import OpenCombine
import Synchronization

/// What is emitted; a constant of a work, so that reading it costs nothing.
var payload: EventData { ["user_id": 7] }

/// Handlers that may suspend, and return at once.
func asyncBodies(_ count: Int) -> [AsyncBody] {
  (0..<count).map { _ in asyncBody() }
}

/// Handlers that never suspend.
func immediateBodies(_ count: Int) -> [ImmediateBody] {
  (0..<count).map { _ in immediateBody() }
}

/// The loop that a bus cannot do without.
func bareLoop(_ bodies: [AsyncBody]) -> SharedWork {
  { [data = payload] count in
    for _ in 0..<count {
      for body in bodies { try await body(data) }
    }
  }
}

/// The same with a task-local bound around it, as a bus must do whose depth guard sees child tasks.
func boundLoop(_ bodies: [AsyncBody]) -> Work {
  { [data = payload] count in
    for _ in 0..<count {
      try await Binding.$number.withValue(1) {
        for body in bodies { try await body(data) }
      }
    }
  }
}

func boundLoop(immediate bodies: [ImmediateBody]) -> Work {
  { [data = payload] count in
    for _ in 0..<count { try bind { for body in bodies { try body(data) } } }
  }
}

private func bind(_ operation: () throws -> Void) rethrows {
  try Binding.$number.withValue(1, operation: operation)
}

private enum Binding {
  @TaskLocal static var number = 0
}

func bareLoop(immediate bodies: [ImmediateBody]) -> Work {
  { [data = payload] count in
    for _ in 0..<count {
      for body in bodies { try body(data) }
    }
  }
}

/// A look-up in a dictionary behind a lock, which finds nothing, among some events that exist.
func lockedLookUp(of event: EventName) -> Work {
  let table = LockedTable()
  return { count in
    var found = 0
    for _ in 0..<count { found += table.bodies(of: event) }
    precondition(found == 0)
  }
}

private final class LockedTable: Sendable {
  let bodies = Mutex<[String: [AsyncBody]]>(["a": asyncBodies(1), "b": asyncBodies(1)])

  @inline(never)
  func bodies(of event: EventName) -> Int {
    bodies.withLock { $0[event.rawValue]?.count ?? 0 }
  }
}

/// Foundation's NotificationCenter, whose observers run one after another and cannot suspend.
func notificationCenter(_ observers: Int) -> Work {
  let center = NotificationCenter()
  let name = Notification.Name("a")
  for _ in 0..<observers {
    let calls = Calls()
    _ = center.addObserver(forName: name, object: nil, queue: nil) { _ in calls.add() }
  }
  return { [data = payload] count in
    for _ in 0..<count { center.post(name: name, object: nil, userInfo: data.fields) }
  }
}

/// OpenCombine's subject, whose subscribers run one after another and cannot suspend.
func passthroughSubject(_ subscribers: Int) -> Work {
  let subject = PassthroughSubject<EventData, Never>()
  let subscriptions = (0..<subscribers).map { _ in
    let calls = Calls()
    return subject.sink { _ in calls.add() }
  }
  return { [data = payload] count in
    for _ in 0..<count { subject.send(data) }
    withExtendedLifetime(subscriptions) {}
  }
}

/// A stream for each handler: the value goes in, and comes out in the same task.
func asyncStreams(_ handlers: Int) -> Work {
  let streams = (0..<handlers).map { _ in AsyncStream.makeStream(of: EventData.self) }
  return { [data = payload] count in
    var readers = streams.map { ($0.continuation, $0.stream.makeAsyncIterator()) }
    for _ in 0..<count {
      for index in readers.indices {
        readers[index].0.yield(data)
        _ = await readers[index].1.next(isolation: #isolation)
      }
    }
  }
}
