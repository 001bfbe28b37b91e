import BusShell
import Glibc
import TerminalText

/// A session at a terminal that can only print: the terminal itself edits and echoes the line.
///
/// So each line appears once, also where something else echoes it, as Emacs does.
final class PlainSession: LineSession {
  private let inbox: PromptInbox
  private let screen: FileDescriptor
  private let terminal: TerminalState
  private let writeResults: (String) -> Void

  /// Creates a session once this program is in the foreground of the terminal.
  init(output: Int32, inbox: PromptInbox, writeResults: @escaping (String) -> Void) {
    self.inbox = inbox
    screen = FileDescriptor(rawValue: output)
    Terminal.waitForForeground()
    terminal = TerminalState(screen: output)
    self.writeResults = writeResults
    SignalSource.watch([SIGINT]) { _ in inbox.interrupt() }
  }

  deinit {
    terminal.restore()
  }

  func addHistory(_ entry: String) {}

  func readLine(_ request: EditRequest) -> (line: EditedLine, rest: PromptInbox.Update) {
    Terminal.waitForForeground()
    var prompt = show(request.prompt())
    var bytes: [UInt8] = []
    var isInterrupted = false
    let isWhole = read(into: &bytes) { update in
      isInterrupted = update.isInterrupted
      if isInterrupted { return false }
      if !update.results.isEmpty { writeResults(update.results) }
      guard !update.text.isEmpty || update.isContinued else { return true }
      write(update.isContinued ? "\n" : "\n" + update.text)
      prompt = show(request.prompt())
      return true
    }
    let rest = inbox.close()
    if isInterrupted {
      write("\n")
      return (.interrupted(wasEmpty: true), rest)
    }
    guard isWhole || !bytes.isEmpty else {
      write("\n")
      return (.end, rest)
    }
    return (.line(String(decoding: bytes, as: UTF8.self), prompt), rest)
  }

  private func show(_ prompt: Prompt) -> Prompt {
    write(prompt.text.text)
    return prompt
  }

  private func write(_ text: String) {
    try? screen.write(text)
  }

  /// Reads up to the end of a line; returns false at the end of the input, or if `wake` says so.
  private func read(into bytes: inout [UInt8], wake: (PromptInbox.Update) -> Bool) -> Bool {
    var byte: UInt8 = 0
    while !Task.isCancelled {
      let (hasInput, isWoken) = inbox.wakePipe.waitForInput()
      if isWoken, !wake(inbox.take()) { return false }
      guard hasInput else { continue }
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return false }
      if byte == UInt8(ascii: "\n") { return true }
      bytes.append(byte)
    }
    return false
  }
}
