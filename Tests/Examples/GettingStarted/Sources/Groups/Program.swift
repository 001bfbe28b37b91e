import Events

@main
struct Program {
  static func main() async {
    let application = Application(bus: .shared)
    let code = await application.invites.invite(7, to: 42)
    await application.invites.accept(code)
    print(await application.mail.sent)
  }
}
