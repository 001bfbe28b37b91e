import TerminalText

/// The definition of one answer at a pause before a handler.
///
/// Parsing, help, completion and errors are made from it.
package struct StepEntry: Sendable {
  package let name: String
  package var operands: [Operand] = []

  /// The effect on the handler.
  package let summary: String

  /// Reads the words after the name.
  let read: @Sendable (inout Operands) throws(Diagnostic) -> StepAnswer

  var usage: String { operands.usage(of: name) }
}

/// All answers at a pause.
package enum StepTable {
  package static let entries = [
    StepEntry(name: "next", summary: "it runs, and what it emits runs without a pause") {
      _ throws(Diagnostic) in .next
    },
    StepEntry(name: "into", summary: "it runs, and what it emits pauses, too") {
      _ throws(Diagnostic) in .into
    },
    StepEntry(name: "run", summary: "it runs, and so does the rest of the emission") {
      _ throws(Diagnostic) in .run
    },
    StepEntry(name: "skip", summary: "it does not run") { _ throws(Diagnostic) in .skip },
    StepEntry(
      name: "fail",
      operands: [.optional("MESSAGE")],
      summary: "it fails with MESSAGE"
    ) { operands throws(Diagnostic) in
      .fail(message: operands.text() ?? "failed by hand")
    },
  ]

  /// Parses the words of an answer; at least one.
  package static func answer(_ words: [Word]) throws(Diagnostic) -> StepAnswer {
    guard let name = words.first, let entry = entries.first(where: { $0.name == name.text }) else {
      throw Diagnostic(
        "expected \(names), found '\((words.first?.text ?? "").cited)'",
        at: words.first?.position,
        .hint("'help step' says what they do")
      )
    }
    var operands = Operands(words[...], entry.operands)
    let answer = try entry.read(&operands)
    try operands.finish()
    return answer
  }

  private static var names: String {
    let names = entries.map(\.name)
    return names.dropLast().joined(separator: ", ") + " or " + names.suffix(1).joined()
  }

  /// The answers as a part of help, one on a line.
  static var help: String {
    let rows = Columns.aligned(entries.map { [$0.usage, $0.summary] })
    return rows.map { "  " + $0 }.joined(separator: "\n")
  }
}
