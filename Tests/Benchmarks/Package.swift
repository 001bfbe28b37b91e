// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that users of the library resolve and build nothing of it.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "busctl", path: "../.."),
    .package(url: "https://github.com/OpenCombine/OpenCombine", from: "0.14.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
  ],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "EventRecording", package: "busctl"),
        .product(name: "Events", package: "busctl"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "OpenCombine", package: "OpenCombine"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .unsafeFlags(["-static-stdlib"]),
      ],
      // As the tool is installed: what is measured is not how calls find a shared library.
      linkerSettings: [.unsafeFlags(["-static-stdlib"])]
    )
  ]
)
