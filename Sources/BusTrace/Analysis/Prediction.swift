import TerminalText

/// A prediction of the handlers that an emission starts, side by side with those that it started.
package struct Prediction {
  /// A row for each predicted and each started handler.
  package let rows: [TraceDifference.Row]

  /// The number of rows in which the prediction is right.
  package var correct: Int { rows.count(where: \.isSame) }

  /// Compares a prediction with an emission.
  ///
  /// - Parameters:
  ///   - names: The predicted handlers, each by its name or the first words of it.
  ///   - emission: The emission, with everything nested in it.
  package init(_ names: [String], of emission: EmissionTrace) {
    let started = emission.startedHandlers
    rows = (0..<max(names.count, started.count)).map { index in
      let name = index < names.count ? names[index] : nil
      let handler = index < started.count ? started[index] : nil
      let isRight = name.map { name in handler?.matches(name) == true } ?? false
      return TraceDifference.Row(
        left: (isRight ? handler : name)?.escaped,
        right: handler?.escaped
      )
    }
  }
}

extension EmissionTrace {
  /// The handlers of the emission and of everything nested in it, in the order in which they
  /// started.
  fileprivate var startedHandlers: [String] {
    runs.filter(\.didRun).flatMap { run in
      [run.handlerName]
        + run.nested.flatMap { nested in
          guard case .emission(let inner) = nested else { return [] as [String] }
          return inner.startedHandlers
        }
    }
  }
}
