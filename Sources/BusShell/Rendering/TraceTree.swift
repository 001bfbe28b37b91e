import EventBus

/// An emission as a tree: the handlers in running order, and below each what it emitted.
struct TraceTree {
  private let emission: EmissionTrace
  private let palette: Palette
  private let showsTiming: Bool

  init(_ emission: EmissionTrace, _ palette: Palette, showsTiming: Bool) {
    self.emission = emission
    self.palette = palette
    self.showsTiming = showsTiming
  }

  /// The whole tree with its summary, and a hint behind it if nobody listened.
  func lines(hint: Diagnostic.Help?) -> [String] {
    [title(of: emission)] + branches(of: emission) + [summary] + hint.lines(palette)
  }

  /// What changed too late for the emission.
  private func changes(of emission: EmissionTrace) -> [String] {
    let omitted = emission.omittedChanges
    let rest = omitted > 0 ? ["and \(omitted) more changes"] : []
    return
      (emission.changes.compactMap { fact, _ -> String? in
        switch fact {
        case .handlerSubscribed(_, let registration):
          "+ \(registration.handler.name.escaped)  added: not run this time"
        case .handlerUnsubscribed(_, let handler, let registration?)
        where emission.start.handlers.contains { $0.id == registration.id }:
          "- \(handler.name.escaped)  removed: still ran"
        default: nil
        }
      } + rest).map { palette.paint($0, .faint) }
  }

  private func title(of emission: EmissionTrace) -> String {
    let start = emission.start
    let number = palette.paint("#\(start.emission)", .faint)
    let event = palette.paint(start.event.spelling, .event)
    return "\(number) \(event) \(JSONWriter.text(of: start.data))"
  }

  /// What became of the emission, and how long it took if it ran anything.
  private var summary: String {
    guard showsTiming, !emission.start.handlers.isEmpty, let duration = emission.duration else {
      return outcome
    }
    return "\(outcome) \(palette.paint("in \(duration.text)", .faint))"
  }

  /// What became of the emission, in words.
  var outcome: String {
    guard let end = emission.end, !emission.start.handlers.isEmpty else { return "nobody listens" }
    let counts: [(Int, HandlerOutcome.Word)] = [
      (end.completed, .ok), (end.failed, .failed), (end.cancelled, .cancelled),
    ]
    let parts = counts.filter { $0.0 > 0 }
      .map { palette.paint("\($0.0) \($0.1.rawValue)", $0.1.style) }
    let total = handlerCount(emission.start.handlers.count)
    return "\(total): \(parts.joined(separator: ", "))"
  }
}

// MARK: - Branches

extension TraceTree {
  /// The lines below an emission's title.
  private func branches(of emission: EmissionTrace) -> [String] {
    let rows = Columns.aligned(emission.runs.map(cells), palette)
    let changes = changes(of: emission)
    return zip(rows, emission.runs).enumerated().flatMap { index, row in
      let isLast = index == emission.runs.count - 1 && changes.isEmpty
      return branch(row.0, below: nested(row.1), isLast: isLast)
    }
      + changes.enumerated().flatMap { index, change in
        branch(change, below: [], isLast: index == changes.count - 1)
      }
  }

  private func cells(of run: HandlerTrace) -> [Cell] {
    let name = Cell(run.run.registration.handler.name.escaped)
    let outcome = run.outcome.word
    let duration = showsTiming ? [Cell(run.duration?.text ?? "", .faint)] : []
    return [name, Cell(outcome.rawValue, outcome.style)] + duration + [Cell(run.detail)]
  }

  /// The lines below a handler.
  private func nested(_ run: HandlerTrace) -> [String] {
    let omitted = run.omitted > 0 ? branch(omission(run.omitted), below: [], isLast: true) : []
    return run.nested.enumerated().flatMap { index, item in
      let isLast = index == run.nested.count - 1 && omitted.isEmpty
      switch item {
      case .refusal(let refusal, _):
        let refused = palette.paint("refused", .failed)
        let line = "\(refusal.event.spelling)  \(refused)  \(refusal.error)"
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
    let corner = palette.paint(isLast ? "└─" : "├─", .faint)
    let edge = isLast ? "  " : palette.paint("│", .faint) + " "
    return ["\(corner) \(line)"] + below.map { "\(edge) \($0)" }
  }
}

extension HandlerOutcome {
  /// The outcome in a word.
  fileprivate enum Word: String {
    case ok, failed, cancelled, running

    var style: Palette.Style? {
      switch self {
      case .ok: .ok
      case .failed: .failed
      case .cancelled: .cancelled
      case .running: nil
      }
    }
  }
}

extension HandlerOutcome? {
  fileprivate var word: HandlerOutcome.Word {
    switch self {
    case .completed: .ok
    case .failed: .failed
    case .cancelled: .cancelled
    case nil: .running
    }
  }
}

extension HandlerTrace {
  /// What the handler said and how it failed.
  fileprivate var detail: String {
    var parts: [String] = []
    if case .failed(let error) = outcome { parts.append("\(error)") }
    if let note { parts.append(note) }
    return parts.joined(separator: "; ").escaped
  }
}
