import EventRecording
import Events

@main
struct Program {
  static func main() async throws {
    let recording = try RecordingTracer(to: "events.jsonl")
    let application = Application(bus: EventBus(tracer: recording))
    for user in [7, 8] {
      let code = await application.invites.invite(user, to: 42)
      await application.invites.accept(code)
    }
    print(await application.mail.sent.count, "mails sent")
    try recording.close()
  }
}
