import BusLanguage
import BusTrace
import Synchronization
import TerminalText

/// A printer of traces and of the output of commands, in the form that the user chose.
final class TracePrinter: Sendable {
  /// The place where the text goes.
  let output: SilenceableOutput

  private let renderer: Mutex<any TraceRenderer>
  private let writes = Atomic(0)

  init(_ renderer: any TraceRenderer, output: SilenceableOutput) {
    self.renderer = Mutex(renderer)
    self.output = output
  }

  /// The part of a trace that is printed while it is recorded.
  var interest: TraceInterest { renderer.withLock { $0.interest } }

  /// The number of texts that have been printed.
  var writeCount: Int { writes.load(ordering: .relaxed) }

  /// Notes that another program has written to the terminal.
  func noteOtherOutput() {
    writes.add(1, ordering: .relaxed)
  }

  /// Prints in another form from now on.
  func use(_ new: any TraceRenderer) {
    renderer.withLock { $0 = new }
  }

  /// Prints a part of a trace; for an emission that nobody heard, with a hint.
  func write(_ news: TraceNews, _ hint: Diagnostic.Help?) {
    if output.isSilent { return }
    let renderer = renderer.withLock { $0 }
    switch news {
    case .result(let run): write(CommandOutput.result(run))
    case .emission(let emission): write(utf8: renderer.utf8(of: emission, hint))
    case .event(let event):
      write(text: renderer.text(of: event))
      // The reader must not have to wait for the next one.
      output.flush()
    }
  }

  /// Prints a record.
  func write(_ record: TimedRecord) {
    if output.isSilent { return }
    let renderer = renderer.withLock { $0 }
    write(utf8: renderer.utf8(of: record))
  }

  /// Prints the output of a command.
  func write(_ output: CommandOutput) {
    if self.output.isSilent { return }
    let renderer = renderer.withLock { $0 }
    let text = renderer.text(of: output)
    guard renderer.separatesAnswers else { return write(text: text) }
    if let text { self.output.writeDiagnostic(text) }
  }

  private func write(text: String?) {
    guard let text else { return }
    writes.add(1, ordering: .relaxed)
    output.write(text)
  }

  private func write(utf8 text: [UInt8]?) {
    guard let text else { return }
    writes.add(1, ordering: .relaxed)
    output.write(utf8: text)
  }
}
