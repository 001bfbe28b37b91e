import BusLanguage
import BusShell
import Foundation
import Synchronization
import TerminalText
import TestSupport

/// Collects what a shell prints, results and diagnostics in the order in which they come.
final class Transcript: ShellOutput {
  private let collected = Mutex("")

  var text: String { collected.withLock { $0 } }

  let isClosed = false
  let columns: Int?
  let results: OutputTraits
  let diagnostics: OutputTraits

  init(
    columns: Int? = nil,
    results: OutputTraits = OutputTraits(),
    diagnostics: OutputTraits = OutputTraits()
  ) {
    self.columns = columns
    self.results = results
    self.diagnostics = diagnostics
  }

  func write(_ text: String) {
    collected.withLock { $0 += text }
  }

  func writeDiagnostic(_ text: String) {
    collected.withLock { $0 += text }
  }

  func flush() {}

  /// Opens a script; its path is taken from `Tests/Transcripts`.
  static let script: ScriptOpener = { path, _ throws(Diagnostic) in
    let file = URL(filePath: path, relativeTo: ExpectedTranscript.folder)
    guard let handle = try? FileHandle(forReadingFrom: file),
      let bytes = try? handle.readToEnd() ?? Data()
    else {
      throw Diagnostic("cannot read '\(path)': no such file or directory")
    }
    return ScriptLines(bytes, name: path)
  }
}

/// A script's bytes as a source of lines.
struct ScriptLines: LineSource {
  let location: InputLocation
  private var lines: ArraySlice<[UInt8]>

  init(_ bytes: some Sequence<UInt8>, name: String) {
    location = .script(name)
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Array($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0) }
    if lines.last == [] { lines.removeLast() }
    self.lines = lines[...]
  }

  mutating func next(_ request: LineRequest) async -> LineResult {
    lines.popFirst().map { .line($0) } ?? .end
  }
}

/// What a script prints, and the exit status it leads to.
func transcript(
  of script: some Sequence<UInt8>,
  name: String = "test.bus",
  columns: Int? = nil,
  _ configure: (inout ShellOptions) -> Void = { _ in }
) async -> String {
  var options = ShellOptions()
  configure(&options)
  let output = Transcript(columns: columns)
  let shell = Shell(options, output: output, openScript: Transcript.script)
  await shell.run(ScriptLines(script, name: name))
  return output.text + ExpectedTranscript.ending(status: await shell.status.rawValue)
}

func transcript(
  _ script: String,
  columns: Int? = nil,
  _ configure: (inout ShellOptions) -> Void = { _ in }
) async -> String {
  await transcript(of: script.utf8, columns: columns, configure)
}

/// What a script prints in virtual time, with nothing subscribed at its start.
func virtualTranscript(
  _ script: String,
  columns: Int? = nil,
  _ configure: (inout ShellOptions) -> Void = { _ in }
) async -> String {
  await transcript(script, columns: columns) {
    $0.isEmpty = true
    $0.clock = .virtual
    configure(&$0)
  }
}
