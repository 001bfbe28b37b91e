/// The source of libedit's keys, and the receiver of keys that libedit does not handle itself.
protocol LibEditDelegate: AnyObject {
  /// Returns the next character that was typed, or nil at the end of the input.
  func nextCharacter() -> Unicode.Scalar?

  func interrupt()
  func suspend()
  func complete()
  func paste()
}
