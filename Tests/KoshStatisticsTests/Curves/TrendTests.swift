import KoshStatistics
import KoshTable
import Testing

@Suite struct TrendTests {
  static let closed: [TrendShape] = [.linear, .quadratic, .cubic, .logarithmic]

  /// R: lm and AIC on the published external balance 2000–2024 and its running total.
  @Test(arguments: closed) func agreesWithR(_ shape: TrendShape) throws {
    let reference = try StatisticsReference()
    let annual = try reference.optionals("series")
    for (name, series) in [("annual", annual), ("cumulated", cumulated(annual))] {
      let fit = try fitTrend(shape, to: series, isCumulated: name == "cumulated")
      #expect(agree(fit.coefficients, try reference.numbers(name, shape.rawValue, "coefficients"), relative: 1e-9))
      #expect(agree(fit.rSquared, try reference.number(name, shape.rawValue, "r2"), relative: 1e-10))
      #expect(agree(fit.adjustedRSquared, try reference.number(name, shape.rawValue, "adjusted"), relative: 1e-10))
      #expect(agree(fit.aic, try reference.number(name, shape.rawValue, "aic"), relative: 1e-10))
      #expect(agree(fit.residualSumOfSquares, try reference.number(name, shape.rawValue, "rss"), relative: 1e-10))
      #expect(!fit.isDegenerate)
      #expect(fit.cautions.map(\.code) == (name == "cumulated" ? ["cumulated_r_squared"] : []))
    }
  }

  /// R² to seven decimals, from an independent computation with numpy and scipy.
  @Test func publishedSeries() throws {
    let annual = try StatisticsReference().optionals("series")
    let expected: [(TrendShape, Double, Double)] = [
      (.linear, 0.0866076, 0.3917857), (.quadratic, 0.3027856, 0.6099287), (.cubic, 0.9132061, 0.6507003),
      (.logarithmic, 0.3082732, 0.2600797), (.exponentialApproach, 0.6692397, 0.391767),
    ]
    for (shape, year, total) in expected {
      #expect(abs(try fitTrend(shape, to: annual).rSquared - year) < 1e-6, "\(shape)")
      #expect(abs(try fitTrend(shape, to: cumulated(annual)).rSquared - total) < 1e-6, "\(shape)")
    }
  }

  /// R: optimise() over τ, lm() for the rest.
  @Test func exponentialApproachAgreesWithR() throws {
    let reference = try StatisticsReference()
    let annual = try fitTrend(.exponentialApproach, to: try reference.optionals("series"))
    #expect(agree(annual.rSquared, try reference.number("approach", "r2"), relative: 1e-10))
    #expect(agree(annual.aic, try reference.number("approach", "aic"), relative: 1e-10))
    #expect(agree(annual.coefficients, try reference.numbers("approach", "coefficients"), relative: 1e-4))
    #expect(!annual.isDegenerate)
    let bend = try fitTrend(.exponentialApproach, to: try reference.optionals("bend", "values"))
    #expect(bend.missing == 1 && bend.n == 9 && bend.fitted.count == 10)
    #expect(agree(bend.residualSumOfSquares, try reference.number("bend", "rss"), relative: 1e-9))
    #expect(agree(bend.aic, try reference.number("bend", "aic"), relative: 1e-9))
    #expect(agree(bend.coefficients, try reference.numbers("bend", "coefficients"), relative: 1e-4))
  }

