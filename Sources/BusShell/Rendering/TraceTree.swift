import EventBus

/// An emission as a tree: the handlers in running order, and below each what it emitted.
struct TraceTree {
  private let emission: EmissionTrace

  init(_ emission: EmissionTrace) {
    self.emission = emission
  }

  /// The whole tree with its summary.
  var lines: [String] {
    [title(of: emission)] + branches(of: emission) + summary
  }

  private func title(of emission: EmissionTrace) -> String {
    let start = emission.start
    return "#\(start.emission) \(start.event.spelling) \(JSONWriter.text(of: start.data))"
  }

  /// What became of the emission; if nobody listens, perhaps with a hint in a second line.
  var summary: [String] {
    guard let end = emission.end, !emission.start.handlers.isEmpty else {
      return ["nobody listens"] + emission.hint.lines
    }
    let counts = [(end.completed, "ok"), (end.failed, "failed"), (end.cancelled, "cancelled")]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let total = handlerCount(emission.start.handlers.count)
    return ["\(total): \(parts.joined(separator: ", "))"]
  }
}

// MARK: - Branches

extension TraceTree {
  /// The lines below an emission's title.
  private func branches(of emission: EmissionTrace) -> [String] {
    let rows = Columns.aligned(
      emission.runs.map { [$0.run.registration.handler.name.escaped, $0.status, $0.detail] }
    )
    return zip(rows, emission.runs).enumerated().flatMap { index, row in
      let isLast = index == emission.runs.count - 1
      return branch(row.0, below: nested(row.1), isLast: isLast)
    }
  }

  /// The lines below a handler.
  private func nested(_ run: HandlerTrace) -> [String] {
    let omitted = run.omitted > 0 ? branch(omission(run.omitted), below: [], isLast: true) : []
    return run.nested.enumerated().flatMap { index, item in
      let isLast = index == run.nested.count - 1 && omitted.isEmpty
      switch item {
      case .refusal(let refusal):
        let line = "\(refusal.event.spelling)  refused  \(refusal.error)"
        return branch(line, below: [], isLast: isLast)
      case .emission(let emission):
        let nobody = emission.start.handlers.isEmpty ? "  nobody listens" : ""
        return branch(
          title(of: emission) + nobody,
          below: branches(of: emission),
          isLast: isLast
        )
      }
    } + omitted
  }

  private func omission(_ count: Int) -> String {
    "and \(count) more, each with what was nested in it"
  }

  private func branch(_ line: String, below: [String], isLast: Bool) -> [String] {
    [(isLast ? "└─ " : "├─ ") + line] + below.map { (isLast ? "   " : "│  ") + $0 }
  }
}

extension HandlerTrace {
  fileprivate var status: String {
    switch outcome {
    case .completed: "ok"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case nil: "running"
    }
  }

  /// What the handler said and how it failed.
  fileprivate var detail: String {
    var parts: [String] = []
    if case .failed(let error) = outcome { parts.append("\(error)") }
    if let note { parts.append(note) }
    return parts.joined(separator: "; ").escaped
  }
}
