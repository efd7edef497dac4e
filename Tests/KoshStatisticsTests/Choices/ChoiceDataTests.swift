import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct ChoiceDataTests {
  // Sets of 2 to 40 rows, more of them than a chunk holds, with dense columns, a factor, weights and an offset.
  private static func data(_ kind: ChoiceData.Kind) -> ChoiceData {
    var state: UInt64 = 88172645463325252
    func random() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / 9007199254740992
    }
    var (ids, outcome): ([Double], [Double]) = ([], [])
    for set in 0..<1300 {
      let rows = 2 + Int(random() * 39)
      let first = Int(random() * Double(rows))
      for row in 0..<rows {
        ids.append(Double(set))
        outcome.append(row == first || (kind == .group && row != (first + 1) % rows && random() < 0.4) ? 1 : 0)
      }
    }
    let n = ids.count
    var design = DesignMatrix(rowCount: n, hasIntercept: false)
    design.append("x", columns: [("x", (0..<n).map { _ in random() * 4 - 1 })])
    design.append("f", names: ["f::a", "f::b"], codes: (0..<n).map { _ in Int32(random() * 3) - 1 })
    design.append("z", columns: [("z", (0..<n).map { _ in 100 + random() })])
    return ChoiceData(
      kind, sets: ChoiceSets(Column(Variable("id"), numbers: ids), rowCount: n), design: design, outcome: outcome,
      weights: (0..<1300).map { _ in random() + 0.5 }, offset: (0..<n).map { _ in random() })
  }

  @Test(arguments: [ChoiceData.Kind.choice, .group])
  func theScoreAndTheInformationAreDerivatives(kind: ChoiceData.Kind) throws {
    let data = Self.data(kind)
    let at = [0.4, -0.3, 0.7, -0.2]
    let pass = try #require(data.pass(at))
    for j in 0..<4 {
      let step = 1e-4
      var (above, below) = (at, at)
      above[j] += step
      below[j] -= step
      let (high, low) = (try #require(data.pass(above)), try #require(data.pass(below)))
      let slope = (high.logLikelihood - low.logLikelihood) / (2 * step)
      #expect(abs(pass.score[j] - slope) < 1e-4 * max(1, abs(slope)), "score \(j)")
      for l in 0..<4 {
        let curve = -(high.score[l] - low.score[l]) / (2 * step)
        #expect(abs(pass.information[l, j] - curve) < 1e-4 * max(1, abs(curve)), "information \(l) \(j)")
      }
    }
    let details = try #require(data.details(at))
    for j in 0..<4 { #expect(agree(details.scores[j].reduce(0, +), pass.score[j], relative: 1e-9)) }
  }

  @Test(arguments: [ChoiceData.Kind.choice, .group])
  func anyNumberOfThreadsGivesTheSameBits(kind: ChoiceData.Kind) throws {
    let data = Self.data(kind)
    let at = [0.4, -0.3, 0.7, -0.2]
    let one = try #require(data.pass(at, threads: 1))
    for threads in [2, 3, 8] {
      let many = try #require(data.pass(at, threads: threads))
      #expect(one.logLikelihood == many.logLikelihood)
      #expect(one.score == many.score)
      #expect(one.information == many.information)
    }
  }

  // Utilities of ±3000 neither overflow nor lose the likelihood.
  @Test func extremeUtilitiesStayFinite() throws {
    let data = Self.data(.choice)
    let pass = try #require(data.pass([1000, 0, 0, 0]))
    #expect(pass.logLikelihood < -1000)
    #expect(pass.score.allSatisfy { $0.isFinite })
  }
}
