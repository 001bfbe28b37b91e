package import Events

/// A command that has been parsed and can be run.
///
/// ``CommandTable`` describes the built-in ones. Large values are indirect, because a command is
/// copied several times on its way, and the lines of a script are mostly emissions.
package enum Command: Sendable {
  case emit(EventName, EventData, isInBackground: Bool)
  case subscribe(EventName, HandlerSpec)
  case once(EventName, HandlerSpec)
  case unsubscribe(EventName, HandlerSpec)
  case handlers(of: EventName?)
  case plan(EventName)
  case catalog
  indirect case trace(emission: EmissionNumber?, TraceView)
  indirect case traceList(TraceFilter)
  case explain(emission: EmissionNumber?)
  indirect case diff(EmissionNumber, EmissionNumber)

  /// The emission of a replay, and the recorded one.
  case diffRecorded(EmissionNumber)

  indirect case export(Export)
  indirect case open(path: Word, follows: Bool)
  indirect case replay(Replaying)
  case close
  case wait(JobNumber?)
  case jobs
  indirect case expect(Expectation)
  indirect case expectState(StateExpectation)
  indirect case application(name: String, arguments: [Word])
  indirect case state(service: Word?)
  indirect case save(Saving)
  indirect case source(path: Word, pauses: Bool)
  indirect case interleave(runs: Int, path: Word)
  case lessons
  indirect case learn(lesson: Word)

  /// Goes on with the lesson that is under way, or with the next one.
  case learnOn

  case task
  case answer([String])
  case check
  case hint
  case solution

  /// Checks the lessons of a file.
  indirect case lesson(path: Word)

  indirect case grade(Grading)
  case skip
  case next
  case again
  case predict([String]?, EventName, EventData)
  case cancel(JobNumber?)
  case step(Stepping)
  case say(String)
  case undo
  case reset(isEmpty: Bool)
  case set(ShellOption, to: String)
  case options([ShellOption])
  case history(count: Int?)
  indirect case help(topic: Word?)
  case clear
  case edit
  indirect case repeated(Int, Command)
  case quit(status: Int?)
}

/// The file for a session or an emission, and the way to write it.
package struct Saving: Sendable {
  package let path: Word

  /// Indicates whether the script checks the results of the emissions.
  package var expects = false

  /// Indicates whether a file that exists is replaced.
  package var replaces = false
}

/// The pauses before handlers.
package enum Stepping: Sendable {
  /// There are pauses before the handlers of events and before handlers, by their names; before
  /// every handler if there are none.
  case on([Word])
  case off
}

/// The recording to replay, and the way to do it.
package struct Replaying: Sendable {
  package let path: Word

  /// The only emission that is replayed; nil for all.
  package var emission: EmissionNumber?

  /// Indicates whether the command fails if an emission differs from the recorded one.
  package var expects = false
}

/// The number of a recorded emission, as written in a command.
package struct EmissionNumber: Sendable, Hashable {
  package let value: Int

  /// The word in place of a number, for what a replay has emitted again.
  static let recorded = "recorded"

  /// The position of the number, for the message that there is no such emission.
  package let position: Position?

  /// Reads a number: `1`, or `#1` as traces show it.
  init?(_ word: Word) {
    let digits = word.text.hasPrefix("#") ? word.text.dropFirst() : word.text[...]
    guard let value = Int(digits) else { return nil }
    self.value = value
    position = word.position
  }
}
