extension Expectation {
  /// The rows of help for the words that the goals of lessons need most.
  static let helpOnLessonWords = """
      refused               an emission nested in it was refused
      emitted               the event was emitted
      outcomes OUTCOME...   handlers had these outcomes, in this order:
                            \(endings)
      overlapped EVENT      it ran at the same time as one of EVENT
      latecomer HANDLER     it was subscribed in an earlier emission
    """

  private static let endings = Ending.allCases.map(\.rawValue).joined(separator: ", ")
}
