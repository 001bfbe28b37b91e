import Glibc
import Synchronization

/// The state of terminals, and of the jobs that share them.
enum Terminal {
  /// Returns the width of a terminal in columns; nil if the file is not a terminal, or does not
  /// know its width.
  static func columns(of file: Int32) -> Int? {
    guard let size = windowSize(of: file), size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Returns the size of a terminal; 80 columns or 24 rows where it does not know.
  static func size(of file: Int32) -> (columns: Int, rows: Int) {
    let size = windowSize(of: file) ?? winsize()
    return (size.ws_col > 0 ? Int(size.ws_col) : 80, size.ws_row > 0 ? Int(size.ws_row) : 24)
  }

  private static func windowSize(of file: Int32) -> winsize? {
    var size = winsize()
    return ioctl(file, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  /// Indicates whether the terminal breaks rows again when its width changes.
  ///
  /// No capability says so. xterm, the Linux console and screen cut rows; tmux and the terminals
  /// that set these variables break them.
  static let reflowsRows: Bool = {
    let names = [
      "TMUX", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID",
      "WEZTERM_PANE", "WT_SESSION", "TERM_PROGRAM", "GHOSTTY_RESOURCES_DIR",
    ]
    return names.contains { !(Environment.variable($0) ?? "").isEmpty }
      || (Environment.variable("TERM") ?? "").hasPrefix("tmux")
  }()

  /// Returns whether a file was a terminal that has hung up.
  static func hasHungUp(_ file: Int32) -> Bool {
    var modes = termios()
    return tcgetattr(file, &modes) != 0 && errno == EIO
  }

  /// Indicates whether this job, and no other, may change standard input's terminal.
  static var isForeground: Bool {
    let owner = tcgetpgrp(STDIN_FILENO)
    return owner == -1 || owner == getpgrp()
  }

  /// Indicates whether standard input's terminal is in canonical mode: it passes on whole lines.
  static var isCanonical: Bool {
    var modes = termios()
    return tcgetattr(STDIN_FILENO, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) != 0
  }

  /// Stops the program while another job has the terminal, until it is brought to the foreground.
  ///
  /// From then on, if the calling thread reads from the terminal in the background, that stops the
  /// program, too.
  static func waitForForeground() {
    // The threads of a queue start with signals blocked. The program would change the terminal of
    // the job in the foreground, and could not read from it.
    unblock([SIGTTIN, SIGTTOU])
    // Of the calls that the system allows only in the foreground, this one changes nothing.
    while tcdrain(STDIN_FILENO) == -1, errno == EINTR {}
  }

  /// Unblocks signals on the calling thread.
  static func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
