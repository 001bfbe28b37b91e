import BusLanguage
import BusShell
import Foundation
import Testing

/// The answer `back` at a pause.
struct BackTests: SteppedEmission {
  @Test func `back leads to the pause before, as often as there are pauses`() async {
    let printed = await printed("next\ninto\nback\nback\nback\nskip\nskip\nfail")
    #expect(
      pauses(in: printed) == [
        "next: print first, for a", "next: relay b, for a", "next: print inner, for b",
        "next: relay b, for a", "next: print first, for a", "next: print first, for a",
        "next: relay b, for a", "next: print last, for a",
      ]
    )
    #expect(
      printed.contains(
        "test.bus:11:1: error: expected a pause before this one in the same command, found none\n"
      ),
      "\(printed)"
    )
    #expect(
      printed.contains(
        """
        #1 a {}
        ├─ print first  skipped
        ├─ relay b      skipped
        └─ print last   failed   failed by hand
        3 handlers: 1 failed, 2 skipped

        """
      ),
      "\(printed)"
    )
    #expect(printed.components(separatedBy: "#1 a {}").count == 2)
  }

  @Test func `what the steps since did is undone, and looks are not repeated`() async {
    let printed = await transcript(
      """
      step on
      emit invite.accepted {"user_id": 7, "group_id": 42}
      next
      state notifications
      next
      expect state groups 42 members 7
      back
      expect state groups 42 members [1, 2]
      expect state notifications n1 user 7
      skip
      run
      expect state groups 42 members [1, 2]
      trace --list
      """
    )
    #expect(!printed.contains("error:"), "\(printed)")
    #expect(printed.components(separatedBy: "\nnotifications\n").count == 2)
    #expect(
      printed.contains("\n#1  invite.accepted  4 handlers: 2 completed, 1 failed, 1 skipped\n")
    )
  }

  @Test func `back after a prediction asks for no other`() async {
    let printed = await transcript(
      "subscribe a print one\nsubscribe a count\nstep on\npredict emit a\nprint count\nnext\nback\n"
        + "next\nnext"
    ) { $0.isEmpty = true }
    #expect(printed.contains("2 of 2 right\n"), "\(printed)")
    #expect(printed.components(separatedBy: "which handlers will start").count == 2)
  }
}
