import BusLanguage
import BusTrace
import EventJSON
import Events
import TerminalText

/// The answer to the question of a lesson, beside the truth.
struct LessonAnswer {
  /// The word for an emission that nobody listens to.
  static let nobody = "nobody"

  let comparison: Prediction

  /// Compares an answer with the state after the commands of the question.
  ///
  /// - Parameters:
  ///   - words: The words of the answer.
  ///   - kind: The part of the effect that was asked for.
  ///   - emissions: The emissions of the commands that are not nested.
  ///   - states: Returns what a service holds.
  /// - Throws: A diagnostic if the service, the item or the field is not there.
  init(
    _ words: [String],
    to kind: LessonQuestion.Kind,
    _ emissions: [EmissionTrace],
    _ states: (String) async throws(Diagnostic) -> [ServiceState]
  ) async throws(Diagnostic) {
    var comparison: Prediction
    switch kind {
    case .runs:
      let names = words == [Self.nobody] ? [] : words
      comparison = Prediction(names, started: emissions.startedHandlers)
    case .count:
      let count = emissions.startedHandlers.count
      comparison = Prediction(value: words.joined(separator: " "), of: "\(count)")
    case .state(let service, let item, let field):
      let truth = try Self.value(in: try await states(service), service, item, field)
      let answer = words.joined(separator: " ")
      let isSame = answer.listItems == truth.listItems
      comparison = Prediction(value: isSame ? truth : answer, of: truth)
    }
    comparison.heading = ("your answer", kind == .runs ? "what started" : "what came out")
    comparison.showsScore = false
    self.comparison = comparison
  }

  /// Returns what a field of an item shows; without a field, how many items a service has.
  private static func value(
    in states: [ServiceState],
    _ service: String,
    _ item: String?,
    _ field: String?
  ) throws(Diagnostic) -> String {
    let items = states.flatMap(\.items)
    guard let field else { return "\(items.count)" }
    let meant = items.filter { fields in
      item == nil || fields.first.map { text(of: $0.value) } == item
    }
    guard let value = meant.lazy.flatMap(\.self).first(where: { $0.name == field })?.value else {
      let place = item.map { "'\($0.cited)' of " } ?? ""
      throw Diagnostic("expected a field '\(field.cited)' in \(place)\(service.cited), found none")
    }
    return text(of: value)
  }

  private static func text(of value: any Sendable) -> String {
    (value as? String) ?? JSONWriter.text(of: value)
  }
}

extension String {
  /// The values of a list, as somebody may write them: `1 2`, `1, 2` or `[1,2]`.
  fileprivate var listItems: [Substring] {
    split { $0 == " " || $0 == "," || $0 == "[" || $0 == "]" || $0 == "\"" }
  }
}
