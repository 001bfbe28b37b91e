import Events

/// The part of a deep tree that a view leaves out from an emission on.
enum EmissionFold {
  /// The middle of a chain of emissions, each the only one nested in the one before. The view goes on
  /// with the given one of its last emissions.
  case middle(resumesAt: EmissionTrace)

  /// Everything from the emission on: so many emissions.
  case rest(Int)

  /// The number of emissions that are shown at each end of a chain.
  private static let levelsShown = 2

  /// The number of emissions in the middle of a chain that are still shown; more are left out.
  private static let maximumMiddle = 3

  /// The number of levels that are shown of a tree that is not a chain.
  ///
  /// Views follow a tree by recursion, and a thread's stack has room for several hundred levels.
  private static let maximumLevels = 100

  /// Returns the part that is left out from an emission on, inside the one that the view shows.
  ///
  /// - Returns: The part; nil if the emission is shown.
  init?(at emission: EmissionTrace, inside root: EmissionTrace) {
    let depth = emission.start.depth - root.start.depth
    guard depth >= Self.levelsShown else { return nil }
    let maximum = Self.levelsShown + Self.maximumMiddle
    let chain = emission.chain
    if chain.count > maximum {
      self = .middle(resumesAt: chain[chain.count - Self.levelsShown])
      return
    }
    guard depth >= Self.maximumLevels else { return nil }
    // The end of a chain is as deep, but small.
    let count = emission.sum { _ in 1 }
    guard count > maximum else { return nil }
    self = .rest(count)
  }

  /// Returns a text on the omitted part.
  ///
  /// - Parameter emission: The first emission that is left out.
  /// - Returns: The text.
  func text(from emission: EmissionTrace) -> String {
    switch self {
    case .middle(let last):
      "\(last.start.depth - emission.start.depth) more, each nested in the one before"
    case .rest(let count): "\(count) more, nested too deep to be shown"
    }
  }

  /// The emission with which the view continues; nil if it ends here.
  var resumption: EmissionTrace? {
    if case .middle(let last) = self { last } else { nil }
  }
}

extension EmissionTrace {
  /// The chain of emissions from this one on, each the only one nested in the one before.
  fileprivate var chain: [EmissionTrace] {
    var chain = [self]
    while let last = chain.last {
      let nested = last.runs.flatMap(\.nested)
      guard nested.count == 1, case .emission(let inner)? = nested.first else { break }
      chain.append(inner)
    }
    return chain
  }

  /// The emissions that views of this one leave out, by their numbers, each with the text for it if it
  /// is the first of several.
  var folded: [Int: String?] {
    var folded: [Int: String?] = [:]
    addFolded(inside: self, to: &folded)
    return folded
  }

  private func addFolded(inside root: EmissionTrace, to folded: inout [Int: String?]) {
    for inner in nestedEmissions {
      guard let fold = EmissionFold(at: inner, inside: root) else {
        inner.addFolded(inside: root, to: &folded)
        continue
      }
      folded[inner.start.emission] = .some(fold.text(from: inner))
      var hidden = inner.nestedEmissions
      while let next = hidden.popLast() {
        if next.start.emission == fold.resumption?.start.emission {
          next.addFolded(inside: root, to: &folded)
        } else {
          folded[next.start.emission] = .some(nil)
          hidden += next.nestedEmissions
        }
      }
    }
  }
}
