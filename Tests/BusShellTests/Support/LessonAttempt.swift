import BusShell
import Testing

/// A lesson, and commands that a student might try.
struct LessonAttempt: Sendable, CustomTestStringConvertible {
  let lesson: String
  let lines: [String]

  /// - Parameters:
  ///   - lesson: The id of the lesson.
  ///   - commands: The commands, with semicolons between them.
  init(_ lesson: String, _ commands: String) {
    self.lesson = lesson
    lines = commands.split(separator: ";").map(String.init)
  }

  var testDescription: String { "\(lesson): \(lines.joined(separator: "; "))" }

  /// The commands, with the lesson before them and the check after them.
  var script: String {
    (["learn \(lesson)"] + lines + ["check"]).joined(separator: "\n")
  }
}

extension LessonAttempt {
  /// Solutions that are not the model solution.
  static let right = [
    LessonAttempt("nobody", "emit order.sent;emit order.paid {\"order\": 1};emit other"),
    LessonAttempt(
      "order",
      "unsubscribe order.paid track;unsubscribe order.paid count;"
        + "subscribe order.paid print thanks;subscribe order.paid count;"
        + "subscribe order.paid track;emit order.paid;emit e"
    ),
    LessonAttempt(
      "duplicates",
      "subscribe order.paid track;subscribe order.paid track;emit order.paid {\"order\": 1};"
        + "emit order.paid {\"order\": 2};emit e"
    ),
    LessonAttempt(
      "unsubscribing",
      "emit order.paid;unsubscribe order.paid count;unsubscribe order.paid count;"
        + "unsubscribe order.paid track;subscribe order.paid count;"
        + "subscribe order.paid track;emit order.paid"
    ),
    LessonAttempt("misspelt", "emit order.paid;subscribe order.paid track;emit order.paid;emit e"),
    LessonAttempt(
      "fields",
      "emit invite.accepted {\"user_id\": 7, \"group_id\": 42};emit invite.accepted {\"user_id\": true}"
    ),
    LessonAttempt(
      "secret",
      "unsubscribe user.signed-up relay user.created;emit user.created {\"user_id\": 8};"
        + "emit user.signed-up {\"user_id\": 8, \"password\": \"trout\"}"
    ),
    LessonAttempt(
      "isolation",
      "subscribe order.paid flaky 1;subscribe order.paid print z;emit order.paid;emit order.paid"
    ),
    LessonAttempt(
      "unheard",
      "subscribe order.retried flaky 2;emit order.paid;emit order.retried;emit order.retried;emit e"
    ),
    LessonAttempt("decoupling", "accept i1;subscribe invite.accepted agent;accept i2;emit e"),
    LessonAttempt(
      "decoupling",
      "unsubscribe invite.accepted notify;subscribe invite.accepted agent;"
        + "unsubscribe invite.accepted agent;subscribe invite.accepted notify;"
        + "subscribe invite.accepted agent;accept i3"
    ),
    LessonAttempt(
      "shared",
      "unsubscribe user.moved join-group;unsubscribe user.moved revoke-access;"
        + "subscribe user.moved revoke-access;subscribe user.moved join-group;"
        + "emit user.moved {\"user_id\": 7, \"workspace_id\": 1, \"group_id\": 42}"
    ),
    LessonAttempt(
      "nesting",
      "unsubscribe order.sent count;subscribe order.closed print closed;"
        + "subscribe order.sent relay order.closed;subscribe order.sent print sent;"
        + "subscribe order.paid print paid;emit order.paid;emit order.sent"
    ),
    LessonAttempt(
      "runaway",
      "subscribe order.checked relay order.paid;subscribe order.sent relay order.checked;"
        + "subscribe order.paid count;subscribe order.paid relay order.sent;emit order.paid;emit e"
    ),
    LessonAttempt(
      "snapshot",
      "emit order.paid {\"order\": 1};emit order.paid;emit order.paid;emit order.paid"
    ),
    LessonAttempt(
      "detaching",
      "emit order.paid;emit order.paid;subscribe order.paid track;emit order.paid;emit order.paid"
    ),
    LessonAttempt("once", "once order.paid track;once order.paid print;emit order.paid;emit e"),
    LessonAttempt(
      "wiring",
      "subscribe order.paid track;unsubscribe order.paid attach track;emit order.paid;"
        + "emit order.paid;emit order.paid;emit order.paid;emit e"
    ),
    LessonAttempt(
      "tests",
      "emit order.paid;unsubscribe order.paid print from the first test;"
        + "subscribe order.paid track;emit order.paid;unsubscribe order.paid track;"
        + "subscribe order.paid count;emit order.paid"
    ),
    LessonAttempt(
      "slowness",
      "unsubscribe order.paid count;unsubscribe order.paid sleep 2s;subscribe order.paid count;"
        + "subscribe order.paid print thanks;subscribe order.paid sleep 2s;emit order.paid &;wait"
    ),
    LessonAttempt("concurrency", "emit slow &;emit quick &;emit quick &;wait"),
    LessonAttempt(
      "fields",
      "emit e;emit invite.accepted;emit invite.accepted {\"user_id\": true};"
        + "emit invite.accepted {\"user_id\": 7, \"group_id\": 42}"
    ),
    LessonAttempt(
      "wiring",
      "subscribe order.paid count;subscribe order.paid track;"
        + "unsubscribe order.paid \"attach track\";emit order.paid;emit order.paid;"
        + "emit order.paid;emit order.paid"
    ),
    LessonAttempt(
      "cancellation",
      "subscribe order.paid count;subscribe order.paid sleep 5m;subscribe order.paid print z;"
        + "emit order.paid &;cancel;emit e"
    ),
    LessonAttempt(
      "race",
      "unsubscribe member.removed revoke-access;subscribe member.removed sleep 5s;"
        + "subscribe member.removed revoke-access;"
        + "emit member.removed {\"workspace_id\": 1, \"user_id\": 7} &;"
        + "emit invite.accepted {\"user_id\": 7, \"group_id\": 42} &;wait"
    ),
    LessonAttempt(
      "lost-update",
      "subscribe page.viewed track;emit page.viewed;emit page.viewed;emit page.viewed &;"
        + "emit page.viewed &;wait;emit e"
    ),
    LessonAttempt(
      "outbox",
      "accept i2 outbox;deliver;emit invite.accepted {\"user_id\": 7, \"group_id\": 42}"
    ),
  ]
}
