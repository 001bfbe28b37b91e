import BusLanguage
import BusShell
import Testing

struct PredictionTests {
  private static let payload = "{\"user_id\": 7, \"group_id\": 42}"

  @Test func `a prediction that is right says so row by row`() async {
    let printed = await transcript(
      "predict notify join-group announce track webhook : emit invite.accepted \(Self.payload)"
    )
    #expect(
      printed.hasSuffix(
        """
        =  notify      | notify
        =  join-group  | join-group
        =  announce    | announce
        =  track       | track
        =  webhook     | webhook
        exit status 0

        """
      )
    )
  }

  @Test func `a prediction that is wrong shows where, and fails like an expectation`() async {
    let printed = await transcript(
      "predict notify join-group track announce : emit invite.accepted \(Self.payload)"
    )
    #expect(
      printed.hasSuffix(
        """
        =  notify      | notify
        =  join-group  | join-group
        !  track       | announce
        !  announce    | track
        >              | webhook
        busctl: test.bus:1:1: error: predicted 2 of 5 right
        hint: 'explain' says why it was in this order
        exit status 1

        """
      )
    )
  }

  @Test func `names are asked for if they are not there`() async {
    let printed = await transcript(
      "predict emit user.created {\"user_id\": 1}\n# a comment\nannounce\nhandlers x"
    )
    #expect(
      printed == """
        which handlers will start, in which order? the first word of each name will do;
        quote a name that has spaces, and leave the line empty if nobody listens
        #1 user.created {"user_id":1}
        └─ announce  completed  message m1 to user 1
        1 handler: 1 completed
        =  announce  | announce
        x: nobody listens
        exit status 0

        """
    )
  }

  @Test(arguments: ["predict : emit x", "predict emit x\n", "predict emit x\n  \n"])
  func `a prediction that no handler starts can be right`(script: String) async {
    let printed = await transcript(script + "\nhandlers x")
    #expect(
      printed.hasSuffix(
        """
        #1 x {}
        nobody listens
        as predicted, nobody starts
        x: nobody listens
        exit status 0

        """
      )
    )
  }

  @Test func `an empty line is wrong if there are handlers`() async {
    let printed = await transcript("predict emit user.created {\"user_id\": 1}\n\n")
    #expect(printed.contains("\n>    | announce\nbusctl: test.bus:1:1: error: predicted 0 of 1"))
  }

  @Test func `a question without an answer is an error`() async {
    let message = "error: expected a prediction, found the end of the input\n"
    let script = await transcript("emit e\npredict emit user.created\n# no answer")
    #expect(script.contains("busctl: test.bus:2:1: \(message)"))
    #expect(script.hasSuffix("exit status 1\n"))
    let words = await ShellTest().words(["predict", "emit", "e"]).run()
    #expect(words.status == .failure)
    #expect(words.output.contains("busctl: \(message)"))
    #expect(words.output.contains("hint: 'predict HANDLER... : emit ...' needs no line of its own"))
  }

  @Test(arguments: [nil, "\u{4}"])
  func `Ctrl-C or Ctrl-D leaves the question, and nothing is emitted`(key: String?) async {
    let lines = ["predict emit user.created", key, "emit nobody"]
    let result = await ShellTest().typed(lines).run()
    #expect(result.output.hasSuffix("if nobody listens\n#1 nobody {}\nnobody listens\n"))
  }

  @Test(arguments: [
    ("predict", "expected HANDLER, ':' or 'emit' after 'predict'"),
    ("predict a b", "expected HANDLER, ':' or 'emit' after 'b'"),
    ("predict a :", "expected a command after ':'"),
    ("predict a : accept i1", "expected 'emit' as the command to predict, found 'accept'"),
    ("predict a : emit e &", "expected an emission that is not in the background"),
    ("predict emit e &", "expected an emission that is not in the background"),
    ("predict a : emti e", "unknown command 'emti'"),
  ])
  func `a prediction that cannot be made is an error`(command: String, message: String) async {
    #expect(await transcript(command).contains("error: \(message)\n"))
  }
}
