import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

struct ManPageTests {
  private static let path = "man/busctl.1"
  private static let mandoc = "/usr/bin/mandoc"
  private static let hasMandoc = FileManager.default.isExecutableFile(atPath: mandoc)

  @Test func `the man page is the one that the program generates`() throws {
    let page = try Repository.text(of: Self.path)
    let expected = try Program(["--generate-man-page"]).output
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(expected.utf8).write(to: Repository.root.appending(path: Self.path))
      Issue.record("recorded \(Self.path)")
    }
    #expect(page == expected)
  }

  @Test func `the man page has every command, handler, rule and option`() throws {
    let page = try Repository.text(of: Self.path)
    for entry in CommandLanguage.demo.commands {
      #expect(page.contains("\n.It Li \"\(entry.name)"))
    }
    for entry in CommandLanguage.demo.handlers {
      #expect(page.contains("\n.It Li \"\(entry.name)"))
    }
    for rule in RuleTable.entries { #expect(page.contains("\n.It \(rule.name)\n")) }
    for option in ShellOption.allCases { #expect(page.contains("\n.It Fl -\(option.rawValue)")) }
  }

  @Test(.enabled(if: hasMandoc, "mandoc is not installed"))
  func `mandoc finds nothing wrong with the man page`() throws {
    let path = Repository.root.appending(path: Self.path).path
    let lint = try Program(at: Self.mandoc, ["-Tlint", "-Wwarning", path])
    #expect(lint.output.isEmpty && lint.errors.isEmpty && lint.status == 0)
  }

  @Test(.enabled(if: hasMandoc, "mandoc is not installed"))
  func `the man page fits on eighty columns`() throws {
    let path = Repository.root.appending(path: Self.path).path
    let page = try Program(at: Self.mandoc, ["-Tutf8", "-Owidth=78", path]).output
    // Bold and underlined characters are overstruck.
    let lines = page.replacing(/.\u{8}/, with: "").split(separator: "\n")
    #expect(lines.filter { $0.count > 80 } == [])
  }

  @Test func `the examples of the man page work`() throws {
    let page = try Repository.text(of: Self.path)
    let examples = try #require(page.split(separator: ".Sh EXAMPLES\n").last).split(
      separator: ".Bd -literal -offset indent\n"
    )
    .dropFirst().compactMap { $0.split(separator: "\n.Ed").first }
    .map { $0.replacing("\\(aq", with: "'").dropFirst(2) }
    #expect(examples.count == 3)
    for example in examples {
      // The last example reads a script, and pipes to jq, which may not be installed.
      let command = example.split(separator: " | jq").first ?? example
      let program = try Program(shell: "cd && echo 'emit e' >script.bus && \(command)")
      #expect(program.errors.isEmpty && program.status == 0, "\(command)")
    }
  }

  @Test func `README describes the exit status as help does`() throws {
    let readme = try Repository.text(of: "README.md")
    let topic = try #require(TopicTable.entry(named: "status", in: .demo))
    for (code, text) in topic.items {
      #expect(readme.replacing("`", with: "").contains("\n| \(code) | \(text) |\n"))
    }
  }
}
