import BusLanguage
import BusShell
import Testing

/// Solutions of lessons that are accepted, and attempts that are not.
struct LessonCheckTests {
  /// A lesson, and commands that a student might try.
  struct Attempt: Sendable, CustomTestStringConvertible {
    let lesson: Int
    let commands: String

    init(_ lesson: Int, _ commands: String) {
      self.lesson = lesson
      self.commands = commands
    }

    var testDescription: String { "\(lesson): \(commands)" }

    var lines: [String] { commands.split(separator: ";").map(String.init) }

    /// The commands, with the lesson before them and the check after them.
    var script: String {
      (["learn \(lesson)"] + lines + ["check"]).joined(separator: "\n")
    }
  }

  private static let right = [
    Attempt(1, "subscribe other print;emit order.paid {\"order\": 1};emit other"),
    Attempt(
      2,
      "subscribe order.paid print first;subscribe order.paid print second;emit order.paid;emit e"
    ),
    Attempt(
      2,
      "subscribe order.paid count;subscribe order.paid print first;subscribe order.paid print second;emit order.paid"
    ),
    Attempt(3, "subscribe order.paid count;subscribe order.paid count;emit order.paid;emit e"),
    Attempt(
      3,
      "subscribe order.paid count;subscribe order.paid print;subscribe order.paid count;emit order.paid;unsubscribe order.paid count"
    ),
    Attempt(4, "emit order.paid;unsubscribe order.paid print a;emit order.paid;emit e"),
    Attempt(
      5,
      "subscribe order.paid print a;subscribe order.paid fail;subscribe order.paid print b;subscribe order.paid count;emit order.paid;emit e"
    ),
    Attempt(
      5,
      "subscribe order.paid count;subscribe order.paid flaky 1;subscribe order.paid track;emit order.paid;emit order.paid"
    ),
    Attempt(
      6,
      "subscribe order.shipped print shipped;subscribe order.paid relay order.shipped;subscribe order.paid print paid;emit order.paid;emit order.shipped"
    ),
    Attempt(
      7,
      "subscribe order.paid print old;subscribe order.paid attach print new;emit order.paid;emit order.paid;emit order.paid"
    ),
    Attempt(
      8,
      "subscribe order.paid sleep 2s;subscribe order.paid print at last;emit order.paid &;wait;emit e"
    ),
    Attempt(9, "emit quick &;emit slow"),
    Attempt(9, "emit slow &;emit quick;wait;emit slow;emit quick"),
    Attempt(
      10,
      "subscribe order.paid sleep 60m;subscribe order.paid print tidied up;emit order.paid &;cancel;emit e"
    ),
    Attempt(11, "subscribe pong relay ping;subscribe ping relay pong;emit ping;emit e"),
    Attempt(
      11,
      "subscribe ping count;subscribe ping relay pong;subscribe pong relay ping;emit ping"
    ),
    Attempt(11, "subscribe ping relay pong;subscribe pong relay ping;emit pong"),
    Attempt(12, "accept i1;subscribe invite.accepted agent;accept i2;emit e"),
    Attempt(
      12,
      "unsubscribe invite.accepted notify;subscribe invite.accepted agent;subscribe invite.accepted notify;accept i3"
    ),
  ]

