import Glibc
import Synchronization

// Starting the program.
extension Pseudoterminal {
  /// A shell that asks for a command.
  static func shell() throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      "/bin/bash",
      ["--norc", "--noprofile", "-i"],
      environment: ["PS1": "$ "]
    )
    try terminal.wait { $0.cursorLine == "$ |" }
    return terminal
  }

  /// The modes of a new terminal, before a program changes them.
  static var initialModes: termios {
    spawning.withLock { _ in
      var (keyboard, terminal) = (Int32(-1), Int32(-1))
      var modes = termios()
      openpty(&keyboard, &terminal, nil, nil, nil)
      tcgetattr(terminal, &modes)
      close(keyboard)
      close(terminal)
      return modes
    }
  }

  /// Allows one start at a time: new descriptors are inheritable, and a second program that
  /// inherited them would keep the first one's lifeline open.
  private static let spawning = Mutex(())

  static func size(_ columns: Int, _ rows: Int) -> winsize {
    winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  }

  /// A program at its terminal: the two ends of the terminal, a pipe that closes with the program,
  /// and the process ID.
  typealias Started = (keyboard: Int32, terminal: Int32, lifeline: Int32, program: pid_t)

  static func start(
    _ arguments: [String],
    _ variables: [String: String],
    _ columns: Int,
    _ rows: Int
  ) -> Started? {
    spawning.withLock { _ in startAlone(arguments, variables, columns, rows) }
  }

  private static func startAlone(
    _ arguments: [String],
    _ variables: [String: String],
    _ columns: Int,
    _ rows: Int
  ) -> Started? {
    var keyboard: Int32 = -1
    var terminal: Int32 = -1
    var window = size(columns, rows)
    var name = [CChar](repeating: 0, count: 1024)
    guard openpty(&keyboard, &terminal, &name, nil, &window) == 0 else { return nil }
    // Only the program holds the other end of the pipe, so that the pipe closes with the program.
    var lifeline: [Int32] = [-1, -1]
    guard pipe(&lifeline) == 0 else { return nil }
    for descriptor in [keyboard, terminal] + lifeline {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    defer { close(lifeline[1]) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A new session, whose terminal is the first one opened; no signal blocked or ignored.
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
