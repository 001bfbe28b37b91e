/// A runner of programs, which gives handlers a reach outside the process.
package protocol ProgramRunner: Sendable {
  /// The time since the beginning of 1970, in UTC.
  var timeOfDay: Duration { get }

  /// Runs a program to its end.
  ///
  /// When its time is over, and when the task is cancelled, the program is ended with its children.
  func run(_ call: ProgramCall) async -> ProgramResult
}

/// A program to run, and everything that it gets.
package struct ProgramCall: Sendable {
  /// The program's path, or its name if there is no slash in it.
  package let program: String
  package let arguments: [String]

  /// The name of the event, for the environment.
  package let event: String

  /// The text on its standard input.
  package let input: String
  package let timeLimit: Duration
}

/// The end of a program, and the part of its output that is kept.
package struct ProgramResult: Sendable, Hashable {
  package enum Ending: Sendable, Hashable {
    case exited(status: Int)
    case signalled(Int)
    case timedOut

    /// It could not be started, for a reason.
    case notStarted(String)
  }

  package let ending: Ending

  /// The first line of its output; nil if there is none or it is blank.
  package let note: String?

  /// The last line of its errors that is not blank; nil if there is none.
  package let error: String?

  package init(_ ending: Ending, note: String? = nil, error: String? = nil) {
    (self.ending, self.note, self.error) = (ending, note, error)
  }
}
