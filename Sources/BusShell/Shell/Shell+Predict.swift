import BusLanguage
import BusTrace
import Events
import TerminalText

// The command 'predict', which compares a prediction with an emission.

extension Shell {
  /// Asks for a prediction, which is the next line, and runs it.
  ///
  /// - Throws: A diagnostic if the prediction was wrong, or if a script has no next line.
  func askForPrediction(_ event: EventName, _ data: EventData) async throws(Diagnostic) {
    show(
      .notice([
        """
        which handlers will start, in which order? the first word of each name will do;
        leave the line empty if nobody listens
        """
      ])
    )
    switch await reply(from: inputs.current, to: .prediction, ofEmptyLine: [], { $0.map(\.text) })
    {
    case .given(let names): try await predict(names, event, data)
    case .refused: interrupt()
    case .missing:
      throw Diagnostic(
        "expected a prediction, found the end of the input",
        .hint("'predict HANDLER... : emit ...' needs no line of its own")
      )
    }
  }

  /// Emits an event and compares the handlers that start with a prediction.
  ///
  /// - Throws: A diagnostic if the prediction was wrong.
  func predict(_ names: [String], _ event: EventName, _ data: EventData) async throws(Diagnostic) {
    let known = subscribedHandlers
    let names = names.handlerNames(among: known)
    try requireHandlers(names, among: known)
    let report = await session.bus.emit(event, data)
    guard let number = report.emission else {
      throw Diagnostic("the emission is not recorded")
    }
    let prediction = Prediction(names, of: try session.recorder.emission(number))
    show(.prediction(prediction))
    if !prediction.isRight { throw Diagnostic(prediction.score, .hint(prediction.hint)) }
  }
}

extension Prediction {
  fileprivate var hint: String { unclearHint ?? "'explain' says why they ran in this order" }

  /// The hint on a word that may be several handlers; nil if there is none.
  var unclearHint: String? {
    unclear.first.map { Self.message($0.word, mayBe: $0.handlers) }
  }

  /// Returns the message that a word may be several handlers.
  static func message(_ word: String, mayBe handlers: [String]) -> String {
    let names = handlers.prefix(3).map { Word.spelling(of: $0).cited }.joined(separator: " or ")
    let rest = handlers.count > 3 ? " or another" : ""
    return "'\(word.cited)' may be \(names)\(rest): write the whole handler"
  }
}
