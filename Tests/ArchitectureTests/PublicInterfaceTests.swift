import Foundation
import TestSupport
import Testing

/// The public interface of the libraries, compared with what was committed.
///
/// `RECORD_TRANSCRIPTS=1 swift test` writes it. A line that changes or disappears breaks the programs
/// that use it.
struct PublicInterfaceTests {
  @Test(arguments: ["Events", "EventsTesting", "EventRecording", "BusConsole"])
  func `the public interface is the committed one`(module: String) throws {
    let path = "Tests/Interfaces/\(module).txt"
    let interface = try PublicInterface(of: module).text
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(interface.utf8).write(to: Repository.root.appending(path: path))
      Issue.record("recorded \(path)")
    }
    let changes = try interface.split(separator: "\n")
      .difference(from: Repository.text(of: path).split(separator: "\n"))
      .map(\.line)
    #expect(changes == [])
  }
}

extension CollectionDifference<Substring>.Change {
  /// The changed line, with a sign in front.
  fileprivate var line: String {
    switch self {
    case .insert(_, let line, _): "+ \(line)"
    case .remove(_, let line, _): "- \(line)"
    }
  }
}
