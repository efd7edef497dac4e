import Foundation
import Testing

/// Numbers made by `References/statistics.R`, looked up by their path.
struct StatisticsReference {
  private let root: [String: Any]

  init() throws {
    let file = try #require(
      Bundle.module.url(forResource: "statistics", withExtension: "json", subdirectory: "References"))
    root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  func any(_ path: String...) throws -> Any { try find(path) }
  func number(_ path: String...) throws -> Double { try #require(try find(path) as? NSNumber).doubleValue }
  func numbers(_ path: String...) throws -> [Double] { try #require(try find(path) as? [Double]) }
  func optionals(_ path: String...) throws -> [Double?] {
    try #require(try find(path) as? [Any]).map { ($0 as? NSNumber)?.doubleValue }
  }
  func integers(_ path: String...) throws -> [Int] { try #require(try find(path) as? [Int]) }
  func matrix(_ path: String...) throws -> [[Double]] { try #require(try find(path) as? [[Double]]) }
  func integerMatrix(_ path: String...) throws -> [[Int]] { try #require(try find(path) as? [[Int]]) }

  /// A column of the regions; missing cells are `nil`. Columns: income, food, balance, children, poor.
  func region(_ column: Int) throws -> [Double?] {
    try #require(try find(["regions"]) as? [[Any]]).map { ($0[column] as? NSNumber)?.doubleValue }
  }

  private func find(_ path: [String]) throws -> Any {
    var node: Any = root
    for key in path { node = try #require((node as? [String: Any])?[key], "\(path)") }
    return node
  }
}

/// Agreement to a relative tolerance; with an expected 0, to the same absolute one.
func agree(_ value: Double?, _ expected: Double, relative: Double = 1e-12) -> Bool {
  guard let value else { return false }
  return abs(value - expected) <= relative * (expected == 0 ? 1 : abs(expected))
}

/// Agreement of every element.
func agree(_ values: [Double], _ expected: [Double], relative: Double = 1e-12) -> Bool {
  values.count == expected.count && zip(values, expected).allSatisfy { agree($0, $1, relative: relative) }
}
