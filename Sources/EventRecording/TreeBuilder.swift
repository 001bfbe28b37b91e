import Events

/// Puts trees of emissions together from facts, in bounded memory.
struct TreeBuilder {
  /// The maximum number of emissions that run at the same time.
  static let maximumRunning = 100_000

  /// The number of the session, from 1.
  var session = 0

  private var running: [Int: Node] = [:]

  /// An emission that runs; an object, so that it is changed in place.
  fileprivate final class Node {
    var tree: EmissionTree

    /// The emission and the index of its handler that made this one; nil if it is outermost.
    let parent: (node: Node, handler: Int)?

    /// The root of the tree; nil if the emission is in no tree, because the tree is full.
    let root: Tree?

    init(_ tree: EmissionTree, in parent: (node: Node, handler: Int)?, of root: Tree?) {
      (self.tree, self.parent, self.root) = (tree, parent, root)
    }
  }

  /// The size of a tree.
  fileprivate final class Tree {
    var size = 1
    var nestedHandlers = 0
  }

  /// Enters a fact.
  ///
  /// - Returns: The outermost emissions that are complete now.
  mutating func enter(
    _ fact: RecordedFact,
    at moment: EmissionTree.Moment
  ) -> [EmissionTree] {
    switch fact {
    case .emissionStarted(let tree, let parent, let position):
      return begin(tree, inside: parent, at: position)
    case .handlerStarted(let emission, let handler):
      running[emission]?.tree.handlers.append(handler)
    case .handlerFinished(let emission, let position, let end):
      running[emission]?.finish(position, end, at: moment)
    case .emissionFinished(let emission):
      guard let node = running.removeValue(forKey: emission) else { break }
      node.tree.ended = moment
      return finished(node)
    case .emissionCancelled(let emission): running[emission]?.tree.cancelled = moment
    case .emissionRefused(let parent, let refusal):
      guard let parent = parent.flatMap({ running[$0] }), let handler = parent.lastHandler,
        Self.makeRoom(in: parent, handler, 0)
      else { break }
      parent.tree.handlers[handler].nested.append(.refusal(refusal))
    case .subscriptionsChanged(let event, let change):
      for node in running.values where node.tree.event == event { node.add(change) }
    }
    return []
  }

  private mutating func begin(
    _ tree: EmissionTree,
    inside parent: Int?,
    at position: Int?
  ) -> [EmissionTree] {
    // A number is used twice only in a recording that something is missing from.
    let old = running.removeValue(forKey: tree.number).map(finished) ?? []
    var tree = tree
    tree.session = session
    guard let parent = parent.flatMap({ running[$0] }),
      let handler = parent.handler(at: position)
    else {
      running[tree.number] = Node(tree, in: nil, of: Tree())
      return old
    }
    let hasRoom = Self.makeRoom(in: parent, handler, tree.handlerCount)
    running[tree.number] = Node(tree, in: (parent, handler), of: hasRoom ? parent.root : nil)
    return old
  }

  /// Counts an emission and its handlers in the tree of its parent, and returns whether it fits.
  private static func makeRoom(in parent: Node, _ handler: Int, _ handlers: Int) -> Bool {
    guard let root = parent.root else { return false }
    guard root.size < TreeLimits.emissions,
      handlers <= TreeLimits.nestedHandlers - root.nestedHandlers
    else {
      parent.tree.handlers[handler].omitted += 1
      return false
    }
    root.size += 1
    root.nestedHandlers += max(0, handlers)
    return true
  }

  /// Makes an emission part of the handler that made it; returns it if it is outermost.
  private func finished(_ node: Node) -> [EmissionTree] {
    guard let (parent, handler) = node.parent else { return [node.tree] }
    guard node.root != nil else { return [] }
    // The handler may have started an emission and not waited for it.
    if running[parent.tree.number] !== parent { return [node.tree] }
    parent.tree.handlers[handler].nested.append(.emission(node.tree))
    return []
  }

  /// The number of emissions that run.
  var runningCount: Int { running.count }

  /// Ends the session, and returns the outermost emissions that have not ended.
  mutating func endSession() -> [EmissionTree] {
    // The innermost first, so that each finds its parent.
    for node in running.values.sorted(by: { $0.tree.started.sequence > $1.tree.started.sequence })
    where node.parent != nil {
      running[node.tree.number] = nil
      _ = finished(node)
    }
    defer { running = [:] }
    return running.values.map(\.tree).sorted { $0.started.sequence < $1.started.sequence }
  }
}

extension TreeBuilder.Node {
  /// The index of the handler that started last, which is the one that runs.
  fileprivate var lastHandler: Int? { tree.handlers.isEmpty ? nil : tree.handlers.count - 1 }

  /// Returns the index of the handler with a position; without one that of the handler that runs.
  fileprivate func handler(at position: Int?) -> Int? {
    guard let position else { return lastHandler }
    return tree.handlers.lastIndex { $0.position == position }
  }

  fileprivate func finish(
    _ position: Int,
    _ end: RecordedFact.HandlerEnd,
    at moment: EmissionTree.Moment
  ) {
    guard let index = handler(at: position) else { return }
    tree.handlers[index].ended = moment
    tree.handlers[index].outcome = end.outcome
    tree.handlers[index].error = end.error
    tree.handlers[index].note = end.note
  }

  fileprivate func add(_ change: EmissionTree.Change) {
    if tree.changes.count < TreeLimits.changes {
      tree.changes.append(change)
    } else {
      tree.omittedChanges += 1
    }
  }
}
