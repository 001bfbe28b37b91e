import ArgumentParser
import BusShell

/// Completes the command in the program's arguments, for the completion scripts of shells.
enum ArgumentCompletion {
  /// What may stand at a place in a command line.
  ///
  /// - Parameters:
  ///   - words: The words of the command line as they were typed, the program's name first.
  ///   - index: The index of the word that is being typed.
  ///   - prefix: The part of it that is there.
  /// - Returns: The candidates in the form that the shell wants them.
  @Sendable
  static func candidates(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    guard words.indices.contains(index),
      let arguments = try? Busctl.parse(Array(words[..<index].dropFirst())),
      arguments.lines.isEmpty, arguments.scripts.isEmpty
    else { return [] }
    let before = arguments.words.map { $0 + " " }.joined()
    let typed = Array((before + prefix).utf8)
    let completer = Completer(Vocabulary(arguments.options), list: Folder.names)
    let completion = completer.completion(of: typed)
    return completion.candidates.compactMap { candidate in
      let rest = candidate.text.utf8.dropFirst(max(0, before.utf8.count - completion.start))
      return word(String(decoding: rest, as: UTF8.self)).map { form($0, candidate.summary) }
    }
  }

  /// The first word of a candidate, without quotes: shells have quotes of their own.
  ///
  /// Nil for what means something else to a shell.
  private static func word(_ candidate: String) -> String? {
    var lexer = Lexer()
    guard let words = try? lexer.read(Array(candidate.utf8), number: 1), let word = words.first,
      word.text != "&", word.form != .payload
    else { return nil }
    return word.text
  }

  /// A candidate with what it is, as the shell wants to have it.
  private static func form(_ word: String, _ summary: String) -> String {
    switch CompletionShell.requesting {
    case .some(.zsh):
      let escaped = word.map { $0 == ":" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
      return summary.isEmpty ? escaped : "\(escaped):\(summary)"
    case .some(.fish): return summary.isEmpty ? word : "\(word)\t\(summary)"
    default: return word
    }
  }
}
