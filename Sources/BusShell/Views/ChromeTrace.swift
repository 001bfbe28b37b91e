import EventBus

/// A recording in the Trace Event Format, which Perfetto and Chrome open.
///
/// Each emission that is nested in no other has a thread of its own: in it everything nests.
struct ChromeTrace {
  let recording: Recording

  var text: String {
    let slices = recording.emissions.enumerated().flatMap { index, emission in
      [threadName(of: emission, thread: index + 1)] + self.slices(of: emission, thread: index + 1)
    }
    let events = slices.joined(separator: ",\n")
    return "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n\(events)\n]}\n"
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
          run.run.registration.handler.name,
          "handler",
          run.started,
          run.ended ?? ended,
          thread
        ) { args in
          args.add(run.outcome, note: run.note)
        }
        return [slice]
          + run.nested.flatMap { nested in
            switch nested {
            case .emission(let inner): slices(of: inner, thread: thread)
            case .refusal(let refusal, let moment): [instant(refusal, moment, thread)]
            }
          }
      }
  }

  private func slice(
    _ name: String,
    _ category: String,
    _ start: Moment,
    _ end: Moment,
    _ thread: Int,
    _ arguments: (inout JSONWriter.Object) -> Void
  ) -> String {
    JSONWriter.object { object in
      object.add("ph", "X")
      object.add("name", name)
      object.add("cat", category)
      object.add("ts", json: Self.microseconds(start.time))
      object.add("dur", json: Self.microseconds(end.time - start.time))
      object.add("pid", 1)
      object.add("tid", thread)
      object.add("args", json: JSONWriter.object(arguments))
    }
  }

  private func instant(_ refusal: EmissionRefusal, _ moment: Moment, _ thread: Int) -> String {
    JSONWriter.object { object in
      object.add("ph", "i")
      object.add("name", "\(refusal.event.rawValue) refused")
      object.add("ts", json: Self.microseconds(moment.time))
      object.add("pid", 1)
      object.add("tid", thread)
      object.add("s", "t")
    }
  }

  /// Microseconds with the nanoseconds behind the point: exact, so that what nests stays nested.
  private static func microseconds(_ duration: Duration) -> String {
    let nanoseconds = duration.nanoseconds
    let fraction = String(1000 + nanoseconds % 1000).dropFirst()
    return "\(nanoseconds / 1000).\(fraction)"
  }
}
