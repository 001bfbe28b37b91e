/// A session in which lines are typed at a terminal, until the terminal is released.
protocol LineSession: AnyObject {
  /// Lets the user type a line.
  ///
  /// - Parameter request: The prompt and the completions.
  /// - Returns: The line, and output that is still to be shown after it.
  func readLine(_ request: EditRequest) -> (line: EditedLine, rest: PromptInbox.Update)

  func addHistory(_ entry: String)
}
