import Synchronization

/// What the system says to groups and users.
package final class MessageService: Sendable {
  /// Whom a message is for.
  package enum Recipient: Sendable, Hashable {
    case group(Int)
    case user(Int)
  }

  /// One message.
  package struct Message: Sendable, Hashable {
    package let id: String
    package let recipient: Recipient
    package let text: String
  }

  private let messages = Mutex<[Message]>([])

  package init() {}

  /// The messages, the oldest first.
  package var all: [Message] { messages.withLock { $0 } }

  /// Posts a message.
  package func post(_ text: String, to recipient: Recipient) -> Message {
    messages.withLock { messages in
      let id = "m\(messages.count + 1)"
      let message = Message(id: id, recipient: recipient, text: text)
      messages.append(message)
      return message
    }
  }
}
