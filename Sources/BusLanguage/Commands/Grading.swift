/// The scripts to grade, and the lessons that they are about.
package struct Grading: Sendable {
  /// The file of the lessons, or the id of a built-in one.
  package let lessons: Word

  /// The scripts of the students.
  package let scripts: [Word]

  /// The form of the result; nil for that of the session.
  package let format: Format?

  package enum Format: String, Sendable, CaseIterable {
    case text
    case jsonl
    case csv
  }
}

extension Operands {
  /// Takes lessons, scripts, and the option for the form anywhere among them.
  mutating func grading() throws(Diagnostic) -> Grading {
    var format = try gradingFormat()
    let lessons = try word("FILE")
    if let given = try gradingFormat() { format = given }
    var scripts = [try file()]
    while hasMore {
      if let given = try gradingFormat() { format = given } else { scripts.append(try file()) }
    }
    return Grading(lessons: lessons, scripts: scripts, format: format)
  }

  private mutating func gradingFormat() throws(Diagnostic) -> Grading.Format? {
    guard option("--format") else { return nil }
    return try choice("FORMAT", among: Grading.Format.allCases, \.rawValue)
  }
}
