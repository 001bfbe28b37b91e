import Events

/// Emits in a task that is cancelled before it starts.
func inCancelledTask(
  _ emit: sending @escaping () async -> EmissionReport
) async -> EmissionReport {
  let start = Gate()
  let task = Task {
    await start.wait()
    return await emit()
  }
  task.cancel()
  start.open()
  return await task.value
}
