import Events

/// The names of the handlers of an emission, each clear about which handler it means.
struct HandlerLabels {
  /// The first position of each name that several handlers have.
  private var firsts: [String: Int] = [:]

  init(of emission: EmissionTrace) {
    var positions: [String: Int] = [:]
    for (index, subscription) in emission.start.handlers.enumerated() {
      let name = subscription.handler.name
      if let first = positions[name] { firsts[name] = first } else { positions[name] = index + 1 }
    }
  }

  /// Returns the name of a handler, safe to print, with its position if others have the same name.
  func label(of run: HandlerTrace) -> String {
    let name = run.name
    guard firsts[run.handlerName] != nil else { return name }
    return "\(name) (position \(run.position))"
  }

  /// Returns whether a handler is the first of several with its name.
  func isFirstOfSeveral(_ run: HandlerTrace) -> Bool {
    firsts[run.handlerName] == run.position
  }
}
