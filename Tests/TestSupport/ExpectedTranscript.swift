package import Foundation

/// A script in `Tests/Transcripts`, and its recorded output in one format.
package struct ExpectedTranscript: Sendable, CustomStringConvertible {
  package let script: URL
  package let format: String

  package static let directory = Repository.root.appending(
    path: "Tests/Transcripts",
    directoryHint: .isDirectory
  )

  /// Every script in each of the formats.
  package static func all(in formats: [String]) throws -> [ExpectedTranscript] {
    try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "bus" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .flatMap { script in formats.map { ExpectedTranscript(script: script, format: $0) } }
  }

  /// The script's name, under which errors are reported.
  package var name: String { script.lastPathComponent }

  package var description: String { "\(name) as \(format)" }

  /// The file with the recorded output and exit status.
  package var file: URL {
    script.deletingPathExtension().appendingPathExtension(format)
  }

  /// The recorded output.
  package var text: String {
    get throws { try String(contentsOf: file, encoding: .utf8) }
  }

  /// The last line of a recording.
  package static func ending(status: Int) -> String { "exit status \(status)\n" }
}
