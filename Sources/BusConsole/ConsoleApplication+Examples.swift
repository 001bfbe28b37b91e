import BusLanguage
import Events

extension ConsoleApplication {
  /// The events that have handlers, for the examples in help.
  var exampleEvents: ExampleEvents {
    let types = Dictionary(eventTypes.map { ($0.name, $0) }) { first, _ in first }
    return ExampleEvents(
      among: eventNames.compactMap { name in
        let handlers = handlers.filter { $0.events.contains { $0.name == name } }
        guard !handlers.isEmpty else { return nil }
        return ExampleEvent(
          name.rawValue,
          handlers: handlers.map(\.handler.name),
          examples: handlers.flatMap(\.examples)
        ) {
          types[name].flatMap(FieldProbe.exampleData)
        }
      }
    )
  }
}
