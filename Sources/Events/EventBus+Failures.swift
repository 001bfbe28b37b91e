import Logging

// Failures of handlers and refused emissions are logged and reported; they are not errors of the
// emitter.

extension EventBus {
  /// Returns the reason to refuse an emission from a frame; nil if there is none.
  func refusal(of event: EventName, from frame: Emission.Frame?) -> RunawayError? {
    guard let frame, isTooDeep(inside: frame) else { return nil }
    // The depth still counts emissions that ended while their tasks continued; the chain does not.
    let chain = frame.chain
    guard chain.count >= depthLimit else { return nil }
    return RunawayError(depthLimit: depthLimit, chain: chain + [event])
  }

  /// Indicates whether an emission in a frame may be too deep; only its chain tells.
  @inline(__always)
  func isTooDeep(inside frame: Emission.Frame?) -> Bool {
    Emission.Frame.depth(inside: frame) >= depthLimit
  }

  /// Refuses an emission: records, logs and reports it.
  func refuse(
    _ event: EventName,
    from frame: Emission.Frame?,
    _ error: RunawayError
  ) async -> EmissionReport {
    if let tracers = state.observation.current?.tracers {
      let refusal = EmissionRefusal(
        parent: frame?.parent(on: self),
        depth: error.chain.count - 1,
        event: event,
        error: error
      )
      await trace(.emissionRefused(refusal), tracers)
    }
    logger.error(
      "emission refused: \(error)",
      error: error,
      metadata: ["event": "\(event)", "chain": Self.metadata(error.chain)]
    )
    return EmissionReport(refusal: error)
  }

  /// Logs the outcome of a handler, unless it completed.
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
    case .completed, .skipped: break
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
