import EventRecording
import Events
import Foundation
import Logging
import Testing

extension Logger {
  /// A logger that drops everything.
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// The files of a recording in a directory.
struct Recording {
  let directory: URL

  var path: String { directory.appending(path: "events.jsonl").path }

  func path(_ number: Int) -> String { "\(path).\(number)" }

  /// The text of the file.
  var text: String {
    get throws { try String(contentsOf: URL(filePath: path), encoding: .utf8) }
  }

  /// The lines of the file without the first one, which has the date.
  var records: [String] {
    get throws { try text.split(separator: "\n").dropFirst().map(String.init) }
  }

  /// The permissions of the file.
  var permissions: Int {
    get throws {
      try #require(
        FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      )
    }
  }

  /// The names of the files in the directory.
  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
  }

  /// Returns the outermost emissions of the file.
  func emissions() throws -> [EmissionTree] {
    try RecordingReader(path: path).all()
  }
}

extension RecordingReader {
  /// Returns all emissions that follow.
  func all() throws -> [EmissionTree] {
    var emissions: [EmissionTree] = []
    while let emission = try next() { emissions.append(emission) }
    return emissions
  }
}

extension EmissionTree {
  /// The emission in one line, for comparisons.
  var summary: String {
    let handlers = handlers.map { handler in
      let nested = handler.nested.map { nested in
        switch nested {
        case .emission(let emission): emission.summary
        case .refusal(let refusal): "\(refusal.event) refused"
        }
      }
      let inside = nested.isEmpty ? "" : " [\(nested.joined(separator: ", "))]"
      return "\(handler.name) \(handler.outcome)\(inside)"
    }
    let end = ended == nil ? " unfinished" : ""
    return "#\(number) \(event)\(end) (\(handlers.joined(separator: ", ")))"
  }
}
