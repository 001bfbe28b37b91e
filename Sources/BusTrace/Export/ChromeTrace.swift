import EventJSON
import EventRecording
import Events
import TerminalText

/// A recording in the Trace Event Format, which Perfetto and Chrome open.
///
/// Each emission that is not nested has a thread of its own, in which everything nests.
///
/// Perfetto stacks a slice that begins when another ends. In virtual time many facts have the same
/// time, so each is moved by one step for every record before it.
struct ChromeTrace {
  let recording: Recording

  /// The length of a step in nanoseconds.
  ///
  /// Readers take times as numbers of 53 bits, in microseconds. Nanoseconds after the point are exact
  /// up to 25 days, microseconds up to 285 years.
  private var step: Int {
    let latest = (recording.records.last?.time.nanoseconds ?? 0) / 1000
    return latest < 1 << 41 ? 1 : latest < 1 << 52 ? 1000 : 1_000_000
  }

  var text: String {
    let slices = recording.emissions.enumerated().flatMap { index, emission in
      [threadName(of: emission, thread: index + 1)] + self.slices(of: emission, thread: index + 1)
    }
    let events = (slices + changes).joined(separator: ",\n")
    return "{\"displayTimeUnit\":\"ns\",\(gaps)\"traceEvents\":[\n\(events)\n]}\n"
  }

  /// The notes on things that are not shown, in the format's member for other data.
  private var gaps: String {
    let gaps = recording.gaps
    if gaps.isEmpty { return "" }
    let notes = JSONWriter.object { $0.add("gaps", gaps as [any Sendable]) }
    return "\"otherData\":\(notes),"
  }

  private func threadName(of emission: EmissionTrace, thread: Int) -> String {
    JSONWriter.object { object in
      object.add("ph", "M")
      object.add("name", "thread_name")
      object.add("pid", 1)
      object.add("tid", thread)
      let name = "#\(emission.start.emission) \(emission.start.event.rawValue)"
      object.add("args", json: JSONWriter.object { $0.add("name", name) })
    }
  }

  private func slices(of emission: EmissionTrace, thread: Int) -> [String] {
    guard let ended = emission.ended else { return [] }
    let name = "#\(emission.start.emission) \(emission.start.event.rawValue)"
    let own = slice(name, "emission", emission.started, ended, thread) { args in
      args.add("data", emission.start.data)
    }
    return [own]
      + emission.runs.flatMap { run in
        let slice = slice(
          run.handlerName,
          "handler",
          run.started,
          run.ended ?? ended,
          thread
        ) { args in
          args.add(run.outcome, note: run.note)
          if run.omitted > 0 { args.add("omitted", run.omitted) }
        }
        return [slice]
          + run.nested.flatMap { nested in
            switch nested {
            case .emission(let inner): slices(of: inner, thread: thread)
            case .refusal(let refusal, let timestamp):
              [instant("\(refusal.event.rawValue) refused", timestamp, thread, scope: "t")]
            }
          }
      }
  }

  private func slice(
    _ name: String,
    _ category: String,
    _ start: Timestamp,
    _ end: Timestamp,
    _ thread: Int,
    _ arguments: (inout JSONWriter.Object) -> Void
  ) -> String {
    JSONWriter.object { object in
      object.add("ph", "X")
      object.add("name", name)
      object.add("cat", category)
      object.add("ts", json: microseconds(steps(to: start)))
      object.add("dur", json: microseconds(steps(to: end) - steps(to: start)))
      object.add("pid", 1)
      object.add("tid", thread)
      object.add("args", json: JSONWriter.object(arguments))
    }
  }

  /// The changes of subscriptions, which belong to no thread.
  private var changes: [String] {
    recording.records.compactMap { record in
      let timestamp = Timestamp(sequence: record.sequence, time: record.time)
      return switch record.fact {
      case .handlerSubscribed(_, let subscription):
        instant("\(subscription.handler.name) subscribed", timestamp, 1, scope: "p")
      case .handlerUnsubscribed(_, let handler, _):
        instant("\(handler.name) unsubscribed", timestamp, 1, scope: "p")
      default: nil
      }
    }
  }

  private func instant(
    _ name: String,
    _ timestamp: Timestamp,
    _ thread: Int,
    scope: String
  ) -> String {
    JSONWriter.object { object in
      object.add("ph", "i")
      object.add("name", name)
      object.add("ts", json: microseconds(steps(to: timestamp)))
      object.add("pid", 1)
      object.add("tid", thread)
      object.add("s", scope)
    }
  }

  private func steps(to timestamp: Timestamp) -> Int {
    let (sum, overflows) =
      (timestamp.time.nanoseconds / step).addingReportingOverflow(recording.index(of: timestamp))
    return overflows ? .max : sum
  }

  /// Returns a number of steps in microseconds; exact, so that nested slices stay nested.
  private func microseconds(_ steps: Int) -> String {
    guard step == 1 else { return "\(steps * (step / 1000))" }
    let fraction = String(1000 + steps % 1000).dropFirst()
    return "\(steps / 1000).\(fraction)"
  }
}
