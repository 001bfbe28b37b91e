import BusLanguage
import BusShell
import Testing

/// Hints at commands and events that were probably meant.
struct HintTests {
  @Test(arguments: [
    ("emti", "emit"), ("subscibe", "subscribe"), ("hepl", "help"), ("handler", "handlers"),
    ("rest", "reset"), ("quti", "quit"), ("EMIT", "emit"),
  ])
  func `a misspelt command is recognised`(typed: String, meant: String) async {
    #expect(await transcript(typed).contains("hint: did you mean '\(meant)'?\n"))
  }

  @Test(arguments: ["x", "frobnicate", "emit-everything", "", "日本"])
  func `a word that resembles no command gets no guess`(typed: String) async {
    let printed = await transcript("\"\(typed)\"")
    #expect(printed.contains("hint: 'help' lists the commands\n"))
  }

  @Test func `a hint names an event with handlers`() async {
    let printed = await transcript(
      "subscribe order.paid print\nemit order.payed\nemit invite.acepted"
    ) {
      $0.isEmpty = true
    }
    #expect(printed.contains("hint: did you mean 'order.paid'?"))
    #expect(!printed.contains("invite.accepted"))
  }
}
