import BusLanguage
import BusShell
import TerminalText

/// The file with the ids of the lessons that are done, one per line.
///
/// Other lines, such as the titles that earlier versions wrote, stay and mean nothing.
struct ProgressFile: LessonProgress {
  private let path: String

  /// Creates the file of the user; nil if the environment names no directory for program state.
  init?(of program: String) {
    guard let path = StateDirectory.path(of: "lessons", for: program) else { return nil }
    self.path = path
  }

  var done: Set<String> {
    let bytes = (try? FileDescriptor.contents(ofRegularFileAt: path)) ?? []
    return Set(String(decoding: bytes, as: UTF8.self).textLines).subtracting([""])
  }

  func add(_ id: String) throws(Diagnostic) {
    StateDirectory.createDirectories(above: path)
    let lines = done.union([id])
    try AtomicFile.write(path, lines.sorted().map { $0 + "\n" }.joined())
  }
}
