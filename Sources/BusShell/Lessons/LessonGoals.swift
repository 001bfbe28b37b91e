import BusLanguage
import BusTrace
import Events

/// The goals of a lesson, with their expectations parsed.
struct LessonGoals: Sendable {
  /// The message of each goal while it is not met, and the commands that have to hold.
  let goals: [(missing: String, commands: [LessonCommand])]

  /// Parses the goals of a lesson.
  ///
  /// - Throws: A diagnostic with the position in the file.
  init(of lesson: Lesson, in language: CommandLanguage) throws(Diagnostic) {
    goals = try lesson.goals.map { goal throws(Diagnostic) in
      let commands = try goal.expectations.map { text throws(Diagnostic) in
        try LessonCommand(expecting: text, in: language)
      }
      return (goal.missing.text, commands)
    }
  }
}

extension [Expectation] {
  /// Returns whether one of the emissions, with everything nested in it, meets all expectations.
  ///
  /// Those that name the same event are about the same emission of it.
  func areMet(by emissions: [EmissionTrace]) -> Bool {
    emissions.contains { root in
      let events = Set(compactMap(\.event))
      return events.allSatisfy { event in
        let own = filter { $0.event == event }
        return root.all(of: event).contains { emission in
          own.allSatisfy { $0.condition.isMet(by: emission, among: emissions) }
        }
      } && filter { $0.event == nil }.allSatisfy { $0.isMet(in: root, among: emissions) }
    }
  }
}

extension Expectation {
  /// The event whose emissions are checked; nil if another emission is.
  fileprivate var event: EventName? {
    if case .event(let event) = scope { event } else { nil }
  }

  /// Returns whether an emission, or the one in it with the number of the scope, is as expected.
  fileprivate func isMet(in root: EmissionTrace, among emissions: [EmissionTrace]) -> Bool {
    guard case .emission(let number) = scope else {
      return condition.isMet(by: root, among: emissions)
    }
    return root.find(number.value).map { condition.isMet(by: $0, among: emissions) } ?? false
  }
}
