import Foundation
import TestSupport

/// A Swift file of the package, line by line.
struct SourceFile: Sendable {
  /// The path in the package.
  let path: String

  let lines: [Substring]

  /// The lines without comments and string literals; a line of a longer literal is empty.
  let code: [String]

  init(_ path: String) throws {
    self.path = path
    let text = try Repository.text(of: path)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = Self.code(of: lines)
  }

  /// Every Swift file below a directory.
  static func all(below directory: String) throws -> [SourceFile] {
    try FileManager.default.subpathsOfDirectory(
      atPath: Repository.root.appending(path: directory).path
    )
    .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
    .sorted()
    .map { try SourceFile("\(directory)/\($0)") }
  }

  private static func code(of lines: [Substring]) -> [String] {
    var isInLiteral = false
    return lines.map { line in
      guard line.contains("\"\"\"") else { return isInLiteral ? "" : withoutLiterals(line) }
      defer { isInLiteral.toggle() }
      let parts = line.split(separator: "\"\"\"", maxSplits: 1, omittingEmptySubsequences: false)
      return withoutLiterals(isInLiteral ? parts[1] : parts[0])
    }
  }

  private static func withoutLiterals(_ line: Substring) -> String {
    let code = line.replacing(/"(?:\\.|[^"\\])*"/, with: "\"\"")
    return String(code.prefix(upTo: code.firstRange(of: "//")?.lowerBound ?? code.endIndex))
  }

  /// The modules that the file imports.
  var imports: Set<String> {
    Set(
      code.compactMap { line in
        line.firstMatch(of: /^(?:package |public |internal |private |@\w+ )*import (\w+)/)
          .map { String($0.output.1) }
      }
    )
  }

  /// The places of a pattern in code, as a compiler names them.
  func places(of pattern: Regex<Substring>) -> [String] {
    code.enumerated().filter { $0.element.contains(pattern) }.map { "\(path):\($0.offset + 1)" }
  }

  /// Indicates whether a line, counted from 0, is a comment and nothing else.
  func isComment(_ index: Int) -> Bool {
    lines.indices.contains(index) && lines[index].drop { $0 == " " }.hasPrefix("//")
  }
}
