import BusLanguage
import BusTrace
import TerminalText

// The files that lessons are in, and those of students.

extension Shell {
  /// The size in bytes up to which a file of lessons is read.
  private static let maximumLessonFile = 1 << 20

  /// Returns the lessons in a file.
  ///
  /// - Throws: A diagnostic if the file cannot be read or has an error; the errors are reported.
  func lessons(of path: Word) async throws(Diagnostic) -> LessonCourse {
    guard !options.isSafe else {
      throw Diagnostic(
        "--safe refuses a file of lessons, which is outside the process",
        at: path.position,
        .hint("'help safe' lists what it refuses")
      )
    }
    let file = try await lessonFile(path).file
    let errors =
      file.errors.isEmpty ? LessonReview.errors(of: file.lessons, in: language) : file.errors
    try refuse(errors, of: path)
    return LessonCourse(lessons: file.lessons, isOfFile: true)
  }

  /// Reads a file of lessons, and the lines that it has.
  func lessonFile(_ path: Word) async throws(Diagnostic) -> (file: LessonFile, lines: [[UInt8]]) {
    try await Diagnostic.reading(path) { () async throws(Diagnostic) in
      let lines = Array(try await lines(of: path, maximum: Self.maximumLessonFile).lines)
      return (LessonFile(lines.joined(separator: [UInt8(ascii: "\n")])), lines)
    }
  }

  /// Reads the lines of a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - maximum: The number of bytes that it may have.
  /// - Returns: The lines.
  /// - Throws: A diagnostic if the file cannot be read, or has more bytes.
  func lines(of path: Word, maximum: Int = .max) async throws(Diagnostic) -> FixedLines {
    var source = try openScript(inputs.resolved(path), output)
    var lines: [[UInt8]] = []
    var size = 0
    while true {
      switch await source.next(request(.command)) {
      case .line(let line):
        size += line.count + 1
        guard size <= maximum else {
          throw Diagnostic("expected at most \(maximum >> 10) KB in '\(path.text.cited)'")
        }
        lines.append(line)
      case .dropped: continue
      case .end: return FixedLines(lines, at: source.location)
      case .failure(let error): throw error
      }
    }
  }

  /// Reports the errors of a lesson file at their lines, and throws if there are any.
  func refuse(_ errors: [Diagnostic], of path: Word) throws(Diagnostic) {
    if errors.isEmpty { return }
    for error in errors { report(error, ofLessonFile: path) }
    throw Diagnostic(
      "expected lessons without errors, found \(errors.count.counted("error")) in '\(path.text.cited)'",
      at: path.position
    )
  }

  private func report(_ error: Diagnostic, ofLessonFile path: Word) {
    let place = InputLocation.script(inputs.resolved(path))
    output.writeDiagnostic(diagnosticText.text(of: error, at: place, in: CommandText()))
  }
}

extension Diagnostic {
  /// Runs a closure, and makes a diagnostic that it throws point to the path of a file.
  static func reading<Value>(
    _ path: Word,
    _ work: () async throws(Diagnostic) -> Value
  ) async throws(Diagnostic) -> Value {
    do throws(Diagnostic) {
      return try await work()
    } catch {
      throw Diagnostic(error.message, at: path.position, error.help)
    }
  }
}
