import Events

/// Two tasks at once against one; what two cores allow at best is half.
///
/// With a bus each the tasks share nothing: what they take longer on one bus is the price of
/// sharing it, which grows with the distance of the cores. Tasks that emit the same event share its
/// handlers, too, as the bare loop with the same handlers shows: each call counts references to what
/// the handler has captured.
var concurrencyRows: [Row] {
  [
    Row(
      name: "2 tasks, the same event",
      unit: "ns per emission",
      contestants: [
        .here("EventBus", units: 2) {
          let bus = busWithAsyncHandlers(10)
          return inTwoTasks([emitting(on: bus), emitting(on: bus)])
        },
        oneTask,
        .here("EventBus, a bus each", units: 2) {
          inTwoTasks((1...2).map { _ in emitting(on: busWithAsyncHandlers(10)) })
        },
      ]
    ),
    Row(
      name: "2 tasks, an event each",
      unit: "ns per emission",
      contestants: [
        .here("EventBus", units: 2) {
          let bus = busWithAsyncHandlers(10)
          for _ in 0..<10 { bus.subscribe(to: "b", asyncBody()) }
          return inTwoTasks([emitting(on: bus), emitting("b", on: bus)])
        },
        oneTask,
      ]
    ),
    Row(
      name: "2 tasks, the bare loop",
      unit: "ns per 10 handlers",
      contestants: [
        .here("bare loop", units: 2) {
          inTwoTasks([bareLoop(asyncBodies(10)), bareLoop(asyncBodies(10))])
        },
        .here("bare loop, 1 task") { bareLoop(asyncBodies(10)) },
        .here("bare loop, the same handlers", units: 2) {
          let bodies = asyncBodies(10)
          return inTwoTasks([bareLoop(bodies), bareLoop(bodies)])
        },
      ]
    ),
  ]
}

private var oneTask: Contestant {
  .here("EventBus, 1 task", goal: 1 / 1.8) { emitting(on: busWithAsyncHandlers(10)) }
}

private func inTwoTasks(_ works: [SharedWork]) -> Work {
  { count in
    try await withThrowingTaskGroup { group in
      for work in works { group.addTask { try await work(count) } }
      try await group.waitForAll()
    }
  }
}
