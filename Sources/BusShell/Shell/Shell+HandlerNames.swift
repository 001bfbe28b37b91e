import BusLanguage
import BusTrace
import Events
import TerminalText

// Handlers in answers and predictions, which people name as they are written after 'subscribe'.

extension Shell {
  /// The names of the handlers that are subscribed.
  var subscribedHandlers: Set<String> {
    Set(session.vocabulary.handlers(of: nil))
  }

  /// The names of the handlers that are subscribed, or that a lesson's commands subscribe.
  func handlers(of lesson: Lesson) -> Set<String> {
    let commands = lesson.preparation + (lesson.question?.commands ?? [])
    let named = commands.compactMap { text -> String? in
      switch try? LessonCommand(text, in: language).command {
      case .subscribe(_, let spec), .once(_, let spec), .unsubscribe(_, let spec): spec.text
      default: nil
      }
    }
    return subscribedHandlers.union(named)
  }

  /// Makes sure that words name handlers.
  ///
  /// - Parameters:
  ///   - names: The names, each whole or by its first word.
  ///   - known: The names of handlers that are known.
  /// - Throws: A diagnostic if one names neither a known handler nor one of the catalog.
  func requireHandlers(_ names: [String], among known: Set<String>) throws(Diagnostic) {
    for name in names where !known.contains(where: { $0.matches(name) }) {
      let first = name.split(separator: " ").first.map(String.init) ?? name
      if language.handler(named: first) != nil { continue }
      throw Diagnostic.unknownHandler(
        first,
        among: known.compactMap { $0.split(separator: " ").first.map(String.init) }
          + language.handlers.map(\.name)
      )
    }
  }
}

extension [String] {
  /// Returns the names of handlers that words are, without quotes around names of several words.
  ///
  /// The longest known name is taken first; a word that begins none stays alone.
  func handlerNames(among known: Set<String>) -> [String] {
    let spelled = Dictionary(known.map { ($0.filter { $0 != "\"" }, $0) }) { first, _ in first }
    var (names, index) = ([] as [String], startIndex)
    while index < endIndex {
      let end = (index + 1...endIndex).reversed().first { end in
        spelled[self[index..<end].joined(separator: " ")] != nil
      }
      let words = self[index..<(end ?? index + 1)].joined(separator: " ")
      names.append(spelled[words] ?? words)
      index = end ?? index + 1
    }
    return names
  }
}
