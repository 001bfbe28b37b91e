import BusLanguage
import Events

// The plain emissions of long scripts.

extension Shell {
  /// Carries out the emissions that come next in a long script, as ``run(_:with:from:)`` does.
  ///
  /// An optimization: the lines are read where they are in the buffer, and a line costs an
  /// asynchronous call only if its emission may suspend. It goes up to the first line that is
  /// something else.
  func runPlainEmissions(with reader: inout CommandReader, from input: CommandInput) async {
    // Commands that are kept, shown or paused need the usual way.
    guard script.isTooLong, lesson == nil, !stepper.isOn, !input.pauses,
      !options.echoesCommands
    else { return }
    let (bus, recorder, output) = (session.bus, session.recorder, output)
    while !isDone {
      var rest: EventBus.RestOfEmission?
      let count = input.source.takeLines { line in
        guard rest == nil, !Task.isCancelled, !output.isClosed,
          let (event, data) = reader.plainEmission(in: line)
        else { return false }
        recorder.beginCommand(ofSize: line.count)
        if let unfinished = bus.emitAtOnce(event, data) { rest = unfinished }
        return true
      }
      input.lines.skip(count)
      guard let rest else { return }
      await bus.finish(rest)
    }
  }
}
