import Foundation
import KoshTable
import Testing

/// Reads the reference numbers that stand beside the scripts which made them.
enum References {
  static func json(_ name: String) throws -> [String: Any] {
    let url = try #require(Bundle.module.url(forResource: "References/\(name)", withExtension: "json"))
    return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
  }
}

extension [String: Any] {
  func numbers(_ key: String) throws -> [Double] {
    try #require(self[key] as? [Any], "\(key)").map { ($0 as? NSNumber)?.doubleValue ?? .nan }
  }
  func number(_ key: String) throws -> Double { try #require(self[key] as? NSNumber, "\(key)").doubleValue }
  func text(_ key: String) throws -> String { try #require(self[key] as? String, "\(key)") }
  func object(_ key: String) throws -> [String: Any] { try #require(self[key] as? [String: Any], "\(key)") }

  /// A table of the columns in an object: numbers, or texts with null for missing.
  func table(_ name: String) throws -> Table {
    Table(
      name: name,
      columns: try keys.sorted().map { key in
        let cells = try #require(self[key] as? [Any])
        if cells.contains(where: { $0 is String }) {
          return Column(Variable(key), categories: cells.map { $0 as? String })
        }
        return Column(Variable(key), numbers: try numbers(key))
      })
  }
}

/// Whether two numbers agree to a relative tolerance; two that are exactly 0 agree.
func agree(_ actual: Double?, _ expected: Double?, relative tolerance: Double) -> Bool {
  guard let actual, let expected else { return actual == nil && expected == nil }
  return actual == expected || abs(actual - expected) <= tolerance * abs(expected)
}
