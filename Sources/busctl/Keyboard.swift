import BusShell
import Glibc
import TerminalText

/// The input typed at a terminal; a wake pipe can wake the thread that waits for it.
struct Keyboard {
  private let wakePipe: WakePipe

  /// The input of one key, or one pasted text.
  enum Input {
    case characters([Unicode.Scalar])

    /// A key that terminals send as several characters.
    case sequence(String)

    case paste([Unicode.Scalar])
  }

  /// The time, in milliseconds, in which each byte of a sequence must follow the one before.
  private static let escapeTimeout: Int32 = 50

  init(_ wakePipe: WakePipe) {
    self.wakePipe = wakePipe
  }

  /// Returns the next input.
  ///
  /// - Parameter wake: A closure that is called each time the pipe has woken the reader.
  /// - Returns: The input, or nil at the end or when the task is cancelled.
  func next(onWake wake: () -> Void) -> Input? {
    guard let first = nextCharacter(onWake: wake) else { return nil }
    guard first == "\u{1b}" else { return .characters([first]) }
    var sequence = KeySequence()
    while sequence.isOpen, hasImmediateInput, let character = nextCharacter(onWake: wake) {
      sequence.append(character)
    }
    guard sequence.isKey else { return .characters(Array(sequence.text.unicodeScalars)) }
    return sequence.text.hasSuffix("\u{1b}[200~")
      ? .paste(pastedText(onWake: wake)) : .sequence(sequence.text)
  }

  /// Reads pasted text up to the terminal's end mark; escape sequences in it are text, too.
  private func pastedText(onWake wake: () -> Void) -> [Unicode.Scalar] {
    let end = "\u{1b}[201~".unicodeScalars
    var text: [Unicode.Scalar] = []
    while let character = nextCharacter(onWake: wake) {
      text.append(character)
      if text.suffix(end.count).elementsEqual(end) { return text.dropLast(end.count) }
    }
    return text
  }

  /// Reads the next character; bytes that are not valid UTF-8 are dropped.
  private func nextCharacter(onWake wake: () -> Void) -> Unicode.Scalar? {
    var bytes: [UInt8] = []
    while let byte = nextByte(onWake: wake) {
      // A byte that cannot continue a character discards it, and may begin another one.
      if !UTF8.isContinuation(byte) || bytes.count == 4 { bytes = [] }
      bytes.append(byte)
      if let text = String(validating: bytes, as: UTF8.self) { return text.unicodeScalars.first }
    }
    return nil
  }

  /// Indicates whether the next byte is there, or comes too soon for another key press.
  private var hasImmediateInput: Bool {
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, Self.escapeTimeout) > 0
  }

  private func nextByte(onWake wake: () -> Void) -> UInt8? {
    var sources = [STDIN_FILENO, wakePipe.reader].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    var byte: UInt8 = 0
    while !Task.isCancelled {
      guard poll(&sources, 2, -1) > 0 else { continue }
      if sources[1].revents != 0 {
        wakePipe.drain()
        wake()
      }
      guard sources[0].revents != 0 else { continue }
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
    return nil
  }
}
