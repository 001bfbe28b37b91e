package import BusLanguage
import EventJSON
import Events
import TerminalText

extension StateExpectation {
  /// The maximum number of items that a message names.
  private static let maximumShown = 5

  /// Checks the expectation against the states of services; only that of its service counts.
  ///
  /// - Throws: A diagnostic with the expectation and the finding, if they differ; or with the items
  ///   or fields that there are, if the expectation names none of them.
  package func check(_ states: [ServiceState]) throws(Diagnostic) {
    let items = states.filter { $0.service == service.text }.flatMap(\.items)
    switch condition {
    case .nothing:
      guard items.isEmpty else {
        throw Diagnostic(
          "expected \(Self.nothing) in \(name), found \(items.count.counted("item"))"
        )
      }
    case .field(let item, let field, let isNegated, let value):
      // No item has the value if there is none.
      if items.isEmpty, item == nil, isNegated { return }
      let meant = try Self.named(item, in: items, of: name)
      let place = [name, item?.text.cited].compactMap(\.self).joined(separator: " ")
      let found = try Self.values(of: field, in: meant, of: place)
      guard found.contains(where: { Self.isMet(by: $0, value.text) }) == isNegated else { return }
      let wanted = (isNegated ? "\(Self.negation) " : "") + Word.spelling(of: value).cited
      let shown = found.prefix(Self.maximumShown).map { Self.text(of: $0).cited }
      let rest = found.count > shown.count ? " and \(found.count - shown.count) more" : ""
      let finding = found.isEmpty ? Self.nothing : "\(field.text.cited) "
      throw Diagnostic(
        "expected \(field.text.cited) \(wanted) in \(place), "
          + "found \(finding)\(shown.joined(separator: ", "))\(rest)"
      )
    }
  }

  private var name: String { service.text.cited }

  /// Returns whether a value is one that was typed, or a list that has it.
  private static func isMet(by value: any Sendable, _ text: String) -> Bool {
    let value = self.value(ofPayload: JSONWriter.text(of: value).utf8) ?? value
    if self.text(of: value) == text { return true }
    return (value as? [any Sendable])?.contains { self.text(of: $0) == text } ?? false
  }

  /// Returns the items that a word names, or all.
  private static func named(
    _ item: Word?,
    in items: [[(name: String, value: any Sendable)]],
    of service: String
  ) throws(Diagnostic) -> [[(name: String, value: any Sendable)]] {
    guard let item else { return items }
    let named = items.filter { $0.first.map { text(of: $0.value) } == item.text }
    guard named.isEmpty else { return named }
    let names = items.compactMap(\.first).map { text(of: $0.value) }
    let shown = names.prefix(maximumShown).map(\.cited).joined(separator: ", ")
    let rest = names.count > maximumShown ? " and \(names.count - maximumShown) more" : ""
    let expected = names.isEmpty ? "" : " (\(shown)\(rest))"
    throw Diagnostic(
      "expected an item of \(service)\(expected), found '\(item.text.cited)'",
      at: item.position,
      .nearest(to: item.text, among: names)
        ?? (names.isEmpty ? .hint("\(service) holds nothing") : nil)
    )
  }

  /// Returns the values of a field in items, of which at least one must have it if there are any.
  private static func values(
    of field: Word,
    in items: [[(name: String, value: any Sendable)]],
    of place: String
  ) throws(Diagnostic) -> [any Sendable] {
    let values = items.flatMap { $0.filter { $0.name == field.text }.map(\.value) }
    guard values.isEmpty, !items.isEmpty else { return values }
    var known: Set<String> = []
    let names = items.flatMap { $0.map(\.name) }.filter { known.insert($0).inserted }
    throw Diagnostic(
      "expected a field of \(place) (\(names.joined(separator: ", ").escaped)), "
        + "found '\(field.text.cited)'",
      at: field.position,
      .nearest(to: field.text, among: names)
    )
  }
}

extension Word {
  /// Returns a value as it must be typed; one in braces or brackets is typed as it is.
  fileprivate static func spelling(of value: Word) -> String {
    value.form == .payload ? value.text : spelling(of: value.text)
  }
}
