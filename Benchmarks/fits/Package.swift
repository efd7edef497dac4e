// swift-tools-version: 6.1
import PackageDescription

let library: [Target.Dependency] = [
  .product(name: "KoshStatistics", package: "kosh"), .product(name: "KoshTable", package: "kosh"),
]

/// Programs that fit models with the library alone, as somebody who builds on Kosh would.
let package = Package(
  name: "fits",
  dependencies: [.package(name: "kosh", path: "../..")],
  targets: [
    .target(name: "Measuring", dependencies: library),
    .executableTarget(name: "choice", dependencies: ["Measuring"] + library),
    .executableTarget(name: "gravity", dependencies: ["Measuring"] + library),
  ]
)
