extension LessonAttempt {
  /// Attempts that do not reach the goals.
  static let wrong = [
    LessonAttempt("nobody", "emit order.sent"),
    LessonAttempt("nobody", "emit order.payed"),
    LessonAttempt("nobody", "subscribe order.sent print thank you;emit order.sent"),
    LessonAttempt("order", "subscribe order.paid print thanks;emit order.paid"),
    LessonAttempt(
      "order",
      "subscribe order.paid print thanks;subscribe order.paid count;subscribe order.paid track;"
        + "emit order.paid"
    ),
    LessonAttempt(
      "duplicates",
      "emit order.paid;emit order.paid;emit order.paid;emit order.paid;emit order.paid;"
        + "emit order.paid"
    ),
    LessonAttempt(
      "duplicates",
      "subscribe order.paid track;emit order.paid;emit order.paid;emit order.paid"
    ),
    LessonAttempt("unsubscribing", "unsubscribe order.paid count;emit order.paid"),
    LessonAttempt("unsubscribing", "emit order.paid;unsubscribe order.paid track;emit order.paid"),
    LessonAttempt("misspelt", "emit order.paid;emit order.payed"),
    LessonAttempt("misspelt", "subscribe order.payed print thanks;emit order.payed"),
    LessonAttempt(
      "fields",
      "emit invite.accepted {\"user_id\": 7};emit invite.accepted {\"user_id\": 7, \"group_id\": 42}"
    ),
    LessonAttempt("fields", "emit invite.accepted {\"user_id\": \"7\", \"group_id\": 42}"),
    LessonAttempt("secret", "emit user.signed-up {\"user_id\": 8, \"password\": \"trout\"}"),
    LessonAttempt(
      "secret",
      "emit user.signed-up {\"user_id\": 8, \"password\": \"trout\"};"
        + "emit user.created {\"user_id\": 8}"
    ),
    LessonAttempt("isolation", "subscribe order.paid fail twice;emit order.paid"),
    LessonAttempt(
      "isolation",
      "subscribe order.paid fail b;subscribe order.paid fail c;subscribe order.paid count;"
        + "emit order.paid"
    ),
    LessonAttempt("unheard", "emit order.paid;emit order.paid;emit order.paid"),
    LessonAttempt(
      "unheard",
      "subscribe order.retried flaky 2;emit order.retried;emit order.retried;emit order.retried;"
        + "emit order.paid"
    ),
    LessonAttempt("decoupling", "accept i1;subscribe invite.accepted agent"),
    LessonAttempt(
      "decoupling",
      "unsubscribe invite.accepted notify;subscribe invite.accepted agent;accept i1"
    ),
    LessonAttempt("decoupling", "subscribe group.updated agent;accept i1"),
    LessonAttempt(
      "decoupling",
      "subscribe invite.accepted agent;emit invite.accepted {\"user_id\": 7, \"group_id\": 42}"
    ),
    LessonAttempt(
      "shared",
      "emit user.moved {\"user_id\": 7, \"workspace_id\": 1, \"group_id\": 42};"
        + "unsubscribe user.moved revoke-access;"
        + "emit user.moved {\"user_id\": 7, \"workspace_id\": 1, \"group_id\": 42}"
    ),
    LessonAttempt(
      "nesting",
      "subscribe order.paid print paid;subscribe order.sent print sent;"
        + "subscribe order.sent relay order.closed;subscribe order.closed print closed;"
        + "emit order.paid"
    ),
    LessonAttempt(
      "nesting",
      "subscribe order.paid print paid;subscribe order.sent relay order.closed;"
        + "subscribe order.sent print sent;emit order.paid;"
        + "subscribe order.closed print closed;emit order.closed"
    ),
    LessonAttempt("runaway", "subscribe order.paid relay order.paid;emit order.paid"),
    LessonAttempt(
      "runaway",
      "subscribe order.paid relay order.sent;subscribe order.sent relay order.checked;"
        + "emit order.paid"
    ),
    LessonAttempt(
      "runaway",
      "subscribe order.paid relay order.sent;subscribe order.sent relay order.paid;emit order.paid"
    ),
    LessonAttempt("snapshot", "emit order.paid;emit order.paid"),
    LessonAttempt(
      "snapshot",
      "unsubscribe order.paid attach count;subscribe order.paid count;subscribe order.paid count;"
        + "emit order.paid"
    ),
    LessonAttempt("detaching", "emit order.paid;emit order.paid"),
    LessonAttempt("detaching", "subscribe order.paid track;emit order.paid"),
    LessonAttempt("once", "subscribe order.paid track;emit order.paid"),
    LessonAttempt(
      "once",
      "subscribe order.paid track;subscribe order.paid detach track;emit order.paid"
    ),
    LessonAttempt(
      "wiring",
      "emit order.paid;emit order.paid;emit order.paid;emit order.paid"
    ),
    LessonAttempt(
      "wiring",
      "subscribe order.paid track;emit order.paid;emit order.paid;emit order.paid;emit order.paid"
    ),
    LessonAttempt(
      "tests",
      "subscribe order.paid count;emit order.paid;subscribe order.paid track;emit order.paid"
    ),
    LessonAttempt(
      "tests",
      "unsubscribe order.paid print from the first test;subscribe order.paid count;"
        + "emit order.paid;subscribe order.paid track;emit order.paid"
    ),
    LessonAttempt("slowness", "subscribe order.paid print thanks;emit order.paid"),
    LessonAttempt(
      "slowness",
      "subscribe order.paid count;subscribe order.paid print thanks;"
        + "subscribe order.paid sleep 2s;emit order.paid"
    ),
    LessonAttempt("concurrency", "emit slow;emit quick;emit quick"),
    LessonAttempt("concurrency", "emit slow &;emit quick;wait"),
    LessonAttempt(
      "concurrency",
      "emit slow &;emit quick &;wait;emit slow &;emit quick &;wait"
    ),
    LessonAttempt("concurrency", "emit slow &;emit quick &;emit quick &;cancel"),
    LessonAttempt("cancellation", "emit order.paid &;cancel"),
    LessonAttempt(
      "cancellation",
      "subscribe order.paid sleep 5m;emit order.paid &;cancel"
    ),
    LessonAttempt(
      "cancellation",
      "subscribe order.paid sleep 5m;subscribe order.paid count;emit order.paid &;wait"
    ),
    LessonAttempt(
      "race",
      "emit invite.accepted {\"user_id\": 7, \"group_id\": 42} &;"
        + "emit member.removed {\"workspace_id\": 1, \"user_id\": 7} &;wait"
    ),
    LessonAttempt(
      "race",
      "emit invite.accepted {\"user_id\": 7, \"group_id\": 42} &;"
        + "emit member.removed {\"workspace_id\": 1, \"user_id\": 7} &;wait;"
        + "emit member.removed {\"workspace_id\": 1, \"user_id\": 7}"
    ),
    LessonAttempt(
      "secret",
      "emit user.signed-up {\"user_id\": 9, \"password\": \"swordfish\"};"
        + "unsubscribe user.signed-up relay user.created;"
        + "emit user.signed-up {\"user_id\": 8, \"password\": \"trout\"};"
        + "emit user.created {\"user_id\": 8}"
    ),
    LessonAttempt(
      "race",
      "emit invite.accepted {\"user_id\": 7, \"group_id\": 42};"
        + "emit member.removed {\"workspace_id\": 1, \"user_id\": 7}"
    ),
    LessonAttempt(
      "lost-update",
      "subscribe page.viewed track;emit page.viewed &;emit page.viewed &;emit page.viewed &;"
        + "emit page.viewed &;wait"
    ),
    LessonAttempt(
      "lost-update",
      "subscribe page.viewed track;emit page.viewed;emit page.viewed;emit page.viewed;"
        + "emit page.viewed"
    ),
    LessonAttempt("outbox", "accept i2;emit invite.accepted {\"user_id\": 7};deliver"),
    LessonAttempt("outbox", "accept i2 outbox;deliver"),
  ]
}
