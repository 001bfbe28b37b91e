package import Events

/// A handler, as written in a command.
///
/// Its text is its identity: the same text is the same handler for a whole session. The text is
/// also the handler's name in traces.
package struct HandlerSpec: Sendable, Hashable {
  package let text: String
  package let kind: HandlerKind
}

/// A handler of the application, or a built-in one.
///
/// ``HandlerTable`` describes the built-in handlers.
package indirect enum HandlerKind: Sendable, Hashable {
  case application(EventHandler)
  case print(text: String?)
  case fail(message: String?)
  case sleep(Duration)
  case relay(to: EventName)
  case attach(HandlerSpec)
  case detach(HandlerSpec?)
  case count
  case flaky(failures: Int)
  case exec(program: String, arguments: [String])

  /// Indicates whether a handler remembers its calls.
  package var hasState: Bool {
    switch self {
    case .count, .flaky: true
    default: false
    }
  }

  /// Indicates whether a handler, or one that it subscribes, takes time that no clock of ours rules.
  package var takesRealTime: Bool {
    switch self {
    case .exec: true
    case .attach(let spec): spec.kind.takesRealTime
    default: false
    }
  }
}
