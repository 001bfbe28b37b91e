import BusLanguage
import EventJSON
import EventRecording
import Events
import TerminalText

// Views, with kinds of their own, so that nobody takes them for new records.

extension JSONLinesRenderer {
  func text(of order: TraceOrder) -> String {
    order.steps.map { step in
      line { line in
        line.add("kind", "order")
        line.add("number", step.number)
        line.add("record", step.record.sequence)
        line.add("emission", step.record.fact.emission)
        line.add("depth", step.depth)
        line.add("text", step.record.fact.sentence)
        if showsTiming, order.isTimed { line.add("time_ns", step.record.time.nanoseconds) }
      }
    }.joined() + order.gaps.map(text(ofGap:)).joined()
  }

  func text(of timeline: Timeline) -> String {
    timeline.rows.map { row in
      line { line in
        line.add("kind", "timeline")
        line.add("emission", row.emission)
        line.add("depth", row.depth)
        row.subject.addMembers(to: &line)
        line.add("from", row.start.index + 1)
        line.add("to", row.end.index + 1)
        if showsTiming, timeline.isTimed {
          line.add("time_ns", row.start.time.nanoseconds)
          line.add("duration_ns", row.duration.nanoseconds)
        }
      }
    }.joined() + timeline.gaps.map(text(ofGap:)).joined()
  }

  func text(ofDifference row: TraceDifference.Row) -> String {
    line { line in
      line.add("kind", "difference")
      line.add("mark", row.mark)
      line.add("left", row.left)
      line.add("right", row.right)
      if showsTiming {
        line.add("left_duration_ns", row.leftDuration?.nanoseconds)
        line.add("right_duration_ns", row.rightDuration?.nanoseconds)
      }
    }
  }

  func text(ofPrediction row: TraceDifference.Row) -> String {
    line { line in
      line.add("kind", "prediction")
      line.add("mark", row.mark)
      line.add("predicted", row.left)
      line.add("ran", row.right)
    }
  }

  func text(of all: Interleavings) -> String {
    let outcomes = all.outcomes.map { interleaving in
      line { line in
        line.add("kind", "interleaving")
        line.add("runs", interleaving.runs)
        line.add("orders", interleaving.orders)
        line.add("seed", interleaving.seed.map { Int(clamping: $0) })
        line.add("status", interleaving.status.rawValue)
        line.add("error", interleaving.first.failures.first)
        if !interleaving.states.isEmpty {
          let states = JSONWriter.object { object in
            for state in interleaving.states {
              object.add(named: state.service, json: items(of: state))
            }
          }
          line.add("state", json: states)
        }
        line.add("step", interleaving.difference?.first)
        line.add("other_seed", interleaving.difference?.seed.map { Int(clamping: $0) })
        line.add("other_step", interleaving.difference?.other)
      }
    }
    let summary = line { line in
      line.add("kind", "interleaved")
      line.add("runs", all.runs)
      line.add("orders", all.orders)
      line.add("all", all.areAll)
    }
    return outcomes.joined() + summary
  }

  /// Returns the items that a service holds, as an array.
  func items(of state: ServiceState) -> String {
    let items = state.items.map { item in
      JSONWriter.object { object in
        item.forEach { object.add(named: $0.name, $0.value) }
      }
    }
    return JSONWriter.array(items)
  }

  func text(ofGap gap: String) -> String {
    line { line in
      line.add("kind", "gap")
      line.add("text", gap)
    }
  }
}

extension Timeline.Subject {
  fileprivate func addMembers(to line: inout JSONWriter.Object) {
    switch self {
    case .emission(let start): line.add("event", start.event.rawValue)
    case .handler(let run):
      line.add("position", run.position)
      line.add("handler", run.handlerName)
      line.add("outcome", run.outcome?.word.rawValue)
    case .refusal(let refusal): line.add("refused", refusal.event.rawValue)
    case .change(let change):
      line.add(change.mark == "+" ? "added" : "removed", change.subscription.handler.name)
    }
  }
}
