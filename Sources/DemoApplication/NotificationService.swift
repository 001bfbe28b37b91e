import Synchronization

/// A service that notifies users.
package final class NotificationService: Sendable {
  /// One message to one user.
  package struct Notification: Sendable, Hashable {
    package let id: String
    package let user: Int
    package let text: String
  }

  /// The number of characters of a message that a notification quotes.
  static let quotedLength = 100

  private let notifications = Mutex<[Notification]>([])

  package init() {}

  /// The notifications, the oldest first.
  package var all: [Notification] { notifications.withLock { $0 } }

  /// Notifies a user, and returns the notification.
  @discardableResult
  package func notify(_ user: Int, _ text: String) -> Notification {
    notifications.withLock { notifications in
      let id = "n\(notifications.count + 1)"
      let notification = Notification(id: id, user: user, text: text)
      notifications.append(notification)
      return notification
    }
  }

  /// Notifies users, but not the sender, that a message mentions them, and quotes its beginning.
  package func notifyMentioned(
    _ users: [Int],
    by sender: Int?,
    content: String
  ) -> [Notification] {
    users.filter { $0 != sender }.map { user in
      notify(user, "you were mentioned: \(content.prefix(Self.quotedLength))")
    }
  }
}
