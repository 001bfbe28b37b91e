/// The limits of a tree of emissions, in a recording and in the trace of a session.
package enum TreeLimits {
  /// The maximum number of emissions in a tree, refused ones included.
  ///
  /// The depth limit bounds the depth of a tree, but two relays on each of two events make one that
  /// grows in breadth exponentially.
  package static let emissions = 2000

  /// The maximum number of handlers of the nested emissions in a tree.
  package static let nestedHandlers = 100_000

  /// The maximum number of late changes that are kept with an emission.
  package static let changes = 20
}
