import BusLanguage
import BusShell
import TestSupport
import Testing

struct CompletionTests {
  private static let files = [
    "": [
      "docs/", "demo.bus", "my file.bus", ".hidden.bus", "it's.bus", "back\\slash.bus", "größe.bus",
      "sub dir/", "#notes", "two a.bus", "two b.bus",
    ],
    "docs/": ["lesson.bus"], "sub dir/": ["x.bus"],
  ]

  /// Returns the completion of a text in a session in which a script has run.
  private func completion(
    of typed: String,
    for purpose: LineRequest.Purpose = .command,
    after script: String = ""
  ) async -> Completion {
    let session = await ShellTest().clock(ManualClock()).script(script).run()
    let completer = Completer(session.vocabulary, for: purpose) { directory in
      Self.files[directory] ?? []
    }
    return completer.completion(of: Array(typed.utf8))
  }

  private func candidates(_ typed: String, after script: String = "") async -> [String] {
    await completion(of: typed, after: script).candidates.map(\.text)
  }

  @Test func `at the start of a line all commands are offered, with their summaries`() async {
    let completion = await completion(of: "")
    let entries = CommandLanguage.demo.commands.sorted { $0.name < $1.name }
    #expect(completion.candidates.map(\.text) == entries.map(\.name))
    #expect(completion.candidates.map(\.summary) == entries.map(\.summary))
  }

  @Test(arguments: [
    ("su", ["subscribe"]), ("  un", ["undo", "unsubscribe"]), ("x", []), ("nonsense ", []),
    ("emit inv", ["invite.accepted"]), ("emit nothing.such", []), ("# em", []), ("emit e # ", []),
    ("emit e ", ["{"]), ("emit e {} ", []), ("emit e {} &", []), ("emit e {} & ", []),
    ("trace ", ["--list", "--order", "--timeline"]), ("trace --o", ["--order"]),
    ("trace --order ", []), ("trace 1 ", ["--list", "--order", "--timeline"]), ("trace \"--", []),
    ("reset ", ["--empty"]), ("wait ", []),
    ("subscribe e sl", ["sleep"]), ("subscribe e relay group", ["group.updated"]),
    ("subscribe e attach det", ["detach"]), ("subscribe e attach relay user", ["user.created"]),
    ("subscribe e sleep ", []), ("subscribe e print in", []),
    ("unsubscribe invite.accepted ", ["notify", "join-group", "track", "webhook"]),
    ("unsubscribe invite.accepted j", ["join-group"]), ("unsubscribe nobody ", []),
    ("accept ", ["i1", "i2", "i3"]), ("state me", ["messages"]),
    ("set f", ["format"]), ("set format ", ["text", "jsonl", "cloudevents"]), ("set nonsense ", []),
    ("help nes", ["nesting"]), ("help sn", ["snapshot"]), ("quit ", []),
    ("expect ca", ["cancelled"]), ("expect ran not", ["notify"]),
    (
      "expect ran announce in ",
      [
        "document.shared", "group.updated", "invite.accepted", "member.removed", "message.sent",
        "user.created",
      ]
    ),
    ("source ", files[""]?.filter { $0 != ".hidden.bus" } ?? []), ("source de", ["demo.bus"]),
    ("source docs/", ["docs/lesson.bus"]), ("source nowhere/", []),
    ("source \"my", ["my file.bus"]), ("source .", [".hidden.bus"]),
    ("emit invite.accepted {", ["\"user_id\"", "\"group_id\"", "\"workspace_id\""]),
    ("emit invite.accepted {\"u", ["\"user_id\""]),
    ("emit invite.accepted {\"user_id\": ", []), ("emit invite.accepted {\"user_id\"", []),
    ("emit invite.accepted {\"user_id\": 7, ", ["\"group_id\"", "\"workspace_id\""]),
    ("emit invite.accepted {\n  \"user_id\": 7,\n  \"g", ["\"group_id\""]),
    ("emit invite.accepted {\"a\": {\"", []), ("emit invite.accepted {\"a\": [1, ", []),
    ("emit invite.accepted {\"a\": {\"b\": 1}, \"u", ["\"user_id\""]),
    ("emit invite.accepted {\"a\": \"x, \\\"", []),
    ("emit document.shared {", ["\"target_user_id\"", "\"document_id\""]),
    ("emit user.created {", ["\"user_id\""]), ("emit nobody {", []), ("{", []), ("emit {", []),
    ("\u{ff}", []), ("emit \"inv", ["invite.accepted"]), ("\"su", ["subscribe"]),
    ("predict emit inv", ["invite.accepted"]), ("predict a : ", ["emit"]), ("predict a : x", []),
    ("predict ann", ["announce"]), ("predict e", ["emit"]), ("predict announce e", []),
    ("predict announce :", [":"]), ("predict a : emit group", ["group.updated"]),
    ("predict a : emit invite.accepted {", ["\"user_id\"", "\"group_id\"", "\"workspace_id\""]),
    ("predict emit invite.accepted {\"u", ["\"user_id\""]), ("predict a : handlers ", []),
  ])
  func `candidates fit the place`(typed: String, expected: [String]) async {
    #expect(await candidates(typed) == expected)
  }

