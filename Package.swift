// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "busctl",
  products: [
    .library(name: "EventBus", targets: ["EventBus"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
  ],
  targets: [
    .target(
      name: "EventBus",
      dependencies: [.product(name: "Logging", package: "swift-log")]
    ),
    .target(
      name: "DemoDomain",
      dependencies: ["EventBus"]
    ),
    .target(
      name: "BusShell",
      dependencies: [
        "DemoDomain",
        "EventBus",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .target(
      name: "TestSupport",
      path: "Tests/TestSupport"
    ),
    .testTarget(
      name: "EventBusTests",
      dependencies: [
        "EventBus",
        .product(name: "InMemoryLogging", package: "swift-log"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "DemoDomainTests",
      dependencies: ["DemoDomain", "EventBus"]
    ),
    .testTarget(
      name: "BusShellTests",
      dependencies: ["BusShell", "EventBus", "TestSupport"]
    ),
  ]
)

// The features that the language will turn on by itself in its next mode.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}
