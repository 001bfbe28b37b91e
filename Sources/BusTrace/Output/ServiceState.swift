/// The state of a service, as shown to people and programs.
package struct ServiceState: Sendable {
  /// The name of the service.
  package let service: String

  /// The items that it holds, each with its fields in order.
  package let items: [[(name: String, value: any Sendable)]]

  package init(service: String, items: [[(name: String, value: any Sendable)]]) {
    self.service = service
    self.items = items
  }
}
