import Glibc
import TerminalText

/// The input typed at a terminal; a wake pipe can wake the thread that waits for it.
final class Keyboard {
  private let wakePipe: WakePipe

  /// The bytes that were read together with the end of a pasted text.
  private var buffer: ArraySlice<UInt8> = []

  /// Indicates whether the terminal is known to have input that has not been read.
  private var isReady = false

  /// The input of one key, or one pasted text.
  enum Input {
    case characters([Unicode.Scalar])

    /// A key that terminals send as several characters.
    case sequence(String)

    case paste([Unicode.Scalar])
  }

  /// The time, in milliseconds, after which a pasted text has ended even without its end mark.
  private static let pasteTimeout: Int32 = 2000

  init(_ wakePipe: WakePipe) {
    self.wakePipe = wakePipe
  }

  /// Indicates whether input is there already.
  var hasInput: Bool { hasInput(within: 0) }

  /// Returns the next input.
  ///
  /// - Parameters:
  ///   - escapeIsKey: Indicates whether Escape has an effect without another key after it.
  ///   - wake: A closure that is called each time the pipe has woken the reader.
  /// - Returns: The input, or nil at the end or when the task is cancelled.
  func next(escapeIsKey: Bool, onWake wake: () -> Void) -> Input? {
    guard let first = nextCharacter(onWake: wake) else { return nil }
    guard first == "\u{1b}" else { return .characters([first]) }
    let input = KeyInput(escapeIsKey: escapeIsKey) { time in
      hasInput(within: time) ? nextCharacter(onWake: wake) : nil
    }
    switch input {
    case .characters(let characters): return .characters(characters)
    case .sequence(let sequence): return .sequence(sequence)
    case .pasteMark: return .paste(pastedText())
    }
  }

  /// Reads pasted text up to the terminal's end mark; escape sequences in it are text, too.
  ///
  /// A pause ends it as well, if the mark has been lost, and so does Ctrl-C, which stays a key.
  private func pastedText() -> [Unicode.Scalar] {
    let end = Array("\u{1b}[201~".utf8)
    var bytes: [UInt8] = []
    while !Task.isCancelled, hasInput(within: Self.pasteTimeout) {
      let start = max(0, bytes.count - end.count + 1)
      guard let chunk = readChunk() else { break }
      bytes += chunk
      if let mark = bytes[start...].firstRange(of: end) {
        buffer = bytes[mark.upperBound...] + buffer
        bytes.removeSubrange(mark.lowerBound...)
        break
      }
      if bytes.last == 0x3, !hasInput(within: KeyInput.escapeTimeout) {
        buffer = [bytes.removeLast()]
        break
      }
    }
    let text = String(validating: bytes, as: UTF8.self)
    return text.map { Array($0.unicodeScalars) }
      ?? String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != "\u{fffd}" }
  }

  /// Reads the next character; bytes that are not valid UTF-8 are dropped.
  private func nextCharacter(onWake wake: () -> Void) -> Unicode.Scalar? {
    var bytes: [UInt8] = []
    while let byte = nextByte(onWake: wake) {
      if byte < 0x80 { return Unicode.Scalar(byte) }
      // A byte that cannot continue a character discards it, and may begin another one.
      if !UTF8.isContinuation(byte) || bytes.count == 4 { bytes = [] }
      bytes.append(byte)
      if let text = String(validating: bytes, as: UTF8.self) { return text.unicodeScalars.first }
    }
    return nil
  }

  /// Returns whether the next byte is there, or comes within a time in milliseconds.
  private func hasInput(within time: Int32) -> Bool {
    guard buffer.isEmpty, !isReady else { return true }
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    isReady = poll(&source, 1, time) > 0
    return isReady
  }

  /// Returns the input that is there, or nil at its end.
  private func readChunk() -> [UInt8]? {
    guard buffer.isEmpty else {
      defer { buffer = [] }
      return Array(buffer)
    }
    isReady = false
    let chunk = try? FileDescriptor.standardInput.readChunk()
    return chunk?.isEmpty == false ? chunk : nil
  }

  /// Reads one byte only: what follows may be for another program.
  private func nextByte(onWake wake: () -> Void) -> UInt8? {
    if let byte = buffer.popFirst() { return byte }
    var byte: UInt8 = 0
    while !Task.isCancelled {
      if !isReady {
        let (hasInput, isWoken) = wakePipe.waitForInput()
        if isWoken { wake() }
        guard hasInput else { continue }
      }
      isReady = false
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
    return nil
  }
}
