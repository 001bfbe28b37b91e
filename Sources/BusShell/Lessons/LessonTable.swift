/// The lessons that are built in, in teaching order.
package enum LessonTable {
  package static let entries = texts.flatMap { LessonFile($0).lessons }

  /// The files, one for each lesson, which are embedded in the program.
  package static let texts = [
    PackageResources.nobody_md,
    PackageResources.order_md,
    PackageResources.duplicates_md,
    PackageResources.unsubscribing_md,
    PackageResources.isolation_md,
    PackageResources.nesting_md,
    PackageResources.snapshot_md,
    PackageResources.slowness_md,
    PackageResources.concurrency_md,
    PackageResources.cancellation_md,
    PackageResources.runaway_md,
    PackageResources.decoupling_md,
  ]
}
