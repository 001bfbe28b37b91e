import BusLanguage
import BusShell
import BusTrace
package import Events
import TerminalText

extension ConsoleApplication {
  /// Returns the application as a shell sees it.
  ///
  /// - Parameters:
  ///   - console: The console.
  ///   - bus: The bus, on which there may be handlers that the application does not describe.
  /// - Returns: The application.
  func hosted(by console: BusConsole, on bus: EventBus) -> HostedApplication {
    HostedApplication(
      language: CommandLanguage(
        program: console.name,
        commands: commands.map(\.entry),
        handlers: handlers.map(\.entry) + undescribedHandlers(on: bus),
        services: services.map(\.name),
        hasLessons: console.hasLessons,
        exampleEvents: { exampleEvents }
      ),
      subscribeHandlers: subscribeHandlers,
      events: { eventFields },
      states: { name in
        var states: [ServiceState] = []
        for service in services where name == nil || service.name == name {
          states.append(ServiceState(service: service.name, items: await service.plainItems))
        }
        return states
      },
      commands: commands.map { ($0.name, $0.hosted) }
    )
  }

  /// Subscribes the handlers event by event, in running order.
  @Sendable
  package func subscribeHandlers(to bus: EventBus, isSafe: Bool) {
    for name in eventNames {
      for handler in handlers where !(isSafe && handler.reachesOutside) {
        for event in handler.events where event.name == name {
          bus.subscribe(handler.handler, to: name)
        }
      }
    }
  }

  /// The events in the order in which their handlers are subscribed.
  var eventNames: [EventName] {
    var names: [EventName] = []
    let handled = handlers.flatMap(\.events).map(\.name)
    for name in events.map({ $0.name }) + handled where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// The entries of handlers that were subscribed without being described.
  private func undescribedHandlers(on bus: EventBus) -> [HandlerEntry] {
    let names = bus.events
    if names.isEmpty { return [] }
    var known = Set(handlers.map(\.handler))
    return names.flatMap(bus.subscriptions).map(\.handler).filter { known.insert($0).inserted }
      .map { handler in
        let summary = "a handler of the application"
        return HandlerEntry(handler, reach: .inside, summary: summary, examples: []) { [] }
      }
  }

  private var eventFields: [EventName: [PayloadField]] {
    Dictionary(eventTypes.map { ($0.name, FieldProbe.fields(of: $0)) }) { first, _ in first }
  }

  /// The types of its events.
  var eventTypes: [any Event.Type] {
    events
      + handlers.flatMap(\.events).compactMap { if case .type(let type) = $0 { type } else { nil } }
  }
}

extension ConsoleHandler {
  fileprivate var entry: HandlerEntry {
    HandlerEntry(
      handler,
      reach: reachesOutside ? .outside : .inside,
      summary: summary,
      examples: examples
    ) { readsData ? fields : [] }
  }

  /// The fields of its events: first those of the first event, then those that others have instead.
  private var fields: [PayloadField] {
    events.enumerated().flatMap { index, event in
      guard case .type(let type) = event else { return [PayloadField]() }
      let others = events.dropFirst().map(\.name)
      let scope: PayloadField.Scope =
        index > 0 ? .only(event.name) : others.isEmpty ? .everywhere : .except(others)
      return FieldProbe.fields(of: type).map {
        PayloadField($0.name, isOptional: $0.isOptional, scope)
      }
    }
  }
}

extension ConsoleService {
  fileprivate var plainItems: [[(name: String, value: any Sendable)]] {
    get async {
      await items().map { item in
        item.compactMap { name, value in value.map { (name, $0) } }
      }
    }
  }
}

extension ConsoleCommand {
  fileprivate var entry: CommandEntry {
    CommandEntry(
      application: name,
      reach: reachesOutside ? .outside : .inside,
      operands: operands.map { operand in
        let name = operand.isList ? "\(operand.name)..." : operand.name
        return operand.isOptional ? .optional(name, .application) : .required(name, .application)
      },
      summary: summary,
      discussion: discussion,
      examples: examples
    )
  }

  fileprivate var hosted: HostedCommand {
    HostedCommand { words, bus, print async throws(Diagnostic) in
      let context = CommandContext(arguments: words.map(\.text), bus: bus, output: print)
      do {
        try await run(context)
      } catch let error as ConsoleError {
        throw Diagnostic(
          error.description.escaped,
          at: error.argument.flatMap { words.indices.contains($0) ? words[$0].position : nil },
          error.hint.map { .hint($0.escaped) }
        )
      } catch is CancellationError {
        throw Diagnostic("the command was cancelled")
      } catch {
        throw Diagnostic("\(error)".escaped)
      }
    } candidates: { name in
      let operand = operands.first { $0.name == name || "\($0.name)..." == name }
      return operand?.proposals() ?? []
    }
  }
}
