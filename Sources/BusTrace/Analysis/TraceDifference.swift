import BusLanguage
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
    let changes = right.map(\.key).difference(from: left.map(\.key))
    let removed = Set(
      changes.removals.compactMap { change -> Int? in
        if case .remove(let offset, _, _) = change { offset } else { nil }
      }
    )
    let inserted = Set(
      changes.insertions.compactMap { change -> Int? in
        if case .insert(let offset, _, _) = change { offset } else { nil }
      }
    )
    var rows: [Row] = []
    var (index, other) = (0, 0)
    while index < left.count || other < right.count {
      if index < left.count, removed.contains(index) {
        rows.append(Row(left[index], nil))
        index += 1
      } else if other < right.count, inserted.contains(other) {
        rows.append(Row(nil, right[other]))
        other += 1
      } else {
        rows.append(Row(left[index], right[other]))
        (index, other) = (index + 1, other + 1)
      }
    }
    self.rows = rows
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
