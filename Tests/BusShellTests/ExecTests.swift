import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

/// The handler `exec`: the call of a program, and the outcome that its end makes.
struct ExecTests {
  /// Returns the row of the handler in the trace of an emission.
  private func row(_ programs: ScriptedPrograms, _ handler: String = "exec p") async -> String? {
    let result = await ShellTest().options { $0.isEmpty = true }.programs(programs)
      .script("subscribe e \(handler)\nemit e").run()
    return result.output.split(separator: "\n").first { $0.hasPrefix("└─") }.map(String.init)
  }

  @Test(arguments: [
    (ProgramResult(.exited(status: 0)), "└─ exec p  completed"),
    (ProgramResult(.exited(status: 0), note: "n", error: "x"), "└─ exec p  completed  n"),
    (ProgramResult(.exited(status: 3), note: "n", error: "x"), "└─ exec p  failed  x"),
    (ProgramResult(.exited(status: 3), note: "n"), "└─ exec p  failed  exit status 3"),
    (ProgramResult(.signalled(9)), "└─ exec p  failed  ended by signal 9"),
    (ProgramResult(.signalled(6), error: "abort"), "└─ exec p  failed  abort"),
    (ProgramResult(.timedOut, error: "x"), "└─ exec p  failed  took longer than 30s"),
    (ProgramResult(.notStarted("why")), "└─ exec p  failed  cannot run 'p': why"),
    (
      ProgramResult(.exited(status: 0), note: "\u{1b}[2Jx\u{7}"),
      "└─ exec p  completed  \\u{1b}[2Jx\\u{7}"
    ),
  ])
  func `the end of the program is the outcome`(result: ProgramResult, row: String) async {
    #expect(await self.row(ScriptedPrograms(result)) == row)
  }

  @Test func `the program gets the event, its name and its arguments`() async throws {
    let programs = ScriptedPrograms(timeOfDay: .milliseconds(1_764_131_645_007))
    let script = """
      subscribe order.paid exec ./p 'a b' {"c": [1]} --d
      set exec-timeout 1.5s
      emit other
      emit order.paid {"order": 12}
      """
    _ = await ShellTest().options { $0.isEmpty = true }.programs(programs).script(script).run()
    let call = try #require(programs.calls.first)
    #expect(programs.calls.count == 1)
    #expect(call.program == "./p")
    #expect(call.arguments == ["a b", "{\"c\": [1]}", "--d"])
    #expect(call.event == "order.paid")
    #expect(call.timeLimit == .milliseconds(1500))
    #expect(call.input.hasSuffix("\n"))
    let object = try JSONSerialization.jsonObject(with: Data(call.input.utf8)) as? [String: Any]
    #expect(
      Set(object?.keys.map(\.self) ?? []) == [
        "specversion", "id", "source", "type", "time", "datacontenttype", "data",
      ]
    )
    #expect(object?["specversion"] as? String == "1.0")
    #expect(object?["type"] as? String == "order.paid")
    #expect(object?["time"] as? String == "2025-11-26T04:34:05.007Z")
    #expect(object?["data"] as? [String: Int] == ["order": 12])
    #expect((object?["id"] as? String)?.hasSuffix(".2") == true)
  }

  @Test func `no two events have one identity, also after a reset`() async throws {
    let programs = ScriptedPrograms()
    let emit = "subscribe e exec p\nsubscribe f exec q\nemit e\nemit f\n"
    _ = await ShellTest().options { $0.isEmpty = true }.programs(programs)
      .script(emit + "reset\n" + emit).run()
    let identities = programs.calls.compactMap { $0.input.firstMatch(of: /"id":"([^"]*)"/)?.1 }
    #expect(Set(identities).count == 4)
  }

  @Test(arguments: ["exec p", "attach exec p", "attach attach exec p"])
  func `in virtual time it is refused`(handler: String) async {
    let programs = ScriptedPrograms()
    await ShellTest.virtual.programs(programs).script("subscribe e \(handler)\nemit e\n").run()
      .expect(
        output: """
          busctl: test.bus:1:1: error: expected --clock real for a handler that takes real time, \
          found virtual time
          hint: 'set clock real' and then 'reset' change it
          #1 e {}
          nobody listens

          """,
        status: .failure
      )
    #expect(programs.calls.isEmpty)
  }

  @Test func `in a lesson it is refused, and works again after it`() async {
    let programs = ScriptedPrograms()
    let printed = await ShellTest().programs(programs)
      .script("learn 1\nsubscribe e exec p\nreset\nsubscribe e exec p\nemit e").run().output
    #expect(printed.contains("hint: 'reset' leaves the lesson, which is in virtual time"))
    #expect(programs.calls.count == 1)
  }

  @Test(arguments: ["exec p", "attach exec p"])
  func `--safe refuses it`(handler: String) async {
    let programs = ScriptedPrograms()
    let printed = await ShellTest().options { $0.isSafe = true }.programs(programs)
      .script("subscribe e \(handler)\nemit e").run().output
    #expect(printed.contains("error: --safe refuses 'exec', which reaches outside the process"))
    #expect(programs.calls.isEmpty)
  }

  @Test(arguments: ["0s", "-1s", "1", "soon", "1e9s"])
  func `a time limit is a duration above zero`(limit: String) async {
    let printed = await transcript("set exec-timeout \(limit)\nset exec-timeout")
    #expect(printed.contains("expected VALUE such as 500ms, 30s or 2m, and at most a year"))
    #expect(printed.contains("exec-timeout  30s"))
  }
}
