import BusLanguage
import BusTrace
import EventRecording
import Events
import TerminalText

/// A recording that the views of a session look at in place of its own trace.
struct OpenedRecording: Sendable {
  /// The name of the file, for the prompt.
  let name: String

  /// The last emissions of the last session that are not nested, in the order of their ends.
  let emissions: [EmissionTrace]

  /// The emissions that had not ended where the recording ends.
  let runningEmissions: [EmissionTrace]

  /// The number of emissions in the last session, and of all sessions.
  private let emissionCount: Int
  private let sessionCount: Int

  private let lostRecords: Int

  /// Indicates whether the records have times.
  let hasTimes: Bool

  /// Creates a recording from the emissions that were read.
  init(_ reading: RecordingInProgress, _ reader: RecordingReader, path: String) {
    var reading = reading
    let trees = reading.trees
    hasTimes = trees.allSatisfy { $0.started.time != nil }
    let all = trees.map { reading.trace(of: $0) }
    emissions = all.filter(\.hasEnded)
    runningEmissions = all.filter { !$0.hasEnded }
    name = path.split(separator: "/").last.map(String.init) ?? path
    (emissionCount, sessionCount) = (reading.count, reader.sessions)
    lostRecords = reader.lostRecords
  }

  func emission(_ number: Int?) throws(Diagnostic) -> EmissionTrace {
    guard let number else {
      guard let last = emissions.last else {
        throw Diagnostic("no emission ended in the recording")
      }
      return last
    }
    if let found = emissions.find(number) { return found }
    if unfinishedEmission(number) != nil {
      throw Diagnostic("emission \(number) had not ended where the recording ends")
    }
    let isGone = emissionCount > TraceStore.capacity
    throw Diagnostic(
      "emission \(number) is not \(isGone ? "among the last \(TraceStore.capacity)" : "recorded")",
      .hint("'trace --list' lists the recorded ones")
    )
  }

  /// Returns an emission that had not ended, or a nested one inside it.
  func unfinishedEmission(_ number: Int) -> EmissionTrace? {
    runningEmissions.find(number)
  }

  /// The emissions that no handler made, in the order in which they started.
  var outermostEmissions: [EmissionTrace] {
    listedEmissions.filter { $0.start.depth == 0 }.sorted { $0.start.emission < $1.start.emission }
  }

  /// The answer to `open`.
  var summary: OutputTable {
    let shown = listedEmissions.count
    let sessions = sessionCount > 1 ? "the last of \(sessionCount) sessions: " : ""
    let kept = shown < emissionCount ? ", of which the last \(shown) are shown" : ""
    let running = runningEmissions.isEmpty ? "" : ", \(runningEmissions.count) unfinished"
    let lost = lostRecords > 0 ? ", \(lostRecords.counted("record")) lost" : ""
    let text = "\(sessions)\(emissionCount.counted("emission"))\(running)\(kept)\(lost)"
    return OutputTable(
      kind: "recording",
      [
        [
          OutputTable.Field("file", name, Cell(name.escaped, .event)),
          OutputTable.Field("sessions", sessionCount, nil),
          OutputTable.Field("emissions", emissionCount, nil),
          OutputTable.Field("shown", shown, nil),
          OutputTable.Field("unfinished", runningEmissions.count, nil),
          OutputTable.Field("lost", lostRecords, Cell(text)),
        ]
      ]
    )
  }
}
