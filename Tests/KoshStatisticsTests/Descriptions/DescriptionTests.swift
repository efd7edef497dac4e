import KoshStatistics
import Testing

@Suite struct DescriptionTests {
  @Test func agreesWithR() throws {
    let reference = try StatisticsReference()
    for (name, column) in [("describe_income", 0), ("describe_poor", 4)] {
      let d = describe(try reference.region(column))
      #expect(Double(d.n) == (try reference.number(name, "n")))
      #expect(Double(d.missing) == (try reference.number(name, "missing")))
      #expect(agree(d.mean, try reference.number(name, "mean")))
      #expect(agree(d.standardDeviation, try reference.number(name, "sd")))
      #expect(agree(d.skewness, try reference.number(name, "skewness"), relative: 1e-11))
      let five = [d.minimum, d.lowerQuartile, d.median, d.upperQuartile, d.maximum].compactMap { $0 }
      #expect(agree(five, try reference.numbers(name, "quartiles")))
    }
  }

  @Test func workedExample() {
    let d = describe([2, 4, 4, nil, 10])
    #expect(d.n == 4 && d.missing == 1 && d.sum == 20 && d.mean == 5)
    #expect(agree(d.standardDeviation, 12.0.squareRoot()))
    #expect(d.upperQuartile == 5.5)
    #expect(agree(d.skewness, 12.0.squareRoot() / 2 * 24 / 27))
  }

  @Test func undefinedIsNil() {
    let none = describe([nil, .nan, .infinity])
    #expect(none.n == 0 && none.missing == 3 && none.mean == nil && none.standardDeviation == nil)
    #expect(none.minimum == nil && none.median == nil && none.skewness == nil && none.sum == 0)
    let one = describe([7])
    #expect(one.mean == 7 && one.standardDeviation == nil && one.lowerQuartile == 7)
    let constant = describe([0.1, 0.1, 0.1])
    #expect(constant.skewness == nil && (constant.standardDeviation ?? 1) < 1e-15)
  }

  /// A spread of one on top of a billion: the textbook's Σx² − n·x̄² has no digit left here.
  @Test func smallSpreadOnLargeNumbers() {
    #expect(agree(describe([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).standardDeviation, 30.0.squareRoot()))
  }

  @Test func quantiles() {
    #expect(quantile([2, 4, 4, 10], 0.75) == 5.5)
    #expect(quantile([2, 4], 0) == 2)
    #expect(quantile([2, 4], 1) == 4)
    #expect(quantile([], 0.5) == nil)
    #expect(quantile([1], 1.1) == nil)
  }

  @Test func weighted() throws {
    let mean = try #require(weightedMean([1, 2, nil], weights: [3, 1, 5]))
    #expect(mean.mean == 1.25 && mean.n == 2 && mean.missing == 1 && mean.effectiveN == 1.6)
    #expect(weightedMean([1, 2], weights: [0, 0]) == nil)
    #expect(weightedMean([1, 2], weights: [-1, nil]) == nil)
    let equal = try #require(weightedMean([1, 2, 6], weights: [2, 2, 2]))
    #expect(equal.mean == 3 && equal.effectiveN == 3)
  }
}
