import BusLanguage

// The words of 'expect' that can be proposed.

extension Completer {
  var services: [Completion.Candidate] {
    vocabulary.serviceNames.map { Completion.Candidate($0) }
  }

  /// The candidates after the keyword of an expectation: names of handlers, and `in`; or a service.
  func expectations(in command: UnfinishedCommand) -> [Completion.Candidate] {
    if command.words[1].text == Expectation.state {
      return command.words.count == 2 ? services : []
    }
    if command.words.last?.text == "in" { return events }
    return handlers + (command.isGiven("in") ? [] : [Completion.Candidate("in", isKeyword: true)])
  }
}
