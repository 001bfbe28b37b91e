import BusLanguage
import BusShell
import Glibc
import TerminalText

/// The file that remembers which lessons are done: their titles, one a line.
struct ProgressFile: LessonProgress {
  private let path: String

  /// Nil if the environment does not say where programs keep what they remember.
  init?() {
    guard let path = StateDirectory.path(of: "lessons") else { return nil }
    self.path = path
  }

  var done: Set<String> {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return Set(String(decoding: bytes[..<count], as: UTF8.self).textLines).subtracting([""])
  }

  func add(_ title: String) throws(Diagnostic) {
    StateDirectory.createDirectories(above: path)
    let titles = done.union([title])
    try AtomicFile.write(path, titles.sorted().map { $0 + "\n" }.joined())
  }
}
