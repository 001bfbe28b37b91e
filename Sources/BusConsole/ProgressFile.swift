import BusLanguage
import BusShell
import TerminalText

/// The file with the titles of the lessons that are done, one per line.
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

  func add(_ title: String) throws(Diagnostic) {
    StateDirectory.createDirectories(above: path)
    let titles = done.union([title])
    try AtomicFile.write(path, titles.sorted().map { $0 + "\n" }.joined())
  }
}
