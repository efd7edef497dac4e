import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct AnalysisOfVarianceTests {
  /// R 4.2.2, aov and oneway.test: References/nonlinear_reference.R.
  @Test func agreesWithR() throws {
    let reference = try References.json("nonlinear_reference").object("anova")
    let groups = try #require(reference["group"] as? [String])
    let result = try analysisOfVariance(try reference.numbers("value"), by: groups)
    let squares = try reference.numbers("ss")
    #expect(agree(result.between.sumOfSquares, squares[0]) && agree(result.within.sumOfSquares, squares[1]))
    #expect(
      [Double(result.between.degreesOfFreedom), Double(result.within.degreesOfFreedom)] == (try reference.numbers("df"))
    )
    #expect(agree(result.test?.statistic, try reference.number("f")))
    #expect(agree(result.test?.pValue, try reference.number("p"), relative: 1e-10))
    let welch = try reference.numbers("welch")
    #expect(agree(result.welch?.statistic, welch[0]))
    #expect(result.welch.map { Double($0.degreesOfFreedom) } == welch[1])
    #expect(agree(result.welch?.residualDegreesOfFreedom, welch[2]))
    #expect(agree(result.welch?.pValue, welch[3], relative: 1e-10))
    #expect(result.groups.map(\.level) == ["north", "south", "west"] && result.groups.map(\.count) == [9, 12, 7])
    #expect(agree(result.groups.map(\.mean), try reference.numbers("mean")))
    #expect(agree(result.groups.compactMap(\.standardDeviation), try reference.numbers("sd")))
    #expect(agree(result.rSquared, squares[0] / (squares[0] + squares[1])))
  }

  @Test func workedExample() throws {
    let table = try analysisOfVariance([1, 2, 3, 3, 4, 5], by: ["a", "a", "a", "b", "b", "b"])
    #expect(table.between.sumOfSquares == 6 && table.within.sumOfSquares == 4 && table.test?.statistic == 6)
    #expect(table.rSquared == 0.6 && table.residualStandardDeviation == 1)
    // Two groups of one size and variance: Welch's test is the same.
    #expect(agree(table.welch?.statistic, 6) && agree(table.welch?.residualDegreesOfFreedom, 4))
  }

  /// One-way analysis of variance is least squares on indicators.
  @Test func sameAsRegression() throws {
    let reference = try References.json("nonlinear_reference").object("anova")
    let table = try reference.filter { ["group", "value"].contains($0.key) }.table("anova.csv")
    let fit = try LinearModel("value ~ i(group)").fit(table)
    let result = try analysisOfVariance(
      try reference.numbers("value"), by: try #require(reference["group"] as? [String]))
    #expect(agree(result.test?.statistic, try #require(fit.overallTest?.statistic), relative: 1e-11))
    #expect(agree(result.rSquared, try #require(fit.rSquared), relative: 1e-12))
    #expect(agree(result.residualStandardDeviation, try #require(fit.sigma), relative: 1e-12))
  }

  @Test func whatIsUndefined() throws {
    let gaps = try analysisOfVariance([1, nil, 3, 5, 9], by: ["a", "a", "b", "b", nil])
    #expect(gaps.missing == 2 && gaps.groups.map(\.count) == [1, 2])
    #expect(gaps.groups[0].standardDeviation == nil && gaps.welch == nil && gaps.test != nil)
    let constant = try analysisOfVariance([1, 1, 2, 2], by: ["a", "a", "b", "b"])
    #expect(constant.test == nil && constant.rSquared == 1)
    #expect(try analysisOfVariance([1, 1, 1, 1], by: ["a", "a", "b", "b"]).rSquared == nil)
  }

  @Test func problems() {
    #expect {
      try analysisOfVariance([1, 2], by: ["a", "a"], name: "income")
    } throws: { error in
      "\(error)" == """
        an analysis of variance of 1 group (variable income)
          why: it compares the means of two groups or more
          do:  choose a variable with more categories, or look at what is missing
        """
    }
    #expect {
      try analysisOfVariance([1, 2], by: ["a", "b"])
    } throws: { error in
      "\(error)" == """
        an analysis of variance of 2 rows in 2 groups (variable outcome)
          why: with one row in each group nothing tells how much rows of a group differ
          do:  join groups, or use more rows
        """
    }
  }
}
