import BusLanguage

/// Says what happens in one line each, without colours and times, to be compared.
struct TrialRunRenderer: TraceRenderer {
  let showsRecords = true
  let showsEmissions = false

  func text(of record: TimedRecord) -> String? {
    (record.emission.map { "#\($0) " } ?? "") + record.sentence + "\n"
  }

  func text(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> String? { nil }

  func text(of answer: CommandOutput) -> String? { nil }
}
