import BusShell
import Testing

struct CompletionTests {
  /// What is offered after a text in the session that a script has led to.
  private func completion(of typed: String, after script: String = "") async -> Completion {
    let shell = Shell(
      ShellOptions(),
      output: Transcript(),
      clock: HandWoundClock(),
      openScript: Transcript.script
    )
    await shell.run(ScriptLines(script.utf8, name: "test.bus"))
    let completer = Completer(await shell.vocabulary) { folder in
      ["": ["docs/", "demo.bus", "my file.bus"], "docs/": ["lesson.bus"]][folder] ?? []
    }
    return completer.completion(of: Array(typed.utf8))
  }

  private func candidates(_ typed: String, after script: String = "") async -> [String] {
    await completion(of: typed, after: script).candidates.map(\.text)
  }

  @Test func `at the start of a line there are all commands, with what they do`() async {
    let completion = await completion(of: "")
    #expect(completion.candidates.map(\.text) == CommandTable.entries.map(\.name))
    #expect(completion.candidates.map(\.summary) == CommandTable.entries.map(\.summary))
  }

  @Test(arguments: [
    ("su", ["subscribe"]), ("  un", ["unsubscribe"]), ("x", []), ("nonsense ", []),
    ("emit inv", ["invite.accepted"]), ("emit nothing.such", []), ("# em", []), ("emit e # ", []),
    ("emit e ", ["{", "&"]), ("emit e {} ", ["&"]), ("emit e {} &", ["&"]), ("emit e {} & ", []),
    ("trace ", ["--list", "--order", "--timeline"]), ("trace --o", ["--order"]),
    ("reset ", ["--empty"]), ("wait ", []),
    ("subscribe e sl", ["sleep"]), ("subscribe e relay group", ["group.updated"]),
    ("subscribe e attach det", ["detach"]), ("subscribe e attach relay user", ["user.created"]),
    ("subscribe e sleep ", []), ("subscribe e print in", []),
    ("unsubscribe invite.accepted ", ["notify", "join-group", "track", "webhook"]),
    ("unsubscribe invite.accepted j", ["join-group"]), ("unsubscribe nobody ", []),
    ("accept ", ["i1", "i2", "i3"]), ("state me", ["messages"]),
    ("set f", ["format"]), ("set format ", ["text", "jsonl"]), ("set nonsense ", []),
    ("help nes", ["nesting"]), ("help sn", ["snapshot"]), ("quit ", []),
    ("expect ca", ["cancelled"]), ("expect ran not", ["notify"]),
    (
      "expect ran announce in ",
      [
        "document.shared", "group.updated", "invite.accepted", "member.removed", "message.sent",
        "user.created",
      ]
    ),
    ("source ", ["docs/", "demo.bus", "\"my file.bus\""]), ("source de", ["demo.bus"]),
    ("source docs/", ["docs/lesson.bus"]), ("source nowhere/", []),
    ("source \"my", ["\"my file.bus\""]),
    ("emit invite.accepted {", ["\"user_id\"", "\"group_id\""]),
    ("emit invite.accepted {\"u", ["\"user_id\""]),
    ("emit invite.accepted {\"user_id\": ", []), ("emit invite.accepted {\"user_id\"", []),
    ("emit invite.accepted {\"user_id\": 7, ", ["\"group_id\""]),
    ("emit invite.accepted {\n  \"user_id\": 7,\n  \"g", ["\"group_id\""]),
    ("emit invite.accepted {\"a\": {\"", []), ("emit invite.accepted {\"a\": [1, ", []),
    ("emit invite.accepted {\"a\": {\"b\": 1}, \"u", ["\"user_id\""]),
    ("emit invite.accepted {\"a\": \"x, \\\"", []),
    ("emit document.shared {", ["\"target_user_id\"", "\"document_id\""]),
    ("emit user.created {", ["\"user_id\""]), ("emit nobody {", []), ("{", []), ("emit {", []),
    ("\u{ff}", []), ("emit \"inv", []),
  ])
  func `what is offered fits the place`(typed: String, expected: [String]) async {
    #expect(await candidates(typed) == expected)
  }

  @Test func `what a session has learnt is offered`() async {
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
    #expect(await candidates("expect ran \"pr", after: script) == ["\"print a\"", "\"print b\""])
  }

  @Test(arguments: [
    ("su", "bscribe "), ("emit inv", "ite.accepted "), ("subscribe e a", ""),
    ("unsubscribe invite.accepted w", "ebhook "), ("wai", "t"), ("source do", "cs/"),
    ("emit invite.accepted {\"us", "er_id\": "), ("emit e", ""), ("h", ""), ("ha", "ndlers "),
  ])
  func `what is certain is inserted`(typed: String, insertion: String) async {
    let completion = await completion(of: typed)
    #expect(completion.insertion(after: Array(typed.utf8)) == insertion)
  }

  @Test func `what the candidates have in common is inserted`() async {
    let script = "subscribe order.paid print\nsubscribe order.packed print"
    let completion = await completion(of: "emit o", after: script)
    #expect(completion.insertion(after: Array("emit o".utf8)) == "rder.pa")
    #expect(completion.candidates.map(\.text) == ["order.packed", "order.paid"])
  }

  @Test func `every candidate is understood where it was offered`() async {
    for entry in CommandTable.entries {
      for candidate in await candidates(entry.name + " ") where candidate.last != "/" {
        let line = "\(entry.name) \(candidate)"
        #expect(await candidates(line).contains(candidate), "\(line)")
      }
    }
  }
}
