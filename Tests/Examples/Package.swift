// swift-tools-version: 6.2

import PackageDescription

// The listings of the documentation that need other packages. A directory of the sources is named
// after the page that shows them. A package of its own, so that users of the library resolve and
// build nothing of it.
let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "busctl", path: "../.."),
    .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(
      name: "Observing",
      dependencies: [
        .product(name: "Events", package: "busctl"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
      ]
    ),
    .executableTarget(
      name: "BeyondOneProcess",
      dependencies: [
        .product(name: "Events", package: "busctl"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    .target(
      name: "Streams",
      dependencies: [
        .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
        .product(name: "Events", package: "busctl"),
      ]
    ),
    .testTarget(
      name: "ObservingTests",
      dependencies: [
        "Observing",
        .product(name: "EventsTesting", package: "busctl"),
        .product(name: "InMemoryLogging", package: "swift-log"),
        .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
        .product(name: "MetricsTestKit", package: "swift-metrics"),
      ]
    ),
    .testTarget(
      name: "BeyondOneProcessTests",
      dependencies: ["BeyondOneProcess"]
    ),
    .testTarget(
      name: "StreamsTests",
      dependencies: ["Streams"]
    ),
  ]
)

// As in the package itself.
for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}
