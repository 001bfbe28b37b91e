/// The mail that was sent.
actor Mail {
  private(set) var sent: [String] = []

  func send(_ text: String) {
    sent.append(text)
  }
}
