import BusLanguage
import EventJSON
import EventRecording
import Events

/// Two emissions side by side, row by row.
package struct TraceDifference {
  package struct Row: Sendable, Hashable {
    package let left: String?
    package let right: String?

    /// The durations, which are shown but not compared.
    var leftDuration: Duration?
    var rightDuration: Duration?

    package init(
      left: String?,
      right: String?,
      leftDuration: Duration? = nil,
      rightDuration: Duration? = nil
    ) {
      self.left = left
      self.right = right
      self.leftDuration = leftDuration
      self.rightDuration = rightDuration
    }

    /// Indicates whether both sides have the row and are equal.
    package var isSame: Bool { left == right }

    /// The mark of the row: `=` if both sides are equal, `!` if they differ, `<` or `>` if only one
    /// side has it.
    var mark: String {
      if isSame { return "=" }
      return left == nil ? ">" : right == nil ? "<" : "!"
    }
  }

  package let rows: [Row]

  package init(_ left: EmissionTrace, _ right: EmissionTrace) {
    let (left, right) = (Self.entries(of: left, 0), Self.entries(of: right, 0))
    // Rows are matched by level and name, whatever their outcomes.
    rows = left.aligned(with: right) { $0.key == $1.key }.map { Row($0, $1) }
  }

  fileprivate struct Entry {
    let key: String
    let text: String
    var duration: Duration?
  }

  private static func entries(of emission: EmissionTrace, _ depth: Int) -> [Entry] {
    let margin = String(repeating: "  ", count: depth)
    let event = margin + emission.start.event.spelling
    let title = Entry(
      key: event,
      text: "\(event) \(JSONWriter.text(of: emission.start.data))",
      duration: emission.duration
    )
    return [title]
      + emission.runs.flatMap { run in
        let name = "\(margin)  \(run.name)"
        let parts = [name, run.word.rawValue, run.detail].filter { !$0.isEmpty }
        let text = parts.joined(separator: "  ")
        return [Entry(key: name, text: text, duration: run.duration)]
          + run.nested.flatMap { nested in
            switch nested {
            case .emission(let inner): entries(of: inner, depth + 2)
            case .refusal(let refusal, _): [entry(of: refusal, "\(margin)    ")]
            }
          }
      }
      + emission.lateChanges.map { change in
        let key = "\(margin)  \(change.mark) \(change.name)"
        return Entry(key: key, text: "\(key)  \(change.consequence)")
      }
  }

  private static func entry(of refusal: EmissionRefusal, _ margin: String) -> Entry {
    let key = "\(margin)\(refusal.event.spelling)  refused"
    return Entry(key: key, text: "\(key)  \(refusal.error)")
  }
}

extension Array {
  /// Returns pairs of the elements of two arrays that match, with as few unmatched ones as possible.
  func aligned(
    with other: [Element],
    by match: (Element, Element) -> Bool
  ) -> [(left: Element?, right: Element?)] {
    let changes = other.difference(from: self, by: match)
    let removed = Set(changes.removals.map(\.offset))
    let inserted = Set(changes.insertions.map(\.offset))
    var pairs: [(left: Element?, right: Element?)] = []
    var (index, next) = (0, 0)
    while index < count || next < other.count {
      if removed.contains(index) {
        pairs.append((self[index], nil))
        index += 1
      } else if inserted.contains(next) {
        pairs.append((nil, other[next]))
        next += 1
      } else {
        pairs.append((self[index], other[next]))
        (index, next) = (index + 1, next + 1)
      }
    }
    return pairs
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}

extension TraceDifference.Row {
  fileprivate init(_ left: TraceDifference.Entry?, _ right: TraceDifference.Entry?) {
    self.init(
      left: left?.text,
      right: right?.text,
      leftDuration: left?.duration,
      rightDuration: right?.duration
    )
  }
}
