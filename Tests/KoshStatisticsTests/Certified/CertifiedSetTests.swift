import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct CertifiedSetTests {
  static let all = Result { try read() }

  static func sets(_ procedure: CertifiedSet.Procedure) throws -> [CertifiedSet] {
    try all.get().filter { $0.procedure == procedure }
  }

  static func read() throws -> [CertifiedSet] {
    let folder = try #require(Bundle.module.url(forResource: "References/certified", withExtension: nil))
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }.sorted()
      .map { name in
        try CertifiedSet(
          String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8), file: name)
      }
  }

  /// Half a digit is what the last bits of different orders of summing cost.
  static let slack = 0.5

  func digits(_ set: CertifiedSet, start: Int = 0) throws -> Double {
    try set.accuracy(start: start).map(\.digits).min() ?? 0
  }

  @Test func allOfThemAreHere() throws {
    #expect(try Self.sets(.univariate).count == 8 && Self.sets(.anova).count == 11)
    #expect(try Self.sets(.linear).count == 11 && Self.sets(.nonlinear).count == 27)
  }

  /// Mean, standard deviation and autocorrelation have the digits that exact arithmetic on the same data has.
  @Test func univariateToTheLimitOfDoubles() throws {
    for set in try Self.sets(.univariate) {
      let limit = try #require(set.limit)
      #expect(try digits(set) > limit - Self.slack, "\(set.name)")
      if set.difficulty != "higher" { #expect(try digits(set) >= 9, "\(set.name)") }
    }
  }

  @Test func varianceToTheLimitOfDoubles() throws {
    for set in try Self.sets(.anova) {
      let limit = try #require(set.limit)
      #expect(try digits(set) > limit - Self.slack, "\(set.name)")
      if set.difficulty != "higher" { #expect(try digits(set) >= 9, "\(set.name)") }
    }
  }

  @Test func linearLeastSquares() throws {
    for set in try Self.sets(.linear) {
      #expect(try digits(set) >= (set.difficulty == "higher" ? 7 : 9), "\(set.name)")
      // All but the polynomial of degree 10, whose powers are no numbers of 64 bits, keep more than is asked for.
      if set.name != "Filip" { #expect(try digits(set) >= 10.5, "\(set.name)") }
    }
  }

  /// From the hard start and from the near one.
  @Test(arguments: [0, 1]) func nonlinearLeastSquares(start: Int) throws {
    for set in try Self.sets(.nonlinear) {
      #expect(try digits(set, start: start) >= 9, "\(set.name)")
      // The residuals of Lanczos1 are the rounding of its data.
      #expect(try set.accuracy(start: start).count == (set.name == "Lanczos1" ? 1 : 3))
    }
  }

  @Test func comparisonCanFail() {
    #expect(CertifiedSet.digits(1.001, certified: 1, most: 15) < 3.01)
    #expect(
      CertifiedSet.digits(nil, certified: 1, most: 15) == 0 && CertifiedSet.digits(.nan, certified: 1, most: 15) == 0)
    #expect(
      CertifiedSet.digits(1, certified: 1, most: 11) == 11 && CertifiedSet.digits(-1, certified: 1, most: 11) == 0)
    #expect(CertifiedSet.digits(1e-13, certified: 0, most: 15) == 13)
  }

  @Test func reading() throws {
    let set = try CertifiedSet(
      """
      name        Small
      procedure   nonlinear
      difficulty  lower
      formula     y ~ b1 * x
      parameter   b1 2.5 error 0.1 start 500 250
      certified   residual_sum_of_squares 1.5E-01
      limit       13.5
      columns     y x
      1 2
      repeat 2 2
      3 4
      5 6
      7 8
      """, file: "Small.txt")
    #expect(set.name == "Small" && set.difficulty == "lower" && set.limit == 13.5 && set.formula == "y ~ b1 * x")
    #expect(set.parameters.map(\.starts) == [[500, 250]] && set.figures == ["residual_sum_of_squares": 0.15])
    #expect(set.table["y"]?.numbers == [1, 3, 5, 3, 5, 7] && set.table["x"]?.numbers == [2, 4, 6, 4, 6, 8])
    #expect {
      try CertifiedSet("name A\nprocedure linear\ndifficulty lower\ncolumns y\n1 2", file: "A.txt")
    } throws: { error in
      "\(error)" == "A.txt:5: \"1 2\" is no line of a certified set"
    }
    #expect {
      try CertifiedSet("name A", file: "A.txt")
    } throws: { error in
      "\(error)" == "A.txt: the certified set lacks its name, procedure, difficulty or rows"
    }
  }
}
