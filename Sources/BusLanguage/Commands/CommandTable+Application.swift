extension CommandTable {
  /// Returns the command that shows what the application's services hold.
  static func state(of services: [String]) -> CommandEntry {
    CommandEntry(
      name: "state",
      group: .application,
      reach: .inside,
      operands: [.optional("SERVICE", .service)],
      summary: "show what its services hold",
      discussion: "The services are \(services.inWords).",
      examples: ["state"] + services.prefix(1).map { "state \(Word.spelling(of: $0))" },
      records: [("state", "has service, items")]
    ) { operands throws(Diagnostic) in
      .state(service: operands.hasMore ? try operands.word("SERVICE") : nil)
    }
  }
}

extension [String] {
  /// The texts with commas and "and" between them.
  fileprivate var inWords: String {
    count < 2
      ? joined() : "\(dropLast().joined(separator: ", ")) and \(suffix(1).joined())"
  }
}
