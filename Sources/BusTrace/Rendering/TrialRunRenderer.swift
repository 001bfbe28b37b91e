import BusLanguage

/// One line for each record, without colours and times, so that runs can be compared.
struct TrialRunRenderer: TraceRenderer {
  let interest = TraceInterest.records

  func utf8(of record: TimedRecord) -> [UInt8]? {
    Array(((record.fact.emission.map { "#\($0) " } ?? "") + record.fact.sentence + "\n").utf8)
  }

  func utf8(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> [UInt8]? { nil }

  func text(of output: CommandOutput) -> String? { nil }
}
