// swift-tools-version: 6.2

import PackageDescription

// The application of the page "Getting started", as it stands there but for the path.
let package = Package(
  name: "Groups",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "busctl", path: "../../..")],
  targets: [
    .executableTarget(
      name: "Groups",
      dependencies: [
        .product(name: "EventRecording", package: "busctl"),
        .product(name: "Events", package: "busctl"),
      ]
    ),
    .testTarget(
      name: "GroupsTests",
      dependencies: ["Groups", .product(name: "EventsTesting", package: "busctl")]
    ),
  ]
)
