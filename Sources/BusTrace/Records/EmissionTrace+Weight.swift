import Events

// The approximate memory of a recording, in bytes. Shared storage counts as if it were not shared.

extension EmissionTrace {
  /// The size of the emission with everything nested in it and all notes.
  var weight: Int {
    runs.reduce(256 + changes.count * 128 + start.data.weight) { $0 + $1.weight }
  }
}

extension HandlerTrace {
  fileprivate var weight: Int {
    nested.reduce(192 + (note?.utf8.count ?? 0)) { weight, nested in
      switch nested {
      case .emission(let emission): weight + emission.weight
      case .refusal(let refusal, _): weight + 64 + refusal.error.chain.count * 16
      }
    }
  }
}

extension EventData {
  fileprivate var weight: Int {
    reduce(64) { $0 + 48 + $1.key.utf8.count + Self.weight(of: $1.value) }
  }

  private static func weight(of value: any Sendable) -> Int {
    switch value {
    case let text as String: text.utf8.count
    case let data as EventData: data.weight
    case let values as [any Sendable]: values.reduce(32) { $0 + 40 + weight(of: $1) }
    default: EventData(object: value)?.weight ?? 0
    }
  }
}
