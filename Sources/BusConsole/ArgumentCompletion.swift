import ArgumentParser
import BusLanguage
import BusShell

/// Completes the command in the program's arguments, for the completion scripts of shells.
enum ArgumentCompletion {
  /// Returns the candidates for a word of a command line.
  ///
  /// - Parameters:
  ///   - words: The words of the command line as they were typed, the program's name first.
  ///   - index: The index of the word that is being typed.
  ///   - prefix: The part of the word that has been typed.
  /// - Returns: The candidates in the format of the requesting shell.
  @Sendable
  static func candidates(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    guard let console = OptionParser.console, words.indices.contains(index),
      let arguments = try? ProgramArguments.parse(Array(words[..<index].dropFirst())),
      arguments.lines.isEmpty, arguments.script == nil
    else { return [] }
    let before = arguments.words.map { $0 + " " }.joined()
    let typed = Array((before + prefix).utf8)
    let completer = Completer(
      Vocabulary.atStart(arguments.options, of: console.source),
      options: arguments.options,
      list: Directory.names
    )
    let completion = completer.completion(of: typed)
    return completion.candidates.compactMap { candidate in
      word(candidate.text, spellingStart: completion.spellingStart, at: before.utf8.count)
        // A tab has a meaning in the lists of shells.
        .flatMap { $0.contains("\t") ? nil : formatted($0, candidate.summary) }
    }
  }

  /// Returns the word of a candidate at a place, without quotes: shells have quotes of their own.
  ///
  /// Returns nil inside a payload, which means something else to a shell.
  private static func word(_ text: String, spellingStart start: Int?, at place: Int) -> String? {
    guard let start else { return text == "{" ? nil : text }
    guard start <= place else { return nil }
    var lexer = Lexer()
    let rest = Array(text.utf8.dropFirst(place - start))
    return (try? lexer.read(rest, number: 1))?.first?.text
  }

  /// Returns a candidate and its summary in the format of the requesting shell.
  private static func formatted(_ word: String, _ summary: String) -> String {
    switch CompletionShell.requesting {
    case .some(.zsh):
      let escaped = word.map { $0 == ":" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
      return summary.isEmpty ? escaped : "\(escaped):\(summary)"
    case .some(.fish): return summary.isEmpty ? word : "\(word)\t\(summary)"
    // Bash parses the list like a command.
    case .some(.bash):
      return word.map { $0.isASCII && !$0.isLetter && !$0.isNumber ? "\\\($0)" : "\($0)" }
        .joined()
    default: return word
    }
  }
}
