/// The source of libedit's keys, and the receiver of keys that libedit does not handle itself.
protocol LibEditDelegate: AnyObject {
  /// Indicates whether vi's command mode is on, in which letters are commands.
  var isInCommandMode: Bool { get set }

  /// Returns the next character that was typed, or nil at the end of the input.
  func nextCharacter() -> Unicode.Scalar?

  func interrupt()
  func suspend()
  func complete()
  func clearScreen()

  /// Lets the user change the line in an editor.
  func editLine()

  /// Inserts the next key as text.
  func quote()
}