  @Test func lineInDisguise() throws {
    let reference = try StatisticsReference()
    let fit = try fitTrend(
      .exponentialApproach, to: cumulated(try reference.optionals("series")), isCumulated: true)
    #expect(fit.degeneracy == .straightLine && fit.isDegenerate)
    #expect(agree(fit.rSquared, try reference.number("line_in_disguise"), relative: 1e-7))
    #expect(fit.cautions.map(\.code) == ["degenerate_trend", "cumulated_r_squared"])
    #expect(
      fit.cautions.first?.text.en
        == "The best curve of this shape is the straight line: its time constant runs to the bound of the search.")
    #expect(try fitTrend(.exponentialApproach, to: [1, 2, 3, 4, 5, 6]).degeneracy == .straightLine)
    // A curve that bends upwards has no level to approach.
    #expect(try fitTrend(.exponentialApproach, to: [1, 2, 4, 8, 16, 32]).degeneracy == .straightLine)
  }

  @Test func stepAndZeroCoefficients() throws {
    #expect(try fitTrend(.exponentialApproach, to: [0, 5, 5, 5, 5]).degeneracy == .step)
    #expect(try fitTrend(.quadratic, to: [1, 2, 3, 4, 5]).degeneracy == .lowerDegree)
    #expect(try fitTrend(.cubic, to: [1, 4, 9, 16, 25, 36]).degeneracy == .lowerDegree)
    #expect(try fitTrend(.linear, to: [1, 2, 1]).degeneracy == .constant)
    #expect(try fitTrend(.quadratic, to: [1, 2, 3, 4, 5.01]).degeneracy == nil)
  }

  /// A curve made from known numbers is found again, in years or in counts of periods.
  @Test(arguments: [0.7, 3, 20]) func recovers(_ tau: Double) throws {
    let series = (1...15).map { t in 3 - 2 * (1 - exponential(-Double(t) / tau)) }
    let fit = try fitTrend(.exponentialApproach, to: series)
    #expect(agree(fit.coefficients, [3, -2, tau], relative: 1e-5))
    #expect(fit.rSquared > 1 - 1e-12 && fit.degeneracy == nil)
    let years = try fitTrend(.exponentialApproach, to: series, times: (1...15).map { Double($0) + 1999 })
    #expect(agree(years.coefficients, fit.coefficients, relative: 1e-5))
  }

  func exponential(_ x: Double) -> Double {
    // The series of e^x, so that the test does not lean on the library's own exponential.
    (1...80).reversed().reduce(1) { 1 + x / Double($1) * $0 }
  }

  @Test func workedExample() throws {
    let fit = try fitTrend(.linear, to: [1, 3, 2, 4])
    #expect(agree(fit.coefficients, [0.5, 0.8]) && agree(fit.rSquared, 0.64))
    #expect(agree(fit.adjustedRSquared, 0.46) && fit.n == 4 && fit.missing == 0)
    #expect(agree(fit.fitted, [1.3, 2.1, 2.9, 3.7]))
    // A perfect fit has no likelihood to compare.
    #expect(try fitTrend(.linear, to: [1, 2, 3]).aic == nil)
  }

  /// A gap keeps its time: the line through 1, _, 3 has slope 1.
  @Test func gapsKeepTheirTime() throws {
    let fit = try fitTrend(.linear, to: [1, nil, 3, 4])
    #expect(agree(fit.coefficients, [0, 1].map { $0 + 0 }, relative: 1e-12) && fit.missing == 1)
  }

  @Test func runningTotal() {
    #expect(cumulated([1, 2, nil, 4]) == [1, 3, nil, nil])
    #expect(cumulated([]) == [])
  }

  @Test func problems() {
    #expect {
      try fitTrend(.cubic, to: [1, 2, 4, nil, 3], name: "balance")
    } throws: { error in
      "\(error)" == """
        the series has 4 values for the 4 parameters of the trend (variable balance)
          why: a curve with as many parameters as values meets them all and tells nothing
          do:  use a simpler shape or a longer series
        """
    }
    #expect {
      try fitTrend(.linear, to: [7, 7, 7])
    } throws: { error in
      "\(error)" == """
        the series has one value in all 3 periods (variable series)
          why: there is no variation for a trend to explain, so R² is undefined
          do:  leave the trend out
        """
    }
    #expect {
      try fitTrend(.linear, to: [1, 3, 2], times: [2000, 2002, 2001])
    } throws: { error in
      "\(error)" == """
        the times of the series do not increase from period to period (variable series)
          why: a trend needs one time for each value, in order
          do:  sort the rows by time and remove repeated periods
        """
    }
    #expect {
      try fitTrend(.logarithmic, to: [1, 3, 2], times: [0, 1, 2])
    } throws: { error in
      "\(error)" == """
        the series begins at time 0 (variable series)
          why: the logarithm needs positive times
          do:  count time from 1
        """
    }
  }
}
