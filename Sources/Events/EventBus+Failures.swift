import Logging

// What goes wrong in an emission is no error of the emitter: it is logged, and reported.

extension EventBus {
  /// Why an emission from a place would be refused, or nil if it would not.
  func refusal(of event: EventName, from place: Emission.Place?) -> RunawayError? {
    guard let place, Emission.Place.depth(inside: place) >= depthLimit else { return nil }
    // The depth still counts emissions that have ended while tasks went on; the chain does not.
    let chain = place.chain
    guard chain.count >= depthLimit else { return nil }
    return RunawayError(depthLimit: depthLimit, chain: chain + [event])
  }

  /// Records, logs and reports an emission that does not take place.
  func refuse(
    _ event: EventName,
    from place: Emission.Place?,
    _ error: RunawayError
  ) -> EmissionReport {
    trace(
      .emissionRefused(
        EmissionRefusal(
          parent: place?.parent(on: self),
          depth: error.chain.count - 1,
          event: event,
          error: error
        )
      )
    )
    logger.error(
      "emission refused: \(error)",
      error: error,
      metadata: ["event": "\(event)", "chain": Self.metadata(error.chain)]
    )
    return EmissionReport(refusal: error)
  }

  /// Logs how a handler ended, unless it completed.
  func log(
    _ outcome: HandlerOutcome,
    of handler: EventHandler,
    in emission: Emission
  ) {
    var metadata: Logger.Metadata {
      var metadata: Logger.Metadata = [
        "event": "\(emission.event)", "handler": "\(handler.name)", "origin": "\(handler.origin)",
      ]
      if let origin = emission.origin {
        metadata["chain"] = Self.metadata(origin.chain + [emission.event])
      }
      return metadata
    }
    switch outcome {
    case .completed: break
    case .failed(let error):
      logger.error("handler failed: \(error)", error: error, metadata: metadata)
    case .cancelled:
      logger.debug("handler cancelled", metadata: metadata)
    }
  }

  private static func metadata(_ chain: [EventName]) -> Logger.MetadataValue {
    .array(chain.map { "\($0)" })
  }
}
