import Foundation

/// A file of the repository with examples, or the one in which they are compiled.
struct DocumentedFile {
  /// Its lines, without the marks of documentation comments if it is Swift.
  private let lines: [Substring]

  /// The repository, found from where this file is compiled.
  static let repository = URL(filePath: #filePath).appending(path: "../../../..").standardized

  init(_ path: String) throws {
    try self.init(at: Self.repository.appending(path: path), asCode: !path.hasSuffix(".swift"))
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - isCode: Indicates whether the marks of documentation comments stay.
  /// - Throws: An error if it cannot be read.
  private init(at url: URL, asCode isCode: Bool) throws {
    let lines = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    self.lines = isCode ? lines : lines.map(Self.withoutCommentMark)
  }

  /// The paths of the files in a directory whose names have a suffix.
  static func paths(in directory: String, endingWith suffix: String) throws -> [String] {
    let path = repository.appending(path: directory).path(percentEncoded: false)
    return try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(suffix) }
      .sorted()
      .map { "\(directory)/\($0)" }
  }

  /// The Swift files in directories that have the name of a page.
  static func inDirectory(
    namedAfter page: String,
    below directory: String
  ) throws -> [DocumentedFile] {
    let name = URL(filePath: page).deletingPathExtension().lastPathComponent
    let files = FileManager.default.enumerator(
      at: repository.appending(path: directory),
      includingPropertiesForKeys: nil,
      options: .skipsHiddenFiles
    )
    return try (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "swift" && $0.pathComponents.dropLast().contains(name) }
      .map { try DocumentedFile(at: $0, asCode: true) }
  }

  /// Returns whether the lines of a part stand somewhere in the file.
  func contains(_ part: [Substring]) -> Bool { lines.end(of: part) != nil }

  /// The parts of its Swift examples, separated by blank lines, without indentation.
  var exampleParts: [[Substring]] {
    var parts: [[Substring]] = []
    var isInExample = false
    for line in lines {
      let content = line.trimmingCharacters(in: .whitespaces)
      if content.hasPrefix("```") {
        isInExample = content == "```swift"
        parts.append([])
      } else if isInExample, content.isEmpty {
        parts.append([])
      } else if isInExample {
        parts[parts.count - 1].append(line)
      }
    }
    return parts.filter { !$0.isEmpty }.map(\.unindented)
  }

  /// The lines of each region that starts with a mark, by the region's name.
  var regions: [String: [Substring]] {
    let mark = "// MARK: - "
    var regions: [String: [Substring]] = [:]
    var name: String?
    for line in lines {
      let text = line.drop { $0 == " " }
      if text.hasPrefix(mark) {
        name = String(text.dropFirst(mark.count))
      } else if let name {
        regions[name, default: []].append(line)
      }
    }
    return regions
  }

  private static func withoutCommentMark(_ line: Substring) -> Substring {
    let content = line.drop { $0 == " " }
    guard content.hasPrefix("///") else { return line }
    let comment = content.dropFirst(3)
    return comment.hasPrefix(" ") ? comment.dropFirst() : comment
  }
}

extension [Substring] {
  /// The lines without the indentation that all of them have.
  fileprivate var unindented: [Substring] {
    let indentation = map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return map { $0.dropFirst(indentation) }
  }

  /// Returns the index after the lines of a part, wherever they occur with any indentation.
  func end(of part: [Substring], from start: Int = 0) -> Int? {
    for index in start..<Swift.max(start, count - part.count + 1)
    where Array(self[index..<index + part.count]).unindented == part {
      return index + part.count
    }
    return nil
  }
}
