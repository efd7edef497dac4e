// swift-tools-version: 6.1
import PackageDescription

/// A program that fits the gravity model with the library alone, as somebody who builds on Kosh would.
let package = Package(
  name: "gravity",
  dependencies: [.package(name: "kosh", path: "../..")],
  targets: [
    .executableTarget(
      name: "gravity",
      dependencies: [
        .product(name: "KoshStatistics", package: "kosh"), .product(name: "KoshTable", package: "kosh"),
      ])
  ]
)
