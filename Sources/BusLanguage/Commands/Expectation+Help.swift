extension Expectation {
  /// The rows of help for the words that lessons and their goals are the first to need.
  static let helpOnLessonWords = """
      emitted               the event was emitted
      outcomes OUTCOME...   handlers ended in these ways, in this order,
                            among others: \(endings)
      overlapped EVENT      it ran at the same time as one of EVENT
      latecomer HANDLER     this was subscribed while the event was handled
                            before, and ran
    """

  private static let endings = Ending.allCases.map(\.rawValue).joined(separator: ", ")
}
