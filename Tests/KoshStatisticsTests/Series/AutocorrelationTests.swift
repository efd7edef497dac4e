import Testing

@testable import KoshStatistics

@Suite struct AutocorrelationTests {
  /// R 4.2.2, acf: References/nonlinear_reference.R.
  @Test func agreesWithR() throws {
    let reference = try References.json("nonlinear_reference")
    let series = try reference.object("anova").numbers("value")
    for (lag, expected) in try reference.numbers("acf").enumerated() {
      #expect(agree(autocorrelation(series, lag: lag), expected, relative: 1e-13), "\(lag)")
    }
  }

  @Test func workedExample() {
    #expect(agree(autocorrelation([1, 2, 3, 4, 5], lag: 1), 0.4))
    #expect(autocorrelation([1, 2, 3], lag: 0) == 1)
  }

  @Test func whatIsUndefined() {
    #expect(autocorrelation([1, nil, 3], lag: 1) == nil)
    #expect(autocorrelation([2, 2, 2], lag: 1) == nil)
    #expect(autocorrelation([1, 2], lag: 2) == nil && autocorrelation([], lag: 0) == nil)
  }

  /// Leading digits that all values share cost nothing.
  @Test func shiftedSeries() {
    let series: [Double] = [1, 3, 2, 5, 4]
    #expect(autocorrelation(series.map { $0 + 1e9 }, lag: 1) == autocorrelation(series, lag: 1))
    #expect(squaresAbout(accurateMean(series), series) == 10 && accurateMean([]) == 0 && squaresAbout(0, []) == 0)
  }
}
