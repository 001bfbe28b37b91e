package import BusLanguage
package import Events

/// The output of a command, apart from the traces of its emissions.
package enum CommandOutput {
  /// A command as it was written.
  case command(String)

  /// The name of a handler that was subscribed.
  case subscribed(handler: String, to: EventName)

  /// The name of a handler that was unsubscribed, if it was found.
  case unsubscribed(handler: String, from: EventName, found: Bool)

  /// The subscriptions to events.
  case handlers([SubscriptionListing])

  /// The handlers that an emission would run; a hint if nobody listens.
  case plan(SubscriptionListing, Diagnostic.Help?)

  /// The built-in handlers.
  case catalog([HandlerEntry])

  /// A recorded emission as a tree; a hint if nobody listened.
  case trace(EmissionTrace, Diagnostic.Help?)

  /// Recorded emissions that are not nested, and the number of all of them.
  case traceList([EmissionTrace], of: Int)

  /// Everything that happened, in order.
  case order(TraceOrder)

  /// Bars for the time that things took.
  case timeline(Timeline)

  /// The reasons for the order of events.
  case explanation([Explanation.Sentence])

  /// Two emissions side by side.
  case difference([TraceDifference.Row])

  /// Text for another program.
  case export(ExportFormat, String)

  /// Texts of a lesson, a question or a pause, each of one paragraph or more.
  case notice([String])

  /// A pause before a handler.
  case pause(handler: String, event: EventName)

  /// A handler that has ended, while the user follows each of them.
  case result(HandlerTrace)

  /// A text of the script itself.
  case said(String)

  /// The predicted handlers side by side with those that ran.
  case prediction(Prediction)

  /// The state of services.
  case state([ServiceState])

  /// The outcomes of a script in many orders.
  case interleavings(Interleavings)

  /// A page of help.
  case help(HelpPage)

  /// Rows of named values.
  case table(OutputTable)

  /// The commands that were typed, with the number of the first; nil if none are kept.
  case history([String]?, first: Int)
}
