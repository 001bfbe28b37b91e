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
           predicted   | started
        =  notify      | notify
        =  join-group  | join-group
        =  announce    | announce
        =  track       | track
        =  webhook     | webhook
        predicted 5 of 5 right
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
           predicted   | started
        =  notify      | notify
        =  join-group  | join-group
        <  track       |
        =  announce    | announce
        >              | track
        >              | webhook
        busctl: test.bus:1:1: error: predicted 3 of 5 right
        hint: 'explain' says why they ran in this order
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
        leave the line empty if nobody listens
        #1 user.created {"user_id":1}
        └─ announce  completed  message m1 to user 1
        1 handler: 1 completed
           predicted  | started
        =  announce   | announce
        predicted 1 of 1 right
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

  @Test func `a name that was forgotten leaves the others right`() async {
    let printed = await transcript(
      "predict join-group announce track webhook : emit invite.accepted \(Self.payload)"
    )
    #expect(printed.contains("\n>              | notify\n=  join-group  | join-group\n"))
    #expect(printed.contains("error: predicted 4 of 5 right\n"))
  }

  @Test func `a first word that several handlers share predicts none of them`() async {
    let wiring = "subscribe a print b\nsubscribe a print c\nsubscribe a count\n"
    let shared = await transcript("\(wiring)predict print print count : emit a")
    #expect(
      shared.hasSuffix(
        """
           predicted  | started
        !  print      | print b
        !  print      | print c
        =  count      | count
        busctl: test.bus:4:1: error: predicted 1 of 3 right
        hint: 'print' may be "print b" or "print c": write the whole handler
        exit status 1

        """
      )
    )
    let whole = await transcript("\(wiring)predict \"print b\" \"print c\" count : emit a")
    #expect(whole.hasSuffix("predicted 3 of 3 right\nexit status 0\n"))
    // The same handler twice is no other handler.
    let twice = await transcript(
      "subscribe a print b\nsubscribe a print b\npredict print print : emit a"
    )
    #expect(twice.hasSuffix("predicted 2 of 2 right\nexit status 0\n"))
  }

  @Test func `a prediction that names no handler is refused, and nothing is emitted`() async {
    let printed = await transcript("predict anounce : emit user.created\npredict emit e\nx\ntrace")
    #expect(printed.contains("error: unknown handler 'anounce'\nhint: did you mean 'announce'?\n"))
    #expect(printed.contains("error: unknown handler 'x'\nhint: 'catalog' lists the handlers\n"))
    #expect(printed.contains("error: no emission has ended yet\n"))
  }

  @Test(arguments: ["notify", "", "announce announce notify"])
  func `at a prompt a wrong guess has no mark, because its table stands above it`(
    guess: String
  ) async {
    let command = "predict \(guess) : emit user.created {\"user_id\": 1}"
    let result = await ShellTest().typed([command]).run()
    #expect(result.output.contains(/\| announce\n(<.*\n)*error: predicted \d of \d right\n/))
    #expect(!result.output.contains("^"))
  }

  @Test func `at a prompt an error without output before it keeps its mark`() async {
    let result = await ShellTest().typed(["trace 7"]).run()
    #expect(result.output.contains("^\n"))
  }

  @Test func `an empty line is wrong if there are handlers`() async {
    let printed = await transcript("predict emit user.created {\"user_id\": 1}\n\n")
    #expect(
      printed.contains("\n>             | announce\nbusctl: test.bus:1:1: error: predicted 0 of 1")
    )
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
