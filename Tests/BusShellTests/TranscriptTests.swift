import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

/// The output of the scripts in `Tests/Transcripts`, compared byte by byte with recorded output.
///
/// With `RECORD_TRANSCRIPTS=1` in the environment the tests write the present output, and fail.
struct TranscriptTests {
  /// The formats that show traces.
  private static let formats = [ShellOptions.Format.text, .jsonl].map(\.rawValue)

  @Test(arguments: try ExpectedTranscript.all(in: formats))
  func `a script prints what is recorded`(expected: ExpectedTranscript) async throws {
    let printed = try await transcript(of: expected)
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(printed.utf8).write(to: expected.file)
      Issue.record("recorded \(expected)")
    }
    #expect(try printed == expected.text)
  }

  @Test func `every recorded transcript belongs to a script`() throws {
    let expected = try ExpectedTranscript.all(in: Self.formats).map(\.file.lastPathComponent)
    let directory = ExpectedTranscript.directory.path
    let found = try FileManager.default.contentsOfDirectory(atPath: directory)
      .filter { name in Self.formats.contains { name.hasSuffix(".\($0)") } }
    #expect(found.sorted() == expected.sorted())
  }

  @Test func `records have the fields that help lists`() throws {
    let topic = try #require(TopicTable.entry(named: "records", in: .demo))
    let records = topic.items.filter {
      $0.term.hasPrefix("emission.") || $0.term.hasPrefix("handler.")
    }
    let expected = Dictionary(
      uniqueKeysWithValues: records.map { term, text in
        let fields = text.replacing("has ", with: "")
        return (term, Set(fields.replacing(", ", with: ",").split(separator: ",")))
      }
    )
    var found: [String: Set<Substring>] = [:]
    for expected in try ExpectedTranscript.all(in: ["jsonl"]) {
      for line in try expected.text.split(separator: "\n") where line.hasPrefix("{\"seq\"") {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        let kind = try #require(object?["kind"] as? String)
        let keys = object?.keys.map { $0[...] } ?? []
        found[kind, default: []].formUnion(Set(keys).subtracting(["seq", "kind"]))
      }
    }
    #expect(found == expected)
  }

  @Test func `answers have the members that help lists`() async throws {
    let topic = try #require(TopicTable.entry(named: "records", in: .demo))
    let listed = Dictionary(
      uniqueKeysWithValues: topic.items.map { term, text in
        (term, Set(text.split { !$0.isLetter && $0 != "_" }))
      }
    )
    let more = await virtualTranscript(
      "subscribe a print\npredict count : emit a\nemit a\ndiff 1 2\nhistory\nlearn --list\nexpect nobody"
    ) { $0.format = .jsonl }
    let recorded = try ExpectedTranscript.all(in: ["jsonl"]).map { try $0.text }
    var kinds: Set<String> = []
    for line in (recorded + [more]).joined(separator: "\n").split(separator: "\n")
    where line.hasPrefix("{\"kind\"") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let kind = try #require(object?["kind"] as? String)
      kinds.insert(kind)
      let members = (object?.keys.map { $0 } ?? []).filter { $0 != "kind" && !$0.hasSuffix("_ns") }
      let words = try #require(listed[kind], "help lists no \(kind)")
      let missing = members.filter { !words.contains($0[...]) }
      #expect(missing.isEmpty, "help lists no \(missing) of \(kind)")
    }
    // A prompt keeps a history, a gap needs more emissions than a tree keeps, and grading has a limit
    // of time.
    let unseen = Set(listed.keys).subtracting(kinds).filter { !$0.contains(".") }
    #expect(unseen.isSubset(of: ["history", "gap", "grade"]))
  }

  @Test(arguments: try ExpectedTranscript.all(in: formats).filter { $0.name == "demo.bus" })
  func `the same script prints the same bytes every time`(expected: ExpectedTranscript) async throws
  {
    for _ in 1...20 {
      #expect(try await transcript(of: expected) == expected.text)
    }
  }

  private func transcript(of expected: ExpectedTranscript) async throws -> String {
    let format = try #require(ShellOptions.Format(rawValue: expected.format))
    return await ShellTest().options { $0.format = format }
      .script(try Data(contentsOf: expected.script), name: expected.name).run().transcript
  }
}
