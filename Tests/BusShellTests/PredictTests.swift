import BusShell
import Testing

struct PredictTests {
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
      "predict emit user.created {\"user_id\": 1}\nannounce\npredict emit nobody\n\"\"\nhandlers x"
    )
    #expect(
      printed.contains(
        "which handlers will start, in which order? names, separated by spaces\n#1 user.created"
      )
    )
    #expect(printed.contains("=  announce  | announce\n"))
    #expect(printed.contains("<  \n") || printed.contains("predicted 0 of 1 right"))
    #expect(printed.contains("x: nobody listens\n"))
  }

  @Test(arguments: [
    ("predict", "expected HANDLER, ':' or 'emit' after 'predict'"),
    ("predict a b", "expected HANDLER, ':' or 'emit' after 'b'"),
    ("predict a :", "expected a command after ':'"),
    ("predict a : handlers", "expected an emission to predict, which is not in the background"),
    ("predict emit e &", "expected an emission to predict, which is not in the background"),
    ("predict a : emti e", "unknown command 'emti'"),
  ])
  func `what cannot be predicted says why`(command: String, message: String) async {
    #expect(await transcript(command).contains("error: \(message)\n"))
  }
}
