import DemoDomain
import EventBus

/// Text for people: emissions as trees, answers as lists.
struct TextRenderer: TraceRenderer {
  let showsTraces: Bool

  func text(of record: TraceRecord) -> String? { nil }

  func text(of emission: EmissionTrace) -> String? {
    showsTraces ? lines(TraceTree(emission).lines) : nil
  }

  func text(of answer: Answer) -> String? {
    switch answer {
    case .command(let text): lines(text.textLines.map(\.escaped))
    case .change(let fact): change(fact).map { lines([$0]) }
    case .handlers(let listings): lines(handlers(listings))
    case .plan(let plan, let hint): lines(self.plan(plan, hint))
    case .catalog(let entries): lines(catalog(entries))
    case .trace(let emission): lines(TraceTree(emission).lines)
    case .traceList(let emissions): lines(traceList(emissions))
    case .state(let states): lines(states.flatMap(state))
    case .reset(let isEmpty):
      lines(["a new bus, \(isEmpty ? "with nothing subscribed" : "as at the start")"])
    case .help(let text): text
    }
  }

  private func lines(_ lines: [String]) -> String {
    lines.linesText
  }
}

// MARK: - Answers

extension TextRenderer {
  private func change(_ fact: TraceFact) -> String? {
    switch fact {
    case .handlerSubscribed(let event, let registration):
      "subscribed \(registration.handler.name.escaped) to \(event.spelling)"
    case .handlerUnsubscribed(let event, let handler, .some):
      "unsubscribed \(handler.name.escaped) from \(event.spelling)"
    case .handlerUnsubscribed(let event, let handler, nil):
      "\(handler.name.escaped) is not subscribed to \(event.spelling)"
    default: nil
    }
  }

  private func handlers(_ listings: [Answer.Listing]) -> [String] {
    if listings.isEmpty { return ["nothing is subscribed"] }
    return listings.flatMap { listing in
      let nobody = listing.registrations.isEmpty ? ": nobody listens" : ""
      return [listing.event.spelling + nobody] + table(listing.registrations)
    }
  }

  private func plan(_ plan: EmissionPlan, _ hint: Diagnostic.Help?) -> [String] {
    guard !plan.registrations.isEmpty else {
      return ["\(plan.event.spelling): nobody listens"] + hint.lines
    }
    let count = handlerCount(plan.registrations.count)
    return ["\(plan.event.spelling): \(count), one after another"] + table(plan.registrations)
  }

  private func table(_ registrations: [Registration]) -> [String] {
    let rows = registrations.numbered.map { position, registration, first in
      [
        "\(position)", registration.handler.name.escaped, "registration \(registration.id)",
        first.map { "same as \($0)" } ?? "",
      ]
    }
    return Columns.aligned(rows).map { "  " + $0 }
  }

  private func traceList(_ emissions: [EmissionTrace]) -> [String] {
    if emissions.isEmpty { return ["nothing is recorded"] }
    return Columns.aligned(
      emissions.map { emission in
        let start = emission.start
        return [
          "#\(start.emission)", start.event.spelling, TraceTree(emission).summary.first ?? "",
        ]
      }
    )
  }

  private func state(_ state: ServiceState) -> [String] {
    let rows = state.items.map { item in
      item.map { "\($0.name) \(($0.value as? String)?.escaped ?? JSONWriter.text(of: $0.value))" }
    }
    return [state.service + (rows.isEmpty ? ": nothing" : "")]
      + Columns.aligned(rows).map { "  " + $0 }
  }

  private func catalog(_ entries: [HandlerEntry]) -> [String] {
    Columns.aligned(
      entries.map { entry in
        let fields = entry.fields.joined(separator: ", ")
        return [entry.usage, entry.summary, fields.isEmpty ? "" : "reads \(fields)"]
      }
    )
  }
}

extension EventName {
  /// The name as it would have to be typed, and safe to show.
  var spelling: String { Word.spelling(of: rawValue).escaped }
}

/// A number of handlers in words.
func handlerCount(_ count: Int) -> String {
  count == 1 ? "1 handler" : "\(count) handlers"
}
