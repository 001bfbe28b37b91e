import TerminalText

extension Recording {
  /// The number of steps that a summary has.
  private static let maximumSteps = 40

  /// The content of a picture in words: the outcome, and the first things that happened.
  var summary: String {
    let steps = TraceOrder(of: self).steps
    var sentences = ["\(subject.title): \(subject.outcomeText)"]
    sentences += steps.prefix(Self.maximumSteps).map {
      "\($0.number). \($0.record.fact.sentence.shortened(to: 200))"
    }
    if steps.count > Self.maximumSteps {
      sentences.append("And \(steps.count - Self.maximumSteps) more")
    }
    return sentences.map { "\($0)." }.joined(separator: " ")
  }
}

extension EmissionTrace {
  /// The outcome in words.
  var outcomeText: String {
    TraceTree(self, showsTiming: false).outcome(Palette(isColored: false))
  }
}
