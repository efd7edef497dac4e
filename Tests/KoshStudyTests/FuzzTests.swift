import Foundation
@testable import KoshStudy
import KoshTable
import Testing

/// Seeded mutations of a study that works: whatever is done to it, it runs or its problems are told.
@Suite struct FuzzTests {
  /// SplitMix64: the same mutations wherever the test runs.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let scraps = [
    "{", "}", "[", "]", ":", ",", "\"", "'", "-", "#", "&a ", "*a ", "|", ">", "%", "\t", "\n", "~", "0", "-1",
    "99999999999999999999", "1e308", "{x}", "{income.r|", "((((", "not ", " in [", "КЗ",
    "\u{0}", "\u{FEFF}", "🙂", "yes", "null", "income", "balance", "regions", "*", "^", "/ 0", "where: ", "kind: ",
    "id: ",
  ]

  private static func mutated(_ text: String, _ generator: inout Generator) -> String {
    var bytes = Array(text.utf8)
    var lines: [Substring] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: Int.random(in: 0..<bytes.count, using: &generator))
      case 2:
        let scrap = scraps.randomElement(using: &generator) ?? ""
        bytes.insert(contentsOf: Array(scrap.utf8), at: Int.random(in: 0...bytes.count, using: &generator))
      case 3:
        var all = lines
        all.remove(at: Int.random(in: 0..<all.count, using: &generator))
        bytes = Array(all.joined(separator: "\n").utf8)
      case 4:
        var all = lines
        let line = all.randomElement(using: &generator) ?? ""
        all.insert(line, at: Int.random(in: 0...all.count, using: &generator))
        bytes = Array(all.joined(separator: "\n").utf8)
      case 5:
        var all = lines
        all.swapAt(Int.random(in: 0..<all.count, using: &generator), Int.random(in: 0..<all.count, using: &generator))
        bytes = Array(all.joined(separator: "\n").utf8)
      default:
        // A word takes the place of another.
        var words = String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        words[Int.random(in: 0..<words.count, using: &generator)] = words.randomElement(using: &generator) ?? ""
        bytes = Array(words.joined(separator: " ").utf8)
      }
      if bytes.isEmpty { bytes = [0x20] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func survives(_ folder: StudyFolder) -> Bool {
    do {
      let run = try folder.run()
      let document = ReportBuilder(run, version: "1").document()
      return document.brokenReferences.isEmpty
    } catch let problems as Problems {
      return !problems.list.isEmpty && problems.list.allSatisfy { !$0.what.isEmpty }
    } catch {
      return false
    }
  }

  @Test(arguments: 0..<8)
  func aMutatedStudyRunsOrTellsItsProblems(seed: Int) throws {
    var generator = Generator(state: UInt64(seed) &* 7919 &+ 1)
    let folder = try SampleStudy.folder()
    for round in 0..<40 {
      let yaml = Self.mutated(SampleStudy.yaml, &generator)
      try folder.write(yaml, to: "study.yaml")
      #expect(survives(folder), "seed \(seed), round \(round):\n\(yaml)")
    }
  }

  @Test(arguments: 0..<4)
  func aMutatedFileRunsOrTellsItsProblems(seed: Int) throws {
    var generator = Generator(state: UInt64(seed) &* 104_729 &+ 5)
    let folder = try SampleStudy.folder()
    for round in 0..<40 {
      let csv = Self.mutated(Sample.csv, &generator)
      try folder.write(csv, to: "data/regions.csv")
      #expect(survives(folder), "seed \(seed), round \(round):\n\(csv)")
    }
  }
}
