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

  /// Indicates whether a handler, or one that it subscribes, takes real time that the virtual clock
  /// does not control.
  package var takesRealTime: Bool {
    switch self {
    case .exec: true
    case .attach(let spec): spec.kind.takesRealTime
    default: false
    }
  }
}

extension HandlerKind {
  /// The built-in handler with a name in a trace; nil if it is none.
  package init?(named name: String) {
    var lexer = Lexer()
    do throws(Diagnostic) {
      guard let words = try lexer.read(Array(name.utf8), number: 1), let first = words.first,
        let entry = CommandLanguage.builtIn.handler(named: first.text)
      else { return nil }
      var operands = Operands(words[...], entry.operands, in: .builtIn)
      self = try entry.read(&operands)
      try operands.finish()
    } catch {
      return nil
    }
  }
}
