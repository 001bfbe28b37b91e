import Foundation
import Glibc
import Synchronization

/// A program that runs at a terminal of its own, seen from the keyboard and the screen.
///
/// Nothing of the developer's reaches the program: it gets a home of its own, no `.editrc`, and the
/// environment given here. All waits end at the latest after `patience`, with what was seen so far.
final class Pseudoterminal {
  /// What did not happen, with all that the program had shown by then.
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

    var variables = ["EDITRC": "/dev/null", "PATH": "/usr/bin:/bin", "NO_COLOR": "1"]
    variables["TERM"] = "xterm"
    variables["HOME"] = home.path
    variables["LC_ALL"] = locale
    variables.merge(environment) { $1 }

    let started = Self.spawning.withLock { _ in
      Self.start([path] + arguments, variables, columns, rows)
    }
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

  /// Waits until a text has been shown; returns what was shown since the last such wait.
  ///
  /// What is typed is shown too, and a prompt again with every change of a line, so wait for a text
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
        throw failure("the program ended, and did not show \(text.debugDescription)")
      }
    }
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

  /// Gives the window another size, of which the program is told by SIGWINCH.
  func resize(columns: Int, rows: Int) {
    var size = Self.size(columns, rows)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
  }

  /// Sends a signal to the program itself, as `kill` does; keys go through the terminal instead.
  func signal(_ signal: Int32) {
    if status == nil { kill(program, signal) }
  }

  /// The modes in which the program has set, or left, its terminal.
  var modes: termios {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return modes
  }

  /// Takes in what is shown; false once the program has ended and all of it has been seen.
  private func receive(before deadline: ContinuousClock.Instant) throws -> Bool {
    var sources = [
      pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0),
      pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0),
    ]
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    guard left > 0, poll(&sources, 2, Int32(left.rounded(.up))) != 0 else {
      throw failure("nothing happened for \(patience)")
    }
    guard sources[0].revents & Int16(POLLIN) != 0 else { return sources[1].revents == 0 }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(keyboard, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer[..<count]
    return true
  }

  private func failure(_ what: String) -> Failure {
    Failure(description: "\(what); on the screen: \(transcript.debugDescription)")
  }
}

// Starting the program.
extension Pseudoterminal {
  /// One start at a time: descriptors are born inheritable, and a second program that inherited
  /// them would keep the first one's lifeline open.
  private static let spawning = Mutex(())

  private static func size(_ columns: Int, _ rows: Int) -> winsize {
    winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  }

  private static func start(
    _ arguments: [String],
    _ variables: [String: String],
    _ columns: Int,
    _ rows: Int
  ) -> (keyboard: Int32, terminal: Int32, lifeline: Int32, program: pid_t)? {
    var keyboard: Int32 = -1
    var terminal: Int32 = -1
    var window = size(columns, rows)
    var name = [CChar](repeating: 0, count: 1024)
    guard openpty(&keyboard, &terminal, &name, nil, &window) == 0 else { return nil }
    // A pipe whose other end only the program holds, so that it tells of the program's end.
    var lifeline: [Int32] = [-1, -1]
    guard pipe(&lifeline) == 0 else { return nil }
    for descriptor in [keyboard, terminal] + lifeline {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    defer { close(lifeline[1]) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own, whose terminal is the first one opened; nothing blocked or ignored.
    var nothing = sigset_t()
    var everything = sigset_t()
    sigemptyset(&nothing)
    sigfillset(&everything)
    posix_spawnattr_setsigmask(&attributes, &nothing)
    posix_spawnattr_setsigdefault(&attributes, &everything)
    let newSession: Int16 = 0x80
    posix_spawnattr_setflags(
      &attributes,
      newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    )

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, lifeline[1], STDERR_FILENO + 1)

    var program: pid_t = -1
    let words = arguments.map { strdup($0) }
    let environment = variables.map { strdup("\($0)=\($1)") }
    defer { for string in words + environment { free(string) } }
    let status = posix_spawn(
      &program,
      arguments[0],
      &actions,
      &attributes,
      words + [nil],
      environment + [nil]
    )
    guard status == 0 else {
      for descriptor in [keyboard, terminal, lifeline[0]] { close(descriptor) }
      errno = status
      return nil
    }
    return (keyboard, terminal, lifeline[0], program)
  }
}
