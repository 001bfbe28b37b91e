import BusLanguage
import Foundation
import TestSupport
import Testing

/// The command `grade`, which runs the scripts of students.
struct GradeTests {
  private static let solved = """
    learn first
    unsubscribe order.paid print a
    unsubscribe order.paid relay order.shipped
    emit order.paid
    next
    accept i1
    """

  /// Grades scripts, whose names follow the file of the lessons.
  private func grade(
    _ scripts: [(name: String, text: [UInt8])],
    _ options: [String] = []
  ) async throws -> ShellTest.Result {
    var result: ShellTest.Result?
    try await withTemporaryDirectory { directory in
      try Data(LessonWayTests.file.utf8).write(to: directory.appending(path: "two.md"))
      for script in scripts {
        try Data(script.text).write(to: directory.appending(path: script.name))
      }
      let words = ["grade", "two.md"] + scripts.map(\.name) + options
      result = await ShellTest().words(words).scripts(in: directory).clock(ManualClock()).run()
    }
    return try #require(result)
  }

  private func grade(_ text: String, _ options: String...) async throws -> ShellTest.Result {
    try await grade([("a.bus", Array(text.utf8))], options)
  }

  @Test func `a script that does all tasks passes`() async throws {
    try await grade(Self.solved).expect(
      output: """
        student  lesson        commands  first goal missed
        a.bus    first   done  3         
        a.bus    second  done  1         

        """
        .replacing("         \n", with: "\n")
    )
  }

  @Test func `a script without learn is tried with each lesson`() async throws {
    let result = try await grade("accept i2")
    #expect(result.output.contains("a.bus    second  done      1"))
    #expect(
      result.output.contains(
        "a.bus    first   not done  1         order.paid was not emitted without handlers."
      )
    )
    #expect(result.status == .failure)
  }

  @Test func `a lesson that was not begun is not done`() async throws {
    let result = try await grade("learn 2\naccept i2")
    #expect(result.output.contains("a.bus    first   not done  0         not begun\n"))
    #expect(result.output.contains("a.bus    second  done      1"))
  }

  @Test func `rows are JSON Lines, or comma-separated values`() async throws {
    #expect(
      try await grade(Self.solved, "--format", "jsonl").output == """
        {"kind":"grade","student":"a.bus","lesson":"first","done":true,"commands":3}
        {"kind":"grade","student":"a.bus","lesson":"second","done":true,"commands":1}

        """
    )
    #expect(
      try await grade([("a,\"b\".bus", Array("learn 2".utf8))], ["--format", "csv"]).output == """
        student,lesson,done,commands,missed
        "a,""b"".bus",first,false,0,not begun
        "a,""b"".bus",second,false,0,No invite was accepted.

        """
    )
  }

  @Test(arguments: [
    "grade --format csv order /dev/null", "grade order --format csv /dev/null",
    "grade order /dev/null --format csv",
  ])
  func `the option for the form may stand anywhere after grade`(command: String) async {
    let result = await ShellTest().words(command.split(separator: " ").map(String.init)).run()
    #expect(result.output.hasPrefix("student,lesson,done,commands,missed\n"))
  }

  @Test func `quit ends a script, and not the grading`() async throws {
    let result = try await grade([
      ("quit.bus", Array("quit 0\naccept i1".utf8)), ("good.bus", Array(Self.solved.utf8)),
    ])
    #expect(
      result.output.contains("quit.bus  second  not done  0         No invite was accepted.\n")
    )
    #expect(result.output.contains("good.bus  second  done      1"))
    #expect(result.status == .failure)
  }

  @Test func `a lesson that is done stays done, whatever comes after it`() async throws {
    let result = try await grade(Self.solved + "\nreset\nlearn 1\nlearn 2\nnonsense")
    #expect(result.status == .success)
  }

  /// Scripts that try to do harm, each with the end of its row.
  private static let hostile: [(name: String, text: [UInt8], missed: String)] = [
    (
      "loop", Array("subscribe a relay a\nsubscribe a relay a\nemit a\nemit a &\nwait".utf8),
      "ended: it makes too much happen"
    ),
    (
      "output",
      Array(
        ("subscribe a print \(String(repeating: "x", count: 4000))\n"
          + String(repeating: "emit a\ntrace --order\nhelp\n", count: 200)).utf8
      ),
      "order.paid was not emitted without handlers."
    ),
    (
      "exec", Array("subscribe a exec rm -rf /\nemit a\nsource /etc/passwd\nexport jsonl x".utf8),
      "order.paid was not emitted without handlers."
    ),
    ("quit", Array("quit 0".utf8), "order.paid was not emitted without handlers."),
    ("bytes", [0xff, 0xfe, 0x0a, 0x00, 0x80], "order.paid was not emitted without handlers."),
    ("large", [UInt8](repeating: 0x61, count: 1 << 20), "expected at most 32 KB in 'large'"),
  ]

  @Test(arguments: hostile)
  func `a script that tries to do harm is not done, and ends`(
    name: String,
    text: [UInt8],
    missed: String
  ) async throws {
    let result = try await grade([(name, text)])
    let rows = result.output.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows[1].contains("not done"))
    #expect(rows[1].contains(missed), "\(rows)")
    #expect(result.status == .failure)
  }

  @Test func `thirty scripts are graded, and the hostile ones change nothing for the others`()
    async throws
  {
    let good = (1...25).map { (name: "s\($0).bus", text: Array(Self.solved.utf8)) }
    let all = good + Self.hostile.prefix(5).map { (name: $0.name, text: $0.text) }
    let result = try await grade(all, ["--format", "csv"])
    let rows = result.output.split(separator: "\n").dropFirst()
    #expect(rows.count == 60)
    #expect(rows.prefix(50).allSatisfy { $0.contains(",true,") })
    #expect(rows.suffix(10).allSatisfy { $0.contains(",false,") })
  }

  @Test func `a script that is missing is a row, and a file of lessons that is missing an error`()
    async throws
  {
    let words = ["grade", "nobody", "nowhere.bus"]
    let missing = await ShellTest().words(words).run()
    #expect(missing.output.contains("cannot read 'nowhere.bus'"))
    #expect(missing.status == .failure)
    let none = await ShellTest().words(["grade", "no.md", "x"]).run()
    #expect(none.output.contains("error: cannot read 'no.md'"))
  }

  @Test func `safe mode refuses to grade`() async {
    let result = await ShellTest().options { $0.isSafe = true }.words(["grade", "nobody", "x"])
      .run()
    #expect(result.output.contains("--safe refuses 'grade'"))
  }
}
