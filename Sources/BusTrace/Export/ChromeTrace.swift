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
    let events = (slices + instants).joined(separator: ",\n")
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
    var slices: [String] = []
    add(emission, thread, to: &slices)
    return slices
  }

  /// Adds the slices of an emission and of everything nested in it.
  ///
  /// Loops, and functions that only make text: a deep tree needs small frames on the stack.
  private func add(_ emission: EmissionTrace, _ thread: Int, to slices: inout [String]) {
    guard let ended = emission.ended else { return }
    slices.append(slice(of: emission, until: ended, thread))
    for run in emission.runs {
      slices.append(slice(of: run, until: run.ended ?? ended, thread))
      for nested in run.nested {
        switch nested {
        case .emission(let inner): add(inner, thread, to: &slices)
        case .refusal(let refusal, let timestamp):
          let name = "\(refusal.event.rawValue) refused"
          slices.append(instant(name, timestamp, thread, scope: "t"))
        }
      }
    }
  }

  private func slice(of emission: EmissionTrace, until end: Timestamp, _ thread: Int) -> String {
    let name = "#\(emission.start.emission) \(emission.start.event.rawValue)"
    return slice(name, "emission", emission.started, end, thread) { args in
      args.add("data", emission.start.data)
    }
  }

  private func slice(of run: HandlerTrace, until end: Timestamp, _ thread: Int) -> String {
    slice(run.handlerName, "handler", run.started, end, thread) { args in
      args.add(run.outcome, note: run.note)
      if run.omitted > 0 { args.add("omitted", run.omitted) }
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

  /// The cancellations, and the changes of subscriptions, which belong to no thread.
  private var instants: [String] {
    let numbers = recording.emissions.map(\.start.emission)
    return recording.records.compactMap { record in
      let timestamp = Timestamp(sequence: record.sequence, time: record.time)
      return switch record.fact {
      case .bus(.handlerSubscribed(_, let subscription)):
        instant("\(subscription.handler.name) subscribed", timestamp, 1, scope: "p")
      case .bus(.handlerUnsubscribed(_, let handler, _)):
        instant("\(handler.name) unsubscribed", timestamp, 1, scope: "p")
      case .emissionCancelled(let emission, let event):
        numbers.firstIndex(of: emission).map { index in
          let name = "#\(emission) \(event.rawValue) cancelled"
          return instant(name, timestamp, index + 1, scope: "t")
        }
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
