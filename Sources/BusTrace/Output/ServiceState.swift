/// What one service holds, for people and programs to look at.
package struct ServiceState: Sendable {
  /// The service's name.
  package let service: String

  /// What it holds, one item after another, each with its fields in order.
  package let items: [[(name: String, value: any Sendable)]]

  package init(service: String, items: [[(name: String, value: any Sendable)]]) {
    self.service = service
    self.items = items
  }
}
