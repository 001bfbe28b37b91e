import Synchronization

/// A service for messages to groups and users.
package final class MessageService: Sendable {
  /// The recipient of a message.
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

  /// Posts a message, and returns it.
  package func post(_ text: String, to recipient: Recipient) -> Message {
    messages.withLock { messages in
      let id = "m\(messages.count + 1)"
      let message = Message(id: id, recipient: recipient, text: text)
      messages.append(message)
      return message
    }
  }
}
