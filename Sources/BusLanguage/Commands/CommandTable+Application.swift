extension CommandTable {
  /// Returns the command that shows the data of the application's services.
  static func state(of services: [String]) -> CommandEntry {
    CommandEntry(
      name: "state",
      group: .application,
      reach: .inside,
      operands: [.optional("SERVICE", .service)],
      summary: "show the data of the services",
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
  ///
  /// A loop, because joining a slice takes a fifteenth of a start.
  fileprivate var inWords: String {
    var text = ""
    for (index, name) in enumerated() {
      if index > 0 { text += index == count - 1 ? " and " : ", " }
      text += name
    }
    return text
  }
}