  @Test(arguments: right)
  func `other solutions are right, too, and later commands do no harm`(
    attempt: Attempt
  ) async {
    let printed = await transcript(attempt.script)
    #expect(printed.contains("\ndone: "), "\(printed)")
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  private static let wrong = [
    Attempt(1, "emit order.payed"),
    Attempt(1, "subscribe order.paid print;emit order.paid"),
    Attempt(2, "subscribe e print first;subscribe e print second;emit e"),
    Attempt(
      2,
      "subscribe order.paid print second;subscribe order.paid print first;emit order.paid"
    ),
    Attempt(3, "subscribe e count;subscribe e count;emit e"),
    Attempt(3, "subscribe order.paid count;emit order.paid;emit order.paid"),
    Attempt(3, "subscribe order.paid count;subscribe order.paid print count;emit order.paid"),
    Attempt(4, "emit order.paid;unsubscribe order.paid print a"),
    Attempt(4, "unsubscribe order.paid print b;emit order.paid"),
    Attempt(4, "unsubscribe order.paid print a;unsubscribe order.paid print a;emit order.paid"),
    Attempt(
      5,
      "subscribe order.paid fail;subscribe order.paid print a;subscribe order.paid print b;emit order.paid"
    ),
    Attempt(
      5,
      "subscribe order.paid print a;subscribe order.paid print b;subscribe order.paid fail;emit order.paid"
    ),
    Attempt(5, "subscribe e print a;subscribe e fail;subscribe e print b;emit e"),
    Attempt(
      6,
      "subscribe order.paid print paid;subscribe order.paid relay order.shipped;subscribe order.shipped print shipped;emit order.paid"
    ),
    Attempt(
      6,
      "subscribe order.paid relay order.shipped;subscribe order.paid print paid;emit order.paid;subscribe order.shipped print shipped;emit order.shipped"
    ),
    Attempt(
      6,
      "subscribe e relay order.shipped;subscribe e print paid;subscribe order.shipped print shipped;emit e"
    ),
    Attempt(
      7,
      "subscribe order.paid attach print new;subscribe order.paid print new;emit order.paid"
    ),
    Attempt(
      7,
      "subscribe order.paid attach print new;emit order.paid;unsubscribe order.paid print new;subscribe order.paid print new;unsubscribe order.paid attach print new;emit order.paid"
    ),
    Attempt(7, "subscribe e attach print new;emit e;emit e"),
    Attempt(8, "subscribe order.paid print at last;subscribe order.paid sleep 2s;emit order.paid"),
    Attempt(8, "subscribe e sleep 2s;subscribe e print at last;emit e"),
    Attempt(
      8,
      "subscribe order.paid sleep 2s;subscribe order.paid print at last;emit order.paid &"
    ),
    Attempt(9, "emit slow &;emit slow &;wait;emit quick"),
    Attempt(9, "emit slow &;emit other;wait"),
    Attempt(9, "emit slow;emit quick"),
    Attempt(9, "emit slow &;emit quick &;cancel"),
    Attempt(
      10,
      "subscribe order.paid sleep 60m;subscribe order.paid print tidied up;emit order.paid &;wait"
    ),
    Attempt(
      10,
      "subscribe order.paid print tidied up;subscribe order.paid sleep 60m;emit order.paid &;cancel"
    ),
    Attempt(
      10,
      "subscribe e sleep 60m;subscribe e print tidied up;emit e &;cancel"
    ),
    Attempt(11, "subscribe ping relay ping;emit ping"),
    Attempt(11, "subscribe a relay b;subscribe b relay a;emit a"),
    Attempt(12, "accept i1;subscribe invite.accepted agent"),
    Attempt(12, "unsubscribe invite.accepted notify;subscribe invite.accepted agent;accept i1"),
    Attempt(12, "subscribe group.updated agent;accept i1"),
  ]

  @Test(arguments: wrong)
  func `another result than the task's is not done, and the reason is given`(
    attempt: Attempt
  ) async {
    let printed = await transcript(attempt.script)
    #expect(!printed.contains("\ndone: "), "\(printed)")
    #expect(printed.contains("\nnot yet: "))
    #expect(!printed.contains("error:"))
    #expect(printed.contains("\n'hint' helps\n"))
    #expect(printed.hasSuffix("\nexit status 1\n"))
  }

  @Test func `every lesson has wrong attempts and other solutions`() {
    let lessons = Set(1...LessonTable.entries.count)
    #expect(Set(Self.right.map(\.lesson)) == lessons)
    #expect(Set(Self.wrong.map(\.lesson)) == lessons)
  }

  @Test func `a check says that an emission still runs, and how to go on`() async {
    for attempt in [
      Attempt(9, "emit slow &"), Attempt(10, "subscribe order.paid sleep 60m;emit order.paid &"),
    ] {
      let printed = await transcript(attempt.script + "\nquit")
      #expect(
        printed.contains(
          """
          not yet: what was emitted still runs in the background, and goes on only while
          something waits: 'wait' lets it end, 'cancel' cancels it
          'hint' helps

          """
        )
      )
    }
  }

  @Test func `a task that is not done ends a script with bail`() async {
    let printed = await transcript("learn 1\ncheck\nemit order.paid") { $0.stopsAtFailure = true }
    #expect(
      printed.hasSuffix("not yet: order.paid has not been emitted.\n'hint' helps\nexit status 1\n")
    )
  }
}
