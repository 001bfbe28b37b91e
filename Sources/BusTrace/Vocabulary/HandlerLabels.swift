import Events

/// What the handlers of one emission are called where it has to be clear which one is meant.
struct HandlerLabels {
  /// The first position of each name that there is several times.
  private var firsts: [String: Int] = [:]

  init(of emission: EmissionTrace) {
    var positions: [String: Int] = [:]
    for (index, subscription) in emission.start.handlers.enumerated() {
      let name = subscription.handler.name
      if let first = positions[name] { firsts[name] = first } else { positions[name] = index + 1 }
    }
  }

  /// The handler's name, safe to show, with its position if there are others of that name.
  func label(of run: HandlerTrace) -> String {
    let name = run.name
    guard firsts[run.handlerName] != nil else { return name }
    return "\(name) (position \(run.position))"
  }

  /// Whether a handler is the first of several of its name.
  func isFirstOfSeveral(_ run: HandlerTrace) -> Bool {
    firsts[run.handlerName] == run.position
  }
}
