import BusShell
import Synchronization
import TestSupport

/// Collects what a shell prints, results and diagnostics in the order in which they come.
final class Transcript: ShellOutput {
  private let collected = Mutex("")

  var text: String { collected.withLock { $0 } }

  let isClosed = false

  func write(_ text: String) {
    collected.withLock { $0 += text }
  }

  func writeDiagnostic(_ text: String) {
    collected.withLock { $0 += text }
  }

  func flush() {}
}

/// A script's bytes as a source of lines.
struct ScriptLines: LineSource {
  let place: LinePlace
  private var lines: ArraySlice<[UInt8]>

  init(_ bytes: some Sequence<UInt8>, name: String) {
    place = .script(name)
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Array($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0) }
    if lines.last == [] { lines.removeLast() }
    self.lines = lines[...]
  }

  mutating func next(isContinuation: Bool) async -> SourceLine {
    lines.popFirst().map { .line($0) } ?? .end
  }
}

/// What a script prints, and the exit status it leads to.
func transcript(
  of script: some Sequence<UInt8>,
  name: String = "test.bus",
  _ configure: (inout ShellOptions) -> Void = { _ in }
) async -> String {
  var options = ShellOptions()
  configure(&options)
  let output = Transcript()
  let shell = Shell(options, output: output)
  await shell.run(ScriptLines(script, name: name))
  return output.text + Recording.ending(status: await shell.status.rawValue)
}

func transcript(
  _ script: String,
  _ configure: (inout ShellOptions) -> Void = { _ in }
) async -> String {
  await transcript(of: script.utf8, configure)
}
