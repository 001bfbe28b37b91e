import EventJSON
import EventRecording
import Events

extension SessionFact {
  /// The colour of the outcome that the fact states.
  var color: PictureColor {
    switch self {
    case .bus(.handlerFinished(_, let outcome, _)): PictureColor(outcome.word)
    case .bus(.emissionRefused): .refused
    case .emissionCancelled: .cancelled
    default: .ink
    }
  }

  /// The data of an emission that starts, or the note of a handler that ends.
  var detail: String? {
    switch self {
    case .bus(.emissionStarted(let start)): JSONWriter.text(of: start.data)
    case .bus(.handlerFinished(_, _, let note)): note
    default: nil
    }
  }
}
