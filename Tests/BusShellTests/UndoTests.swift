import BusConsole
import BusLanguage
import BusShell
import Foundation
import Synchronization
import TerminalText
import TestSupport
import Testing

/// The command `undo`.
struct UndoTests {
  private func virtual(_ script: String) async -> String { await virtualTranscript(script) }

  @Test func `the last command that changed something is taken back, and the next one before it`()
    async
  {
    let printed = await virtual(
      """
      subscribe a count
      emit a
      emit a
      trace --list
      undo
      trace --list
      emit a
      undo
      undo
      undo
      handlers
      undo
      """
    )
    #expect(
      printed == """
        subscribed count to a
        #1 a {}
        └─ count  completed  1 call
        1 handler: 1 completed
        #2 a {}
        └─ count  completed  2 calls
        1 handler: 1 completed
        #1  a  1 handler: 1 completed
        #2  a  1 handler: 1 completed
        taken back: emit a
        #1  a  1 handler: 1 completed
        #2 a {}
        └─ count  completed  2 calls
        1 handler: 1 completed
        taken back: emit a
        taken back: emit a
        taken back: subscribe a count
        nothing is subscribed
        busctl: test.bus:12:1: error: there is no command to take back
        exit status 1

        """
    )
  }

  @Test func `services, background emissions and options are as before`() async {
    let printed = await transcript(
      """
      emit invite.accepted {"user_id": 7, "group_id": 42} &
      wait
      emit invite.accepted {"user_id": 8, "group_id": 42}
      set timing on
      undo
      set timing
      undo
      expect state groups 42 members [1, 2, 7]
      undo
      undo
      expect state groups 42 members [1, 2]
      reset --empty
      undo
      plan user.created
      """
    ) { $0.clock = .virtual }
    #expect(printed.contains("taken back: set timing on\ntiming  auto"))
    #expect(printed.contains("user.created: 1 handler"))
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test func `a command with answers is taken back with them`() async {
    let printed = await virtual(
      """
      subscribe a print x
      step on
      emit a
      skip
      step off
      undo
      emit a
      next
      undo
      undo
      emit a
      fail
      """
    )
    #expect(!printed.contains("error:"), "\(printed)")
    #expect(printed.contains("taken back: emit a\ntaken back: emit a\nnext: print x"))
    #expect(printed.contains("└─ print x  failed  failed by hand\n"))
  }

  @Test func `a prediction that was wrong is taken back, too`() async {
    let printed = await virtual("subscribe a count\npredict track : emit a\nundo\nemit a")
    #expect(
      printed.contains("taken back: predict track : emit a\n#1 a {}\n└─ count  completed  1 call\n")
    )
  }

  @Test func `in a lesson its own commands are taken back`() async {
    let printed = await transcript(
      """
      subscribe user.created count
      learn 2
      subscribe order.paid print first
      undo
      undo
      handlers order.paid
      reset
      undo
      handlers user.created
      """
    )
    #expect(
      printed.contains(
        """
        taken back: subscribe order.paid print first
        busctl: test.bus:5:1: error: there is no command to take back
        order.paid
          1  count  subscription 1
          2  track  subscription 2

        """
      )
    )
    #expect(printed.contains("taken back: subscribe user.created count\n"))
  }

  @Test func `a saved session has not what was taken back`() async {
    let printed = await virtual("subscribe a print x\nemit a\nexpect count 1\nundo\nsave -")
    #expect(printed.contains("subscribe a print x\nexit status 0\n"))
  }

  @Test func `nothing is run or written again, and what cannot be repeated is named`() async {
    let programs = ScriptedPrograms()
    func printed(_ script: String) async -> String {
      await ShellTest().options { $0.isEmpty = true }.programs(programs).script(script).run().output
    }
    let last = await printed("subscribe a exec echo\nemit a\nundo")
    #expect(
      last.hasSuffix(
        """
        taken back: emit a
        what it did outside of the session stays: it ran 'exec echo', which reaches
        outside the process

        """
      ),
      "\(last)"
    )
    let earlier = await printed(
      "subscribe a exec echo\nemit a\nsubscribe b print\nundo\nhandlers b"
    )
    #expect(
      earlier.contains(
        "error: the session cannot be repeated: 'emit a' ran 'exec echo', "
          + "which reaches outside the process\nhint: 'reset' starts over\nb\n"
      ),
      "\(earlier)"
    )
    #expect(programs.calls.count == 2)
    let background = await printed("emit b &\nwait\nsubscribe b print\nundo")
    #expect(background.contains("'emit b &' ran in the background in real time"))
  }

  @Test func `an application that cannot be made anew is refused`() async {
    let console = BusConsole(
      "depot",
      version: "1",
      running: ConsoleApplication(),
      because: "holds the only connection"
    )
    let printed = await ShellTest().console(console).script("subscribe a print\nundo").run().output
    #expect(
      printed.contains(
        "error: expected an application that can be made again, found one that holds the only "
          + "connection\n"
      )
    )
  }

  @Test func `a script that is tried in many orders takes nothing back`() async {
    let result = await ShellTest().script("interleave 1 sourced/undo.bus").run()
    #expect(result.output.contains("expected neither 'undo' nor 'back' in a script"))
  }
}
