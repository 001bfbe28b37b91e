import BusLanguage
import BusTrace
import Events
import TerminalText

// Predictions.

extension Shell {
  /// Asks for a prediction, which the next line is, and goes on with it.
  ///
  /// - Throws: A diagnostic if it was wrong, or a script has no next line.
  func askForPrediction(_ event: EventName, _ data: EventData) async throws(Diagnostic) {
    answer(
      .notice(
        """
        which handlers will start, in which order? the first word of each name will do;
        quote a name that has spaces, and leave the line empty if nobody listens

        """
      )
    )
    switch await reply(from: inputs.last, to: .prediction, ofEmptyLine: [], { $0.map(\.text) }) {
    case .given(let names): try await predict(names, event, data)
    case .refused: break
    case .missing:
      throw Diagnostic(
        "expected a prediction, found the end of the input",
        .hint("'predict HANDLER... : emit ...' needs no line of its own")
      )
    }
  }

  /// Runs an emission and compares what ran with a prediction.
  ///
  /// - Throws: A diagnostic if it was another order.
  func predict(_ names: [String], _ event: EventName, _ data: EventData) async throws(Diagnostic) {
    let start = session.recorder.emissions.last?.start.emission ?? 0
    await session.bus.emit(event, data)
    let emission = session.recorder.emissions.last { $0.start.emission > start }
    guard let emission, emission.start.event == event else {
      throw Diagnostic("the emission is not recorded")
    }
    let ran = emission.startedHandlers
    let rows = (0..<max(names.count, ran.count)).map { index in
      let name = index < names.count ? names[index] : nil
      let handler = index < ran.count ? ran[index] : nil
      let isRight = name.map { name in handler?.isMeant(by: name) == true } ?? false
      return TraceDifference.Row(left: isRight ? handler : name, right: handler)
    }
    answer(.prediction(rows.map(\.escaped)))
    let wrong = rows.count { !$0.isSame }
    guard wrong == 0 else {
      throw Diagnostic(
        "predicted \(rows.count - wrong) of \(rows.count) right",
        .hint("'explain' says why it was in this order")
      )
    }
  }
}

extension EmissionTrace {
  /// The handlers of the emission and of all that was nested in it, in the order in which they
  /// started.
  fileprivate var startedHandlers: [String] {
    runs.flatMap { run in
      [run.run.subscription.handler.name]
        + run.nested.flatMap { nested in
          guard case .emission(let inner) = nested else { return [] as [String] }
          return inner.startedHandlers
        }
    }
  }
}

extension TraceDifference.Row {
  fileprivate var escaped: Self { Self(left: left?.escaped, right: right?.escaped) }
}
