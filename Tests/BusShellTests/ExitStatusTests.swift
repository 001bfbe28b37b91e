import BusLanguage
import BusShell
import Testing

/// Exit statuses of scripts, and commands that do or do not fail.
struct ExitStatusTests {
  @Test func `a command that fails does not keep the others from running`() async {
    let printed = await transcript("nonsense\nemit e")
    #expect(printed.contains("#1 e {}"))
    #expect(printed.hasSuffix("exit status 1\n"))
  }

  @Test func `with bail the first command that fails is the last`() async {
    let printed = await transcript("nonsense\nemit e") { $0.stopsAtFailure = true }
    #expect(!printed.contains("#1"))
    #expect(printed.hasSuffix("exit status 1\n"))
  }

  @Test func `a handler's failure is no failure of the command`() async {
    let printed = await transcript("subscribe e fail\nemit e")
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test func `with strict a handler's failure shows in the exit status, also after a reset`() async
  {
    let printed = await transcript("subscribe e fail\nemit e\nreset") { $0.isStrict = true }
    #expect(printed.hasSuffix("exit status 4\n"))
  }

  @Test func `with strict a command that failed outweighs a handler that failed`() async {
    let printed = await transcript("subscribe e fail\nemit e\nnonsense") { $0.isStrict = true }
    #expect(printed.hasSuffix("exit status 1\n"))
  }

  @Test func `quit without a status keeps the status so far`() async {
    let printed = await transcript("nonsense\nquit\nemit e")
    #expect(printed.hasSuffix("exit status 1\n"))
    #expect(!printed.contains("#1"))
  }

  @Test(arguments: ["emit a", "subscribe b relay a\nemit b", "emit a &\nwait", "emit a\nreset"])
  func `with strict a refused emission counts like a failed handler`(script: String) async {
    let wiring = "reset --empty\nsubscribe a relay a\n"
    let strict = await transcript(wiring + script) { $0.isStrict = true }
    #expect(strict.hasSuffix("exit status 4\n"))
    #expect(await transcript(wiring + script).hasSuffix("exit status 0\n"))
  }
}
