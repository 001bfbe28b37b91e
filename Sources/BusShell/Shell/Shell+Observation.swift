import BusLanguage
package import TerminalText

// The parts of a shell that others see while it runs.

extension Shell {
  /// The names that exist in the session.
  package var vocabulary: Vocabulary {
    let vocabulary = opened.map { session.vocabulary.looking(at: $0) } ?? session.vocabulary
    return lesson.map { vocabulary.learning($0.name, among: $0.course) } ?? vocabulary
  }

  /// The handler that has been running for the longest time; nil if none runs.
  package nonisolated var runningHandler: RunningHandler? { observation.recorder.runningHandler }

  /// Returns the colours for text that goes to an output, by the current options.
  package nonisolated func palette(for traits: OutputTraits) -> Palette {
    observation.options.palette(for: traits)
  }

  /// Cancels the command that runs at the prompt, if there is one; the session continues.
  package nonisolated func interrupt() { interruptible.interrupt() }

  /// Indicates whether the shell watches its bus; false if the bus has a console already.
  package var isWatching: Bool { session.isWatched }

  /// Ends the work on a bus that continues without the shell.
  package func leaveBus() { session.leaveBus() }
}
