import BusConsole
import BusLanguage
import BusShell
import EventRecording
import Foundation
import TerminalText
import TestSupport
import Testing

/// A run of a new shell: its input, its options and its surroundings.
///
/// A value: each method but `run()` returns a changed copy. Without input, the script is empty.
struct ShellTest {
  private enum Input {
    case script([UInt8], name: String)
    case typed([String?])
    case words([String])
  }

  private var input = Input.script([], name: "test.bus")
  private var events: String?
  private var options = ShellOptions()
  private var results = OutputTraits()
  private var diagnostics = OutputTraits()
  private var clock: any Clock<Duration> = ContinuousClock()
  private var history: (any CommandHistory)?
  private var programs: any ProgramRunner = FoundationPrograms()
  private var application = ApplicationSource.demo
  private var scripts = ExpectedTranscript.directory

  /// A run in virtual time, with nothing subscribed at its start.
  static var virtual: ShellTest {
    ShellTest().options {
      $0.isEmpty = true
      $0.clock = .virtual
    }
  }

  private func with<Value>(
    _ property: WritableKeyPath<ShellTest, Value>,
    _ value: Value
  ) -> ShellTest {
    var copy = self
    copy[keyPath: property] = value
    return copy
  }
}

// MARK: - Input

extension ShellTest {
  /// Reads commands from the text of a script.
  func script(_ text: String) -> ShellTest { script(text.utf8) }

  /// Reads commands from the bytes of a script, which messages call by a name.
  func script(_ bytes: some Sequence<UInt8>, name: String = "test.bus") -> ShellTest {
    with(\.input, .script(Array(bytes), name: name))
  }

  /// Reads lines as from a prompt; nil is Ctrl-C, and U+0004 is Ctrl-D.
  func typed(_ lines: [String?]) -> ShellTest { with(\.input, .typed(lines)) }

  /// Receives events after the commands, one a line.
  func events(_ lines: String) -> ShellTest { with(\.events, lines) }

  /// Runs one command that is split into words, as in a program's arguments.
  func words(_ words: [String]) -> ShellTest { with(\.input, .words(words)) }
}

// MARK: - Surroundings

extension ShellTest {
  /// Changes options; those that are not mentioned stay.
  func options(_ change: (inout ShellOptions) -> Void) -> ShellTest {
    var options = self.options
    change(&options)
    return with(\.options, options)
  }

  /// Gives the output a width; nil is none.
  func columns(_ columns: Int?) -> ShellTest {
    with(\.results.columns, columns).with(\.diagnostics.columns, columns)
  }

  /// Gives results and diagnostics the traits of terminals or files.
  func traits(
    results: OutputTraits = OutputTraits(),
    diagnostics: OutputTraits = OutputTraits()
  ) -> ShellTest {
    with(\.results, results).with(\.diagnostics, diagnostics)
  }

  /// Replaces the clock of real time.
  func clock(_ clock: any Clock<Duration>) -> ShellTest { with(\.clock, clock) }

  /// Gives the shell the history of a prompt.
  func history(_ history: any CommandHistory) -> ShellTest { with(\.history, history) }

  /// Replaces the programs that handlers run.
  func programs(_ programs: any ProgramRunner) -> ShellTest { with(\.programs, programs) }

  /// Runs the shell around another application.
  func console(_ console: BusConsole) -> ShellTest { with(\.application, console.source) }

  /// Looks for the scripts that commands name in a directory other than `Tests/Transcripts`.
  func scripts(in directory: URL) -> ShellTest { with(\.scripts, directory) }
}

// MARK: - Running

extension ShellTest {
  /// The output of a run, and the state in which the shell is afterwards.
  struct Result {
    /// Results and diagnostics, in the order in which they were printed.
    let output: String

    let status: BusLanguage.ExitStatus
    let vocabulary: Vocabulary

    /// The output with the exit status in a last line, as `Tests/Transcripts` has it.
    var transcript: String { output + ExpectedTranscript.ending(status: status.rawValue) }

    /// Expects an output and an exit status.
    func expect(
      output: String,
      status: BusLanguage.ExitStatus = .success,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(self.output == output, sourceLocation: sourceLocation)
      #expect(self.status == status, sourceLocation: sourceLocation)
    }
  }

  /// Runs a new shell up to the end of its input.
  func run() async -> Result {
    let output = CollectedOutput(results: results, diagnostics: diagnostics)
    let shell = Shell(
      options,
      application: application,
      output: output,
      clock: clock,
      history: history,
      programs: programs,
      readRecording: { [scripts] path, follows throws(Diagnostic) in
        do throws(RecordingError) {
          let path = URL(filePath: path, relativeTo: scripts).path
          return RecordingInput(try RecordingReader(polling: path, follows: follows))
        } catch {
          throw Diagnostic("cannot read '\(path)': no such file or directory")
        }
      },
      openScript: Self.opener(in: scripts)
    )
    var statusOfWords: BusLanguage.ExitStatus?
    switch input {
    case .script(let bytes, let name): await shell.run(ScriptLines(bytes, name: name))
    case .typed(let lines): await shell.run(TypedLines(lines))
    case .words(let words): statusOfWords = await shell.run(words)
    }
    if let events { await shell.receive(ScriptLines(events.utf8, name: "<stdin>")) }
    let status = await shell.status
    return Result(
      output: output.text,
      status: statusOfWords ?? status,
      vocabulary: await shell.vocabulary
    )
  }

  private static func opener(in directory: URL) -> ScriptOpener {
    { path, _ throws(Diagnostic) in
      // `Data(contentsOf:)` does not read devices, such as /dev/null.
      let file = URL(filePath: path, relativeTo: directory)
      guard let handle = try? FileHandle(forReadingFrom: file),
        let bytes = try? handle.readToEnd() ?? Data()
      else {
        throw Diagnostic("cannot read '\(path)': no such file or directory")
      }
      return ScriptLines(bytes, name: path)
    }
  }
}

/// Runs a script, and returns its output with the exit status in a last line.
func transcript(
  _ script: String,
  _ changeOptions: (inout ShellOptions) -> Void = { _ in }
) async -> String {
  await ShellTest().options(changeOptions).script(script).run().transcript
}

/// Runs a script in virtual time with nothing subscribed at its start, and returns its output with
/// the exit status in a last line.
func virtualTranscript(
  _ script: String,
  _ changeOptions: (inout ShellOptions) -> Void = { _ in }
) async -> String {
  await ShellTest.virtual.options(changeOptions).script(script).run().transcript
}
