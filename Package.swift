// swift-tools-version: 6.1
import PackageDescription

/// Swift 6 language mode everywhere, and `package` as the usual access: only the rooms that others may build on
/// (`KoshTable`, `KoshStatistics`, `KoshDemography`) have a `public` face.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "kosh",
  products: [
    .executable(name: "kosh", targets: ["kosh"]),
    .library(name: "KoshTable", targets: ["KoshTable"]),
    .library(name: "KoshStatistics", targets: ["KoshStatistics"]),
    .library(name: "KoshDemography", targets: ["KoshDemography"]),
  ],
  dependencies: [
    // Arguments, help pages and shell completion: only `kosh` imports it.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // YAML with the line and column of every node: only `KoshStudy` imports it.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Hot loops in C. The scripts pass -O2 to the C compiler in debug builds too, so that tests do not crawl.
    .target(name: "CKernels"),
    // A C face on Boost.Math, the distributions and special functions.
    .target(name: "CSpecialFunctions", cxxSettings: [.define("BOOST_MATH_NO_LONG_DOUBLE_MATH_FUNCTIONS")]),

    // The system's zlib, for ZIP archives; its header and library stand where the compiler looks anyway.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .target(name: "KoshTable", swiftSettings: strict),
    .target(name: "KoshNumerics", dependencies: ["CSpecialFunctions", "CKernels"], swiftSettings: strict),
    .target(
      name: "KoshFiles", dependencies: ["KoshTable", "KoshNumerics", "CKernels", "CZlib"], swiftSettings: strict),
    .target(
      name: "KoshStatistics", dependencies: ["KoshTable", "KoshNumerics", "CKernels"], swiftSettings: strict),
    .target(name: "KoshDemography", dependencies: ["KoshTable"], swiftSettings: strict),
    .target(name: "KoshInterviews", dependencies: ["KoshTable", "KoshFiles"], swiftSettings: strict),
    .target(name: "KoshChart", dependencies: ["KoshTable"], swiftSettings: strict),
    .target(name: "KoshReport", dependencies: ["KoshTable", "KoshChart"], swiftSettings: strict),
    .target(
      name: "KoshStudy",
      dependencies: [
        "KoshTable", "KoshNumerics", "KoshFiles", "KoshStatistics", "KoshDemography", "KoshInterviews", "KoshChart",
        "KoshReport", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "kosh",
      dependencies: [
        "KoshTable", "KoshFiles", "KoshStatistics", "KoshInterviews", "KoshStudy",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(name: "KoshTableTests", dependencies: ["KoshTable"], swiftSettings: strict),
    .testTarget(name: "KoshNumericsTests", dependencies: ["KoshNumerics"], swiftSettings: strict),
    .testTarget(name: "KoshFilesTests", dependencies: ["KoshFiles", "KoshTable"], swiftSettings: strict),
    .testTarget(
      name: "KoshStatisticsTests", dependencies: ["KoshStatistics", "KoshTable", "KoshNumerics"],
      resources: [.copy("References")], swiftSettings: strict),
    .testTarget(name: "KoshDemographyTests", dependencies: ["KoshDemography", "KoshTable"], swiftSettings: strict),
    .testTarget(
      name: "KoshInterviewsTests", dependencies: ["KoshInterviews", "KoshTable", "KoshFiles"],
      resources: [.copy("REFI")], swiftSettings: strict),
    .testTarget(
      name: "KoshChartTests", dependencies: ["KoshChart", "KoshTable"], resources: [.copy("Snapshots")],
      swiftSettings: strict),
    .testTarget(
      name: "KoshReportTests", dependencies: ["KoshReport", "KoshChart", "KoshTable"],
      resources: [.copy("Snapshots")], swiftSettings: strict),
    .testTarget(
      name: "KoshStudyTests", dependencies: ["KoshStudy", "KoshReport", "KoshChart", "KoshTable", "KoshNumerics"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
