extension Int {
  /// Returns the number with its noun, in the plural unless it is 1: "1 handler", "2 handlers".
  package func counted(_ noun: String) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(noun)s"
  }
}
