package import Events
import TerminalText

// The pages of help on what an application has.

extension HelpPage {
  /// Creates the page on an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - fields: The fields that are known.
  ///   - handlers: The handlers that are subscribed to it, in running order.
  package init(on event: EventName, fields: [PayloadField], handlers: [String]) {
    let known =
      fields.isEmpty
      ? "No fields of it are known."
      : "Its fields are \(fields.map(\.spelling).joined(separator: ", "))."
    let brackets =
      fields.contains(where: \.isOptional) ? " What is in brackets may be missing." : ""
    let rows = handlers.enumerated().map { ["\($0.offset + 1)", $0.element.escaped] }
    self.init(
      [.prose("event: \(event.spelling)\n\n\(known)\(brackets)")]
        + (rows.isEmpty
          ? [.prose("Nobody listens to it.")]
          : [.lists([(title: "Its handlers, in running order:", rows: rows)])])
        + [.prose("\ntry:"), .examples(["plan \(event.spelling)"])]
    )
  }

  /// Creates the page on a service.
  ///
  /// - Parameters:
  ///   - service: The name of the service.
  ///   - items: The number of items that it holds.
  ///   - fields: The fields that the items have.
  package init(onService service: String, items: Int, fields: [String]) {
    let each = items == 1 ? "with" : "each with"
    let names = fields.isEmpty ? "" : ", \(each) \(fields.joined(separator: ", "))".escaped
    let content =
      items == 0 ? "It holds nothing yet." : "It holds \(items.counted("item"))\(names)."
    let spelling = Word.spelling(of: service).escaped
    self.init([
      .prose("service: \(spelling)\n\n\(content)"), .prose("\ntry:"),
      .examples(["state \(spelling)"]),
    ])
  }
}

extension PayloadField {
  /// The name, in brackets if the field may be missing.
  fileprivate var spelling: String { (isOptional ? "[\(name)]" : name).escaped }
}
