import Glibc
import Synchronization

/// Facts about terminals.
enum Terminal {
  /// How many columns the window of a terminal has; nil if it is none, or does not know.
  static func columns(of file: Int32) -> Int? {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether a file was a terminal that has been closed since.
  static func hasHungUp(_ file: Int32) -> Bool {
    var modes = termios()
    return tcgetattr(file, &modes) != 0 && errno == EIO
  }

  /// Whether the program may change standard input's terminal, and not another job.
  static var isForeground: Bool {
    let owner = tcgetpgrp(STDIN_FILENO)
    return owner == -1 || owner == getpgrp()
  }

  /// Whether standard input's terminal hands over whole lines, and not each key.
  static var isCanonical: Bool {
    var modes = termios()
    return tcgetattr(STDIN_FILENO, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) != 0
  }

  /// Stops the program while another job has the terminal, until it is brought to the foreground.
  ///
  /// From then on the calling thread stops the program also by reading from the terminal.
  static func waitForForeground() {
    // Threads of a queue are started with signals blocked. The terminal would be changed under the
    // job that has it, and could not be read from.
    unblock([SIGTTIN, SIGTTOU])
    // Of what the system allows only to the foreground, this changes nothing.
    while tcdrain(STDIN_FILENO) == -1, errno == EINTR {}
  }

  /// Lets signals come to the calling thread.
  static func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
