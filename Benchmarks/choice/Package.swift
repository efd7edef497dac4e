// swift-tools-version: 6.1
import PackageDescription

/// A program that fits the model of choices with the library alone, as somebody who builds on Kosh would.
let package = Package(
  name: "choice",
  dependencies: [.package(name: "kosh", path: "../..")],
  targets: [
    .executableTarget(
      name: "choice",
      dependencies: [
        .product(name: "KoshStatistics", package: "kosh"), .product(name: "KoshTable", package: "kosh"),
      ])
  ]
)
