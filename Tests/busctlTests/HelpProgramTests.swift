import BusLanguage
import TestSupport
import Testing

/// Help that is asked for in the arguments.
struct HelpProgramTests {
  @Test func `a command explains itself when asked like a program`() throws {
    #expect(try Program(["emit", "--help"]).output == Program(["help", "emit"]).output)
  }

  @Test func `help and version are results, with any other options`() throws {
    let version = try Program(["--version"])
    #expect(version.output == "busctl 0.1.0 (not systemd's busctl)\n")
    #expect(version.status == 0)
    for arguments in [["--help"], ["--empty", "--help"], ["-h"]] {
      let help = try Program(arguments)
      #expect(help.output.contains("busctl [OPTIONS] COMMAND [ARG...]"))
      #expect(help.errors.isEmpty && help.status == 0)
    }
  }

  @Test func `help for programs and the overview fit on eighty columns`() throws {
    let topics = TopicTable.entries(in: .demo).map { ["help", $0.name] }
    for arguments in [["--help"], ["help"], ["catalog"]] + topics {
      let lines = try Program(arguments).output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(arguments)")
    }
  }
}
