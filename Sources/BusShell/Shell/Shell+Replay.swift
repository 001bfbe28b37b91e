import BusLanguage
import BusTrace
import Events
import TerminalText

// The command 'replay', which emits recorded events again and compares the results.

extension Shell {
  /// Emits the emissions of a recording on this bus, and compares each with the recorded one.
  ///
  /// - Throws: A diagnostic if the recording cannot be read, or if an emission that is expected to be
  ///   as recorded is not.
  func replay(_ replaying: Replaying) async throws(Diagnostic) {
    let recording = try await recording(at: replaying.path)
    let emissions = try Self.emissions(of: recording, replaying.emission)
    replayed = [:]
    var results: [ReplayResult] = []
    for recorded in emissions where !Task.isCancelled {
      let report = await session.bus.emit(recorded.start.event, recorded.start.data)
      guard let number = report.emission else { throw Diagnostic("the emission is not recorded") }
      let new = try session.recorder.emission(number)
      replayed[number] = recorded
      results.append(ReplayResult(recorded, new))
    }
    show(.table(results.table))
    guard results.count == emissions.count else {
      let total = emissions.count.counted("emission")
      throw Diagnostic("interrupted after \(results.count) of \(total)")
    }
    guard replaying.expects, let first = results.first(where: { $0.isSame == false }) else {
      return
    }
    let count = results.count { $0.isSame == false }
    throw Diagnostic(
      "expected all emissions as recorded, found \(count) of \(results.count) different",
      .hint("'diff recorded \(first.number)' shows how")
    )
  }

  /// Returns the emissions to replay: all that no handler made, or one of them.
  private static func emissions(
    of recording: OpenedRecording,
    _ number: EmissionNumber?
  ) throws(Diagnostic) -> [EmissionTrace] {
    let all = recording.outermostEmissions
    guard let number else { return all }
    if let emission = all.first(where: { $0.start.emission == number.value }) { return [emission] }
    if let outer = all.first(where: { $0.find(number.value) != nil }) {
      throw Diagnostic(
        "expected an outermost emission, found one nested in #\(outer.start.emission)",
        at: number.position
      )
    }
    throw Diagnostic(
      "emission \(number.value) is not in the recording, or not among its last "
        + "\(TraceStore.capacity)",
      at: number.position
    )
  }

  /// Shows an emission of a replay beside the recorded one.
  func showReplayDifference(_ number: EmissionNumber) throws(Diagnostic) {
    guard let recorded = replayed[number.value] else {
      throw Diagnostic(
        "emission \(number.value) is not from the last replay",
        at: number.position,
        options.isSafe ? nil : .hint("'replay FILE' emits the events of a recording")
      )
    }
    let new = try Diagnostic.pointing(to: number.position) { () throws(Diagnostic) in
      try session.recorder.emission(number.value)
    }
    show(.difference(TraceDifference(recorded, new).rows))
  }
}

/// A replayed emission, compared with the recorded one.
private struct ReplayResult {
  /// The number of the new emission, and of the recorded one.
  let number: Int
  let recorded: Int

  let event: EventName

  /// Indicates whether both are the same; nil if the recorded one had not ended.
  let isSame: Bool?

  init(_ recorded: EmissionTrace, _ new: EmissionTrace) {
    number = new.start.emission
    self.recorded = recorded.start.emission
    event = new.start.event
    let isSame = TraceDifference(recorded, new).rows.allSatisfy(\.isSame)
    self.isSame = recorded.hasEnded ? isSame : nil
  }

  /// The row of the emission, which text shows only if there is something to say.
  var row: [OutputTable.Field] {
    let text =
      switch isSame {
      case true?: nil as String?
      case false?: "differs from recorded #\(recorded)"
      case nil: "not compared: recorded #\(recorded) had not ended"
      }
    return [
      OutputTable.Field("emission", number, text.map { _ in Cell("#\(number)", .faint) }),
      OutputTable.Field("recorded", recorded, nil),
      OutputTable.Field("event", event.rawValue, text.map { _ in Cell(event.spelling, .event) }),
      OutputTable.Field("same", isSame, text.map { Cell($0) }),
    ]
  }
}

extension [ReplayResult] {
  /// The rows of the emissions, with a summary below them.
  fileprivate var table: OutputTable {
    let same = count { $0.isSame == true }
    let different = count { $0.isSame == false }
    let open = count { $0.isSame == nil }
    var parts = ["\(same) as recorded"]
    if different > 0 { parts.append("\(different) different") }
    if open > 0 { parts.append("\(open) not compared") }
    let first = first { $0.isSame == false }
    let hint = first.map { "; 'diff recorded \($0.number)' shows how" } ?? ""
    let summary = "replayed \(count.counted("emission")): \(parts.joined(separator: ", "))\(hint)"
    let footer = isEmpty ? "no emission to replay" : summary
    return OutputTable(kind: "replayed", map(\.row), footer: footer)
  }
}
