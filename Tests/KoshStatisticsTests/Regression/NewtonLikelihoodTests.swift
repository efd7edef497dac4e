import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

/// Rows of a made-up survey for laws that hold for every family: exact arithmetic instead of random numbers.
enum MadeRows {
  /// A table of `count` rows; `fine` gives the score so many different values that no two rows are alike.
  static func table(_ count: Int, fine: Bool = false) -> Table {
    var state: UInt64 = 88_172_645_463_325_252
    func draw() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var (gender, score, region, school, y, moves, weight):
      ([Double], [Double], [Int32], [Double], [Double], [Double], [Double]) =
        ([], [], [], [], [], [], [])
    for _ in 0..<count {
      let (g, place) = (draw() < 0.5 ? 0.0 : 1.0, Int32(draw() * 5))
      let s = fine ? draw() * 40 : (draw() * 40).rounded() / 2
      let eta = 0.4 - 0.7 * g + 0.03 * s + [0, 0.3, -0.2, 0.1, 0.5][Int(place)]
      gender.append(g)
      score.append(s)
      region.append(place)
      school.append((draw() * 50).rounded())
      y.append(draw() < 1 / (1 + Foundation.exp(-eta)) ? 1 : 0)
      // A count between 0 and 9 that grows with the predictor and spreads more than Poisson's.
      moves.append(Double(Int(draw() * draw() * Foundation.exp(0.4 * eta) * 5)))
      weight.append(Double(1 + Int(draw() * 3)))
    }
    return Table(
      name: "made.csv",
      columns: [
        Column(Variable("gender"), numbers: gender), Column(Variable("score"), numbers: score),
        Column(Variable("region"), codes: region, levels: ["A", "B", "C", "D", "E"]),
        Column(Variable("school"), numbers: school), Column(Variable("y"), numbers: y),
        Column(Variable("moves"), numbers: moves), Column(Variable("weight"), numbers: weight),
      ])
  }

  static func data(_ count: Int, family: Family, weighted: Bool = false) throws -> LikelihoodData {
    let formula = try Formula("\(family.isBinary ? "y" : "moves") ~ gender + score + i(region)")
    let schema = try Schema(
      formula, options: RegressionOptions(weights: weighted ? "weight" : nil), outcome: family.outcomeKind,
      table: table(count, fine: true))
    return LikelihoodData(design: schema.design, outcome: schema.outcome, weights: schema.weights)
  }
}

@Suite struct NewtonLikelihoodTests {
  @Test(arguments: [Family.logit, .probit, .poisson, .negativeBinomial], [false, true])
  func oneThreadIsManyToTheBit(_ family: Family, _ weighted: Bool) throws {
    let data = try MadeRows.data(70_001, family: family, weighted: weighted)
    let coefficients = (0..<data.design.columnCount).map { Double($0 % 3) * 0.05 - 0.03 }
    func pass(_ threads: Int) -> LikelihoodPass {
      data.design.pass(
        family, parameter: 0.4, data: data, coefficients: coefficients, meat: .rows, threads: threads)
    }
    let (one, many) = (pass(1), pass(5))
    #expect(one.logLikelihood.isFinite)
    #expect(one.logLikelihood == many.logLikelihood)
    #expect(one.score == many.score)
    #expect(one.information == many.information)
    #expect(one.meat == many.meat)
    #expect(one.alpha.score == many.alpha.score)
    #expect(one.alpha.cross == many.alpha.cross)
  }

  // Central differences of the log likelihood; their own error is about 1e-9 of it.
  @Test(arguments: [Family.logit, .probit, .poisson, .negativeBinomial])
  func derivativesAreThoseOfTheLikelihood(_ family: Family) throws {
    let data = try MadeRows.data(700, family: family, weighted: true)
    let at = [0.1, -0.2, 0.01, 0.1, 0, 0.2, -0.1]
    func pass(_ move: (inout [Double]) -> Void, alpha: Double = 0.5) -> LikelihoodPass {
      var coefficients = at
      move(&coefficients)
      return data.design.pass(family, parameter: alpha, data: data, coefficients: coefficients)
    }
    let (here, step) = (pass { _ in }, 1e-5)
    for j in at.indices {
      let (up, down) = (pass { $0[j] += step }, pass { $0[j] -= step })
      let slope = (up.logLikelihood - down.logLikelihood) / (2 * step)
      #expect(abs(slope - here.score[j]) < 1e-6 * max(1, abs(slope)), "\(family) \(j)")
      for l in at.indices {
        let bend = -(up.score[l] - down.score[l]) / (2 * step)
        #expect(abs(bend - here.information[j, l]) < 1e-6 * max(1, abs(bend)), "\(family) \(j) \(l)")
      }
    }
    guard family == .negativeBinomial else { return }
    for alpha in [1e-6, 0.01, 0.5, 3] {
      let h = 1e-4 * alpha
      let (middle, up, down) = (
        pass({ _ in }, alpha: alpha), pass({ _ in }, alpha: alpha + h), pass({ _ in }, alpha: alpha - h)
      )
      if alpha > 1e-3 {
        let slope = (up.logLikelihood - down.logLikelihood) / (2 * h)
        #expect(abs(slope - middle.alpha.score) < 1e-5 * max(1, abs(slope)))
      }
      let bend = (up.alpha.score - down.alpha.score) / (2 * h)
      #expect(abs(bend - middle.alpha.curvature) < 1e-5 * max(1, abs(bend)), "\(alpha)")
      for j in at.indices {
        let cross = (up.score[j] - down.score[j]) / (2 * h)
        #expect(abs(cross - middle.alpha.cross[j]) < 1e-5 * max(1, abs(cross)), "\(alpha) \(j)")
      }
    }
  }

  @Test func aSampleOfManyRowsLeadsToTheSameMaximum() throws {
    let data = try MadeRows.data(NewtonLikelihood.sampledRows + 77, family: .logit)
    var sampled = NewtonLikelihood(.logit, data: data)
    var plain = NewtonLikelihood(.logit, data: data, start: [Double](repeating: 0, count: data.design.columnCount))
    guard case .maximum = sampled.run(), case .maximum = plain.run() else {
      Issue.record("no maximum")
      return
    }
    #expect(sampled.iterations < plain.iterations)
    for (a, b) in zip(sampled.coefficients, plain.coefficients) { #expect(agree(a, b, relative: 1e-11)) }
    #expect(agree(sampled.logLikelihood, plain.logLikelihood, relative: 1e-13))
  }

  @Test func groupSumsAreThoseOfTheRows() throws {
    let data = try MadeRows.data(40_003, family: .poisson, weighted: true)
    let coefficients = [0.1, -0.2, 0.01, 0.1, 0, 0.2, -0.1]
    let codes = (0..<data.outcome.count).map { Int32($0 * 7 % 13) }
    let sums = data.design.groupSums(
      .poisson, parameter: 0, data: data, coefficients: coefficients, codes: codes, count: 13)
    let residual = data.rows(.poisson, parameter: 0, linear: data.design.linearPredictor(coefficients)).residual
    for j in 0..<data.design.columnCount {
      var expected = [Double](repeating: 0, count: 13)
      for (row, x) in data.design.column(j).enumerated() { expected[Int(codes[row])] += x * residual[row] }
      for (a, b) in zip(sums[j], expected) { #expect(abs(a - b) < 1e-8) }
    }
  }
}
