package import EventBus

/// A command that is understood and can be carried out.
///
/// ``CommandTable`` describes them.
package enum Command: Sendable {
  case emit(EventName, EventData, isBeside: Bool)
  case subscribe(EventName, HandlerSpec)
  case unsubscribe(EventName, HandlerSpec)
  case handlers(of: EventName?)
  case plan(EventName)
  case catalog
  case trace(emission: Int?)
  case traceList
  case timeline(emission: Int?)
  case order(emission: Int?)
  case explain(emission: Int?)
  case diff(Int, Int)
  case export(ExportFormat, path: Word, emission: Int?)
  case wait
  case expect(Expectation)
  case accept(invite: String)
  case state(service: String?)
  case source(path: Word)
  case interleave(runs: Int, path: Word)
  case lessons
  case learn(lesson: Int)
  case check
  case hint
  case skip
  case again
  case predict([String]?, EventName, EventData)
  case cancel
  case step(Bool)
  case reset(isEmpty: Bool)
  case set(ShellOption, to: String)
  case options([ShellOption])
  case history(count: Int?)
  case help(topic: String?)
  case quit(status: Int?)
}
