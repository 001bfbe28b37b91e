// Facts that are put together again from a recording.

extension EmissionParent {
  package init(emission: Int, at position: Int) {
    (self.emission, self.position) = (emission, position)
  }
}

extension HandlerRun {
  package init(recorded emission: Int, at position: Int, _ subscription: Subscription) {
    (self.emission, self.position, self.subscription) = (emission, position, subscription)
  }
}

extension EmissionEnd {
  /// Creates the end of an emission from the outcomes of its handlers.
  package init(recorded emission: Int, _ event: EventName, _ outcomes: [HandlerOutcome?]) {
    self.emission = emission
    self.event = event
    var counts = (completed: 0, failed: 0, cancelled: 0, skipped: 0)
    for outcome in outcomes {
      switch outcome {
      case .completed: counts.completed += 1
      case .failed: counts.failed += 1
      case .cancelled: counts.cancelled += 1
      case .skipped: counts.skipped += 1
      case nil: break
      }
    }
    (completed, failed, cancelled, skipped) = counts
  }
}

extension EmissionRefusal {
  package init(
    recorded event: EventName,
    inside parent: EmissionParent?,
    depth: Int,
    chain: [EventName]
  ) {
    self.parent = parent
    self.depth = depth
    self.event = event
    error = RunawayError(depthLimit: depth, chain: chain)
  }
}
