/// The lessons that are built in, in teaching order.
package enum LessonTable {
  package static let entries = texts.flatMap { LessonFile($0).lessons }

  /// The files, one for each lesson, which are embedded in the program.
  package static let texts = [
    PackageResources.nobody_md,
    PackageResources.order_md,
    PackageResources.duplicates_md,
    PackageResources.unsubscribing_md,
    PackageResources.misspelt_md,
    PackageResources.fields_md,
    PackageResources.secret_md,
    PackageResources.isolation_md,
    PackageResources.unheard_md,
    PackageResources.decoupling_md,
    PackageResources.shared_md,
    PackageResources.nesting_md,
    PackageResources.runaway_md,
    PackageResources.snapshot_md,
    PackageResources.detaching_md,
    PackageResources.once_md,
    PackageResources.wiring_md,
    PackageResources.tests_md,
    PackageResources.slowness_md,
    PackageResources.concurrency_md,
    PackageResources.cancellation_md,
    PackageResources.race_md,
    PackageResources.lost_update_md,
    PackageResources.outbox_md,
  ]
}
