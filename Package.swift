// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "busctl",
  // Those whose standard library has `Synchronization`.
  platforms: [
    .macOS(.v15), .iOS(.v18), .macCatalyst(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2),
  ],
  products: [
    .library(name: "Events", targets: ["Events"]),
    .library(name: "EventsTesting", targets: ["EventsTesting"]),
    .library(name: "EventRecording", targets: ["EventRecording"]),
    .library(name: "BusConsole", targets: ["BusConsole", "Events"]),
    .executable(name: "busctl", targets: ["busctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    // Its paths and error numbers are those of swift-system.
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    // Without its default trait, which adds Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .target(
      name: "Events",
      dependencies: [.product(name: "Logging", package: "swift-log")]
    ),
    .target(
      name: "EventsTesting",
      dependencies: ["Events"]
    ),
    .target(
      name: "DemoApplication",
      dependencies: ["BusConsole", "Events"]
    ),
    .target(name: "TerminalText"),
    .target(
      name: "EventJSON",
      dependencies: ["Events", "TerminalText"]
    ),
    .target(
      name: "EventRecording",
      dependencies: ["EventJSON", "Events"],
      exclude: ["records.schema.json"]
    ),
    .target(
      name: "BusLanguage",
      dependencies: ["EventJSON", "Events", "TerminalText"]
    ),
    .target(
      name: "BusTrace",
      dependencies: ["BusLanguage", "EventJSON", "EventRecording", "Events", "TerminalText"],
      resources: [
        .embedInCode("Pictures/Page/page.css"), .embedInCode("Pictures/Page/page.js"),
      ]
    ),
    .target(
      name: "BusShell",
      dependencies: [
        "BusLanguage",
        "BusTrace",
        "EventJSON",
        "EventRecording",
        "Events",
        "TerminalText",
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.embedInCode("Lessons/Texts")]
    ),
    .executableTarget(
      name: "busctl",
      dependencies: ["BusConsole", "DemoApplication"]
    ),
    .target(
      name: "BusConsole",
      dependencies: [
        "BusLanguage",
        "BusShell",
        "BusTrace",
        "CLibEdit",
        "EventJSON",
        "EventRecording",
        "Events",
        "TerminalText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    .systemLibrary(
      name: "CLibEdit",
      // No `pkgConfig`: it would warn those who use only the libraries and have no libedit.
      providers: [.apt(["libedit-dev"])]
    ),
    .target(
      name: "TestSupport",
      dependencies: [
        "BusConsole", "BusLanguage", "BusShell", "DemoApplication", "EventJSON", "Events",
      ],
      path: "Tests/TestSupport"
    ),
    .testTarget(
      name: "ArchitectureTests",
      dependencies: ["TestSupport"]
    ),
    .testTarget(
      name: "EventsTests",
      dependencies: [
        "Events",
        .product(name: "InMemoryLogging", package: "swift-log"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "EventsMainActorTests",
      dependencies: ["Events"],
      swiftSettings: [.defaultIsolation(MainActor.self)]
    ),
    .testTarget(
      name: "EventsTestingTests",
      dependencies: [
        "Events",
        "EventsTesting",
        "TestSupport",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "DemoApplicationTests",
      dependencies: ["BusConsole", "DemoApplication", "Events"]
    ),
    .testTarget(
      name: "TerminalTextTests",
      dependencies: ["TerminalText"]
    ),
    .executableTarget(
      name: "RecordingProgram",
      dependencies: [
        "EventRecording", "Events", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/RecordingProgram"
    ),
    .executableTarget(
      name: "AttachedProgram",
      dependencies: [
        "BusConsole", "Events", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/AttachedProgram"
    ),
    .testTarget(
      name: "EventRecordingTests",
      dependencies: [
        "BusLanguage",
        "EventJSON",
        "EventRecording",
        "Events",
        "RecordingProgram",
        "TestSupport",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "EventJSONTests",
      dependencies: ["BusLanguage", "EventJSON", "Events", "TestSupport"]
    ),
    .testTarget(
      name: "BusLanguageTests",
      dependencies: ["BusLanguage", "EventJSON", "Events", "TerminalText", "TestSupport"]
    ),
    .testTarget(
      name: "BusShellTests",
      dependencies: [
        "BusConsole", "BusLanguage", "BusShell", "BusTrace", "EventJSON", "EventRecording",
        "Events", "TerminalText", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "busctlTests",
      dependencies: [
        "AttachedProgram", "BusConsole", "BusLanguage", "BusShell", "EventRecording", "Events",
        "RecordingProgram",
        "TerminalText",
        "TestSupport", "busctl",
      ]
    ),
  ]
)

// The features that the language will turn on by itself in its next mode.
for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("ImmutableWeakCaptures"),
      .enableUpcomingFeature("InferIsolatedConformances"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
