import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct CertifiedSetTests {
  static let names = (try? Self.folder().map { try FileManager.default.contentsOfDirectory(atPath: $0.path) }) ?? []

  static func folder() throws -> URL? { Bundle.module.url(forResource: "References/certified", withExtension: nil) }

  static func all(_ procedure: CertifiedSet.Procedure) throws -> [CertifiedSet] {
    try names.filter { $0.hasSuffix(".txt") }.sorted().map { name in
      let file = try #require(try folder()).appendingPathComponent(name)
      return try CertifiedSet(String(contentsOf: file, encoding: .utf8), file: name)
    }.filter { $0.procedure == procedure }
  }
  @Test(arguments: CertifiedSet.Procedure.allCases) func dump(_ procedure: CertifiedSet.Procedure) throws {
    for set in try Self.all(procedure) {
      do {
        print(set.name, set.difficulty, set.limit ?? 99, try set.accuracy().map { "\($0.quantity) \($0.digits)" }.joined(separator: ", "))
        if procedure == .nonlinear { print("   second", try set.accuracy(start: 1).map { "\($0.quantity) \($0.digits)" }.joined(separator: ", ")) }
      } catch { print(set.name, "FAILED", error) }
    }
  }
}
