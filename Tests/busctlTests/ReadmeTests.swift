import TestSupport
import Testing

/// The examples of README, run.
struct ReadmeTests {
  /// A command line and its output, as README shows them.
  struct Example: Sendable, CustomTestStringConvertible {
    var command: String
    var output = ""

    var testDescription: String { command }

    /// The examples of all `console` blocks: `$` begins a command, which goes on after a line that
    /// ends with `|`, and to the end of a here-document.
    static func all() throws -> [Example] {
      var examples: [Example] = []
      var isInBlock = false
      var isInHereDocument = false
      for line in try Repository.text(of: "README.md").split(
        separator: "\n",
        omittingEmptySubsequences: false
      ) {
        if line.hasPrefix("```") {
          isInBlock = line == "```console"
        } else if isInBlock, line.hasPrefix("$ ") {
          examples.append(Example(command: String(line.dropFirst(2))))
          isInHereDocument = line.contains("<<'END'")
        } else if isInBlock, let last = examples.indices.last {
          if isInHereDocument {
            examples[last].command += "\n" + line
            isInHereDocument = line != "END"
          } else if examples[last].command.hasSuffix("|") {
            examples[last].command += "\n" + line
          } else {
            examples[last].output += line + "\n"
          }
        }
      }
      return examples
    }
  }

  @Test(arguments: try Example.all())
  func `an example prints what README says`(example: Example) throws {
    let program = try Program(shell: example.command)
    #expect(program.output == example.output)
    #expect(program.errors.isEmpty)
  }

  @Test(arguments: ["Package.swift", "Sources/shop/main.swift"])
  func `the shop of README is the package that CI builds`(file: String) throws {
    let code = try Repository.text(of: "Tests/Examples/Shop/\(file)")
    #expect(try Repository.text(of: "README.md").contains("```swift \(file)\n\(code)```\n"))
    let article = "Sources/BusConsole/BusConsole.docc/YourOwnConsole.md"
    #expect(try Repository.text(of: article).contains("```swift\n\(code)```\n"))
  }

  /// The commands of the class that README plans, without the comments.
  private static func classCommands() throws -> [String] {
    try Repository.text(of: "README.md")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "```text class" }.dropFirst().prefix { $0 != "```" }
      .map(String.init).filter { !$0.hasPrefix("#") }
  }

  @Test func `every command of the class works, and shows what the plan says`() throws {
    let commands = try Self.classCommands()
    #expect(commands.count > 20)
    let program = try withTemporaryDirectory { directory in
      try Program(
        ["--clock", "virtual"],
        input: commands.joined(separator: "\n").utf8,
        in: directory
      )
    }
    #expect(program.errors.isEmpty)
    #expect(program.status == 0)
    #expect(program.output.contains("hint: did you mean 'invite.accepted'?"))
    #expect(program.output.contains("field 'user_id': expected Int, found String"))
    #expect(program.output.contains("your answer"))
    #expect(program.output.contains("all 2 orders tried"))
    #expect(program.output.contains("members [1,2,7]"))
  }

  @Test func `README says how many lessons there are`() throws {
    let lines = try Program(shell: "busctl learn --list").output.split(separator: "\n")
    let count = lines.count { $0.first?.isNumber == true }
    #expect(try Repository.text(of: "README.md").contains("`learn --list` lists all \(count)."))
  }

  @Test func `README has examples`() throws {
    #expect(try Example.all().count >= 5)
  }
}
