import Foundation
import Glibc

/// A program that runs at a terminal of its own, seen from the keyboard and the screen.
///
/// The program does not see the developer's files and variables: it gets a home of its own, no
/// `.editrc`, and the environment given here. A wait that takes longer than `patience` fails, with
/// the output so far.
final class Pseudoterminal {
  /// An error that says which wait failed and what the program had shown by then.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// An empty directory, the program's `HOME`, removed in the end.
  let home: URL

  private let keyboard: Int32
  private let terminal: Int32
  private let lifeline: Int32
  private let patience: Duration
  private var program: pid_t = -1
  private var status: Int32?
  private var output: [UInt8] = []
  private var consumed = 0

  /// The screen of the terminal.
  private(set) var screen: Screen

  /// Starts a program, with its path; `locale` is `LC_ALL`, not set if nil.
  init(
    _ path: String,
    _ arguments: [String] = [],
    locale: String? = "C.UTF-8",
    environment: [String: String] = [:],
    columns: Int = 80,
    rows: Int = 24,
    patience: Duration = .seconds(20)
  ) throws {
    home = FileManager.default.temporaryDirectory
      .appending(path: "busctl-test-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    self.patience = patience
    screen = Screen(columns: columns, rows: rows)

    var variables = ["EDITRC": "/dev/null", "PATH": "/usr/bin:/bin", "NO_COLOR": "1"]
    variables["TERM"] = "xterm"
    variables["HOME"] = home.path
    variables["LC_ALL"] = locale
    variables.merge(environment) { $1 }

    let started = Self.start([path] + arguments, variables, columns, rows)
    guard let started else {
      try? FileManager.default.removeItem(at: home)
      throw Failure(description: "cannot start \(path): \(String(cString: strerror(errno)))")
    }
    (keyboard, terminal, lifeline, program) = started
  }

  deinit {
    if status == nil {
      kill(program, SIGKILL)
      waitpid(program, nil, 0)
    }
    for descriptor in [keyboard, terminal, lifeline] { close(descriptor) }
    try? FileManager.default.removeItem(at: home)
  }

  /// The path of an executable that was built together with the tests.
  static func product(_ name: String) -> String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: name).path
  }

  /// Everything shown so far, escape sequences included.
  var transcript: String {
    String(decoding: output, as: UTF8.self)
  }

  func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure("cannot type") }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until a text has been shown; returns the output since the last such wait.
  ///
  /// Typed text is shown, too, and a prompt again with every change of a line, so wait for a text
  /// that only an answer can contain before waiting for the next prompt.
  @discardableResult
  func read(until text: String) throws -> String {
    let wanted = Array(text.utf8)
    let deadline = ContinuousClock.now + patience
    while true {
      if let found = output[consumed...].firstRange(of: wanted) {
        defer { consumed = found.upperBound }
        return String(decoding: output[consumed..<found.upperBound], as: UTF8.self)
      }
      guard try receive(before: deadline) else {
        throw failure("\(ended), and did not show \(text.debugDescription)")
      }
    }
  }

  /// Waits until the screen satisfies a condition.
  func wait(_ isRight: (Screen) -> Bool) throws {
    let deadline = ContinuousClock.now + patience
    while !isRight(screen) {
      guard try receive(before: deadline) else {
        throw failure("\(ended), and the screen did not become right")
      }
    }
    consumed = output.count
  }

  /// Waits until busctl asks for a command and nothing is typed yet.
  ///
  /// Every earlier command must have been answered, or the prompt that is there already counts.
  func waitForPrompt() throws {
    try wait(Self.isAtPrompt)
  }

  /// Waits for the first prompt and clears the screen, so that the prompt is in its first row.
  func begin() throws {
    try waitForPrompt()
    try send("\u{c}")
    try wait { $0.row == 0 && Self.isAtPrompt($0) }
  }

  /// Types a command and waits for the prompt below it.
  func run(_ command: String) throws {
    let row = screen.row
    try send(command + "\r")
    try wait { $0.row > row && Self.isAtPrompt($0) }
  }

  private static func isAtPrompt(_ screen: Screen) -> Bool {
    screen.cursorLine.wholeMatch(of: /busctl( \d+ running| lesson \S+)?> \|/) != nil
  }

  /// Waits until the cursor stands at the end of a text, or at the bar in it.
  func wait(forLine line: String) throws {
    let expected = line.contains("|") ? line : line + "|"
    try wait { $0.cursorLine == expected }
  }

  /// Waits until the program has ended; returns its status, or 128 and the signal that ended it.
  @discardableResult
  func waitForExit() throws -> Int32 {
    let deadline = ContinuousClock.now + patience
    while try receive(before: deadline) {}
    if let status { return status }
    var raw: Int32 = 0
    guard waitpid(program, &raw, 0) == program else { throw failure("no status") }
    let signal = raw & 0x7f
    let result = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
    status = result
    return result
  }

  /// Closes the terminal of the running program, as closing a window does; returns the status as
  /// ``waitForExit()`` does.
  func hangUp() throws -> Int32 {
    let nothing = open("/dev/null", O_RDWR)
    dup2(nothing, keyboard)
    close(nothing)
    var source = pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0)
    let limit = Int32(patience / .milliseconds(1))
    guard poll(&source, 1, limit) > 0 else { throw failure("the program goes on") }
    var raw: Int32 = 0
    guard waitpid(program, &raw, 0) == program else { throw failure("no status") }
    status = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + raw & 0x7f
    return status ?? -1
  }

  /// Changes the size of the window, which sends the program SIGWINCH.
  func resize(columns: Int, rows: Int) {
    var size = Self.size(columns, rows)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
    screen.resize(columns: columns, rows: rows)
  }

  /// Sends a signal to the program itself, as `kill` does; keys go through the terminal instead.
  func signal(_ signal: Int32) {
    if status == nil { kill(program, signal) }
  }

  /// Waits until a signal is not pending for the program, or until the program has ended.
  func waitUntilTaken(_ signal: Int32) throws {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      let status = try String(contentsOfFile: "/proc/\(program)/status", encoding: .utf8)
      let mask = status.firstMatch(of: /ShdPnd:\s+([0-9a-f]+)/).flatMap {
        UInt64($0.output.1, radix: 16)
      }
      if status.contains(/State:\s+Z/) || mask.map({ $0 >> (signal - 1) & 1 }) == 0 { return }
    }
    throw failure("the program does not take signal \(signal)")
  }

  /// The present modes of the terminal.
  var modes: termios {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return modes
  }

  /// Reads output; returns false once the program has ended and all output has been read.
  private func receive(before deadline: ContinuousClock.Instant) throws -> Bool {
    var sources = [
      pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0),
      pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0),
    ]
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    guard left > 0, poll(&sources, 2, Int32(left.rounded(.up))) != 0 else {
      throw failure("nothing happened for \(patience)")
    }
    // Output that arrived between the checks of the two descriptors is there now.
    if sources[1].revents != 0 { poll(&sources, 1, 0) }
    guard sources[0].revents & Int16(POLLIN) != 0 else { return sources[1].revents == 0 }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(keyboard, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer[..<count]
    screen.feed(buffer[..<count])
    return true
  }

  /// The end of the program, in words; its lifeline is closed.
  private var ended: String {
    // A program that still runs shows as 137.
    signal(SIGKILL)
    return "the program ended with \((try? waitForExit()).map(String.init) ?? "no status")"
  }

  private func failure(_ what: String) -> Failure {
    Failure(
      description: "\(what); on the screen:\n\(screen.text)\nwith the cursor in "
        + "\(screen.cursorLine); in all: \(transcript.debugDescription)"
    )
  }
}
