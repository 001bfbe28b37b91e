import BusLanguage
import BusTrace
import Events
import TerminalText

// The command 'help'.

extension Shell {
  /// Returns the page on a topic: one of the tables, a service, or an event.
  func help(on topic: Word?) async throws(Diagnostic) -> HelpPage {
    let vocabulary = session.vocabulary
    let others = language.services + vocabulary.events.map(\.rawValue)
    do throws(Diagnostic) {
      return try HelpPage(on: topic?.text, in: language, others: others)
    } catch {
      guard let topic, others.contains(topic.text) else {
        throw Diagnostic(error.message, at: topic?.position, error.help)
      }
      if language.services.contains(topic.text) { return await help(onService: topic.text) }
      let event = EventName(topic.text)
      return HelpPage(
        on: event,
        fields: vocabulary.knownFields(of: event),
        handlers: session.bus.subscriptions(to: event).map(\.handler.name)
      )
    }
  }

  private func help(onService service: String) async -> HelpPage {
    let items = await session.application.states(service).flatMap(\.items)
    var fields: [String] = []
    for name in items.flatMap({ $0.map(\.name) }) where !fields.contains(name) {
      fields.append(name)
    }
    return HelpPage(onService: service, items: items.count, fields: fields)
  }
}
