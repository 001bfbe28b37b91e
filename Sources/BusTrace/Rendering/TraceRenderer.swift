package import BusLanguage
package import Events

/// Turns what the shell has to say into text: one form for each ``ShellOptions/Format``.
///
/// A renderer computes nothing; what it shows is in the values that it is given. Text ends with a
/// line break; nil is no text at all.
package protocol TraceRenderer: Sendable {
  /// Whether facts are shown as soon as they are known.
  var showsRecords: Bool { get }

  /// Whether emissions are shown as soon as they have ended.
  var showsEmissions: Bool { get }

  /// A fact as soon as it is known.
  func text(of record: TimedRecord) -> String?

  /// An emission with all that was nested in it, once it has ended; if nobody listened, with what
  /// may have been meant.
  func text(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> String?

  /// The answer to a command that emits nothing.
  func text(of answer: CommandOutput) -> String?
}

/// What a command has to say that is no trace.
package enum CommandOutput {
  /// A command as it was written.
  case command(String)

  /// A handler was subscribed or unsubscribed, or was not there.
  case change(TraceFact)

  /// The subscriptions of events.
  case handlers([Listing])

  /// What an emission would run, and what was meant if nobody listens.
  case plan(EmissionPlan, Diagnostic.Help?)

  /// The built-in handlers.
  case catalog([HandlerEntry])

  /// A recorded emission, and what was meant if nobody listened.
  case trace(EmissionTrace, Diagnostic.Help?)

  /// The recorded emissions that were not nested in others.
  case traceList([EmissionTrace])

  /// What happened, in order.
  case order(Recording)

  /// How long things took, on so many columns.
  case timeline(Recording, columns: Int)

  /// Why things happened in this order.
  case explanation([Explanation.Sentence])

  /// Two emissions side by side, on so many columns if anybody cares.
  case difference([TraceDifference.Row], columns: Int?)

  /// Text for another program.
  case export(ExportFormat, String)

  /// The lessons, and which are done.
  case lessons([LessonListing])

  /// What a lesson, a question or a pause has to say.
  case notice(String)

  /// What was predicted beside what ran.
  case prediction([TraceDifference.Row])

  /// What services hold.
  case state([ServiceState])

  /// What came of a script in many orders, the most frequent outcome first.
  case interleavings([Interleaving])

  /// Everything is new.
  case reset(isEmpty: Bool)

  /// A page of help.
  case help(String)

  /// Options with their values.
  case options([(option: ShellOption, value: String)])

  /// The commands that were typed, the oldest with its number; nil if none are kept.
  case history([String]?, first: Int)

  /// A lesson in the list of all.
  package struct LessonListing {
    let number: Int
    let title: String
    let isDone: Bool
    let isCurrent: Bool

    package init(number: Int, title: String, isDone: Bool, isCurrent: Bool) {
      self.number = number
      self.title = title
      self.isDone = isDone
      self.isCurrent = isCurrent
    }
  }

  /// An event and its subscriptions in running order.
  package struct Listing {
    let event: EventName
    let subscriptions: [Subscription]

    package init(event: EventName, subscriptions: [Subscription]) {
      self.event = event
      self.subscriptions = subscriptions
    }
  }
}

extension [Subscription] {
  /// The subscriptions with their positions from 1, and the position of the first one of the same
  /// handler if that is another.
  var numbered: [(position: Int, subscription: Subscription, first: Int?)] {
    var firsts: [ObjectIdentifier: Int] = [:]
    return enumerated().map { index, subscription in
      let handler = ObjectIdentifier(subscription.handler)
      let first = firsts[handler]
      if first == nil { firsts[handler] = index + 1 }
      return (index + 1, subscription, first)
    }
  }
}
