import BusLanguage
import BusTrace
import Events
import TerminalText

/// A handler that is running, for the status row.
package struct RunningHandler: Sendable {
  /// The handler and the emission, in words.
  let title: String

  /// The number of other running handlers that wait for no emission of their own.
  let others: Int

  /// The time since it started.
  package let duration: Duration

  package init(title: String, others: Int, duration: Duration) {
    (self.title, self.others, self.duration) = (title, others, duration)
  }

  /// Returns one line that fits into a number of columns.
  package func text(columns: Int) -> String {
    let more = others > 0 ? " (and \(others) more)" : ""
    let tenths = Int(duration / .milliseconds(100))
    let end = "\(more), \(tenths / 10).\(tenths % 10)s"
    var room = columns - end.count
    let start = title.prefix { character in
      room -= "\(character)".displayWidth
      return room >= 0
    }
    // A still narrower window cuts the end, too.
    return String((start + end).prefix(max(0, columns)))
  }
}

extension TraceRecorder {
  /// The running handler that started first, among those that wait for no emission of their own.
  var runningHandler: RunningHandler? {
    let (runs, time) = leaves
    guard let first = runs.min(by: { $0.started.sequence < $1.started.sequence }) else {
      return nil
    }
    let name = first.handler.escaped
    return RunningHandler(
      title: "\(name) in #\(first.emission) \(first.event.spelling)",
      others: runs.count - 1,
      duration: time - first.started.time
    )
  }
}
