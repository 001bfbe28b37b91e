import BusLanguage
import BusTrace
import Events
import TerminalText

/// A handler that runs at the moment, for people who wonder what takes so long.
package struct RunningHandler: Sendable {
  /// The handler and the emission, in words.
  let title: String

  /// How many others run at the same time, none of them waiting for another.
  let others: Int

  /// How long it has been running.
  package let duration: Duration

  package init(title: String, others: Int, duration: Duration) {
    (self.title, self.others, self.duration) = (title, others, duration)
  }

  /// One line that is no wider than so many columns.
  package func text(columns: Int) -> String {
    let more = others > 0 ? " (and \(others) more)" : ""
    let tenths = Int(duration / .milliseconds(100))
    let end = "\(more), \(tenths / 10).\(tenths % 10)s"
    var room = columns - end.count
    let start = title.prefix { character in
      room -= "\(character)".displayWidth
      return room >= 0
    }
    // In a window that is narrower still, of the end, too, only the beginning.
    return String((start + end).prefix(max(0, columns)))
  }
}

extension TraceRecorder {
  /// Of the handlers that run and wait for no emission of their own, the one that has been running
  /// for the longest time.
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