  @Test func `names of the session are candidates`() async {
    let script = """
      subscribe order.paid print a
      subscribe order.paid print b
      subscribe order.paid print a
      emit order.paid
      emit order.paid
      """
    #expect(await candidates("emit ord", after: script) == ["order.paid"])
    #expect(await candidates("unsubscribe order.paid ", after: script) == ["print a", "print b"])
    #expect(
      await candidates("unsubscribe order.paid print ", after: script) == [
        "print a", "print b",
      ]
    )
    #expect(
      await candidates("trace ", after: script) == ["1", "2", "--list", "--order", "--timeline"]
    )
    #expect(await candidates("expect ran \"pr", after: script) == ["print a", "print b"])
  }

  @Test(arguments: [
    ("su", "bscribe "), ("emit inv", "ite.accepted "), ("subscribe e a", ""),
    ("unsubscribe invite.accepted w", "ebhook "), ("wai", "t "), ("source do", "cs/"),
    ("emit invite.accepted {\"us", "er_id\": "), ("emit e", ""), ("h", ""), ("ha", "ndlers "),
    ("emit e ", "{"), ("emit e {} ", ""), ("trace 1 --o", "rder "),
    ("emit \"inv", "ite.accepted\" "),
    ("source my", "\\ file.bus "), ("source 'my", " file.bus' "), ("source \"my", " file.bus\" "),
    ("source my\\", " file.bus "), ("source my\\ f", "ile.bus "), ("source \"my file.bus\"", " "),
    ("source it", "\\'s.bus "), ("source 'it", "'\\''s.bus' "), ("source \"it", "'s.bus\" "),
    ("source back", "\\\\slash.bus "), ("source \"back", "\\\\slash.bus\" "),
    ("source 'back", "\\slash.bus' "), ("source \"gr", "öße.bus\" "), ("source gr", "öße.bus "),
    ("source sub", "\\ dir/"), ("source \"sub", " dir/"), ("source \"sub dir/", "x.bus\" "),
    ("source 'sub dir'/", "x.bus "), ("source tw", "o\\ "), ("source \"tw", "o "),
    ("source .h", "idden.bus "), ("predict announce : em", "it "),
  ])
  func `the certain part is inserted`(typed: String, insertion: String) async {
    let completion = await completion(of: typed)
    #expect(completion.insertion == insertion)
  }

  @Test func `the common part of the candidates is inserted`() async {
    let script = "subscribe order.paid print\nsubscribe order.packed print"
    let completion = await completion(of: "emit o", after: script)
    #expect(completion.insertion == "rder.pa")
    #expect(completion.candidates.map(\.text) == ["order.packed", "order.paid"])
  }

  @Test(arguments: [
    "two words", "--list", "#x", "[x", "&", "a{b", "it's", "a\"b\\", "", "größe", "a\tb", "-x", "{",
  ])
  func `an insertion reads back as its candidate`(event: String) async throws {
    let script = "subscribe \(Word.spelling(of: event)) print"
    for begun in ["", "\"", "'"] + event.prefix(1).map({ "'\($0)" }).filter({ $0 != "''" }) {
      let typed = "emit \(begun)"
      let session = await ShellTest().options { $0.isEmpty = true }.script(script).run()
      let completion = Completer(session.vocabulary) { _ in [] }.completion(of: Array(typed.utf8))
      var lexer = Lexer()
      let line = typed + completion.insertion
      let words = try lexer.read(Array(line.utf8), number: 1)
      #expect(words?.map(\.text) == ["emit", event], "\(line)")
    }
  }

  @Test func `at a pause its answers are offered, and at a prediction the handlers`() async {
    #expect(
      await completion(of: "", for: .step).candidates.map(\.text) == [
        "next", "into", "run", "skip", "fail", "back", "catalog", "clear", "diff", "expect",
        "explain",
        "handlers", "help", "history", "jobs", "plan", "state", "trace",
      ]
    )
    #expect(await completion(of: "plan inv", for: .step).insertion == "ite.accepted ")
    #expect(await completion(of: "n", for: .step).insertion == "ext")
    #expect(await completion(of: "fa", for: .step).insertion == "il ")
    #expect(await completion(of: "fail ", for: .step).candidates.isEmpty)
    #expect(await completion(of: "emit inv", for: .step).candidates.isEmpty)
    #expect(await completion(of: "em", for: .prediction).candidates.isEmpty)
    #expect(await completion(of: "notify tr", for: .prediction).insertion == "ack ")
    let script = "subscribe e print a"
    let completion = await completion(of: "notify pr", for: .prediction, after: script)
    #expect(completion.insertion == "int\\ a ")
  }

  @Test func `every candidate is understood where it was offered`() async {
    for entry in CommandLanguage.demo.commands {
      for candidate in await candidates(entry.name + " ") where candidate.last != "/" {
        let isOption = candidate.hasPrefix("--")
        let line = "\(entry.name) \(isOption ? candidate : Word.spelling(of: candidate))"
        #expect(await candidates(line).contains(candidate), "\(line)")
      }
    }
  }
}
