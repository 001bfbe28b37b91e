import EventBus

/// Two emissions side by side, row by row.
struct TraceDifference {
  struct Row: Sendable, Hashable {
    let left: String?
    let right: String?

    /// Whether both sides have the row, and it says the same.
    var isSame: Bool { left == right }

    /// `=` for the same, `!` for another outcome, `<` and `>` for what only one side has.
    var mark: String {
      if isSame { return "=" }
      return left == nil ? ">" : right == nil ? "<" : "!"
    }
  }

  let rows: [Row]

  init(_ left: EmissionTrace, _ right: EmissionTrace) {
    let (left, right) = (Self.entries(of: left, 0), Self.entries(of: right, 0))
    // Rows belong together by their place and name, whatever came of them.
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
        rows.append(Row(left: left[index].text, right: nil))
        index += 1
      } else if other < right.count, inserted.contains(other) {
        rows.append(Row(left: nil, right: right[other].text))
        other += 1
      } else {
        rows.append(Row(left: left[index].text, right: right[other].text))
        (index, other) = (index + 1, other + 1)
      }
    }
    self.rows = rows
  }

  private struct Entry {
    let key: String
    let text: String
  }

  private static func entries(of emission: EmissionTrace, _ depth: Int) -> [Entry] {
    let margin = String(repeating: "  ", count: depth)
    let event = margin + emission.start.event.spelling
    let title = Entry(key: event, text: "\(event) \(JSONWriter.text(of: emission.start.data))")
    return [title]
      + emission.runs.flatMap { run in
        let name = "\(margin)  \(run.run.name)"
        let outcome = run.outcome?.word ?? "running"
        let detail = [outcome, run.note?.escaped ?? ""].filter { !$0.isEmpty }
        let entry = Entry(key: name, text: ([name] + detail).joined(separator: "  "))
        return [entry]
          + run.nested.flatMap { nested in
            switch nested {
            case .emission(let inner): entries(of: inner, depth + 2)
            case .refusal(let refusal, _):
              [Entry(key: "", text: "\(margin)    \(refusal.event.spelling)  refused")]
            }
          }
      }
  }
}
