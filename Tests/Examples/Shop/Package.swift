// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "shop",
  platforms: [.macOS(.v15)],
  dependencies: [.package(path: "../busctl")],
  targets: [
    .executableTarget(name: "shop", dependencies: [.product(name: "BusConsole", package: "busctl")])
  ]
)
