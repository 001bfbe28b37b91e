/// Who is asked for keys, and told of those that are not libedit's own.
protocol LibEditDelegate: AnyObject {
  /// The next character that was typed, or nil if there will be none.
  func nextCharacter() -> Unicode.Scalar?

  func interrupt()
  func suspend()
  func complete()
  func paste()
}
