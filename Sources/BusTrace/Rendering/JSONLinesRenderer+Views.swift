import Events
import TerminalText

// Views: what they show, with a kind of their own, so that nobody takes it for new records.

extension JSONLinesRenderer {
  func text(ofOrder recording: Recording) -> String {
    recording.records.enumerated().map { index, record in
      line { line in
        line.add("kind", "order")
        line.add("number", index + 1)
        line.add("record", record.sequence)
        line.add("emission", record.emission)
        line.add("depth", recording.depth(of: record))
        line.add("text", record.sentence)
        if showsTiming { line.add("time_ns", record.time.nanoseconds) }
      }
    }.joined() + recording.gaps.map(text(ofGap:)).joined()
  }

  func text(of timeline: Timeline) -> String {
    let recording = timeline.recording
    return timeline.rows.map { row in
      line { line in
        line.add("kind", "timeline")
        line.add("emission", row.emission)
        line.add("depth", row.depth)
        row.subject.addMembers(to: &line)
        line.add("from", recording.place(of: row.start) + 1)
        line.add("to", recording.place(of: row.end) + 1)
        if showsTiming {
          line.add("time_ns", row.start.time.nanoseconds)
          line.add("duration_ns", (row.end.time - row.start.time).nanoseconds)
        }
      }
    }.joined() + recording.gaps.map(text(ofGap:)).joined()
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
      line.add("position", run.run.position)
      line.add("handler", run.run.subscription.handler.name)
      line.add("outcome", run.outcome?.word)
    case .refusal(let refusal): line.add("refused", refusal.event.rawValue)
    case .change(let change):
      line.add(change.mark == "+" ? "added" : "removed", change.subscription.handler.name)
    }
  }
}
