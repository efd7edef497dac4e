import KoshStatistics
import KoshTable
import Testing

@Suite struct CrossTabulationTests {
  /// R's HairEyeColor summed over sex, chisq.test without correction.
  @Test func agreesWithR() throws {
    let reference = try StatisticsReference()
    let test = try #require(independenceTest(try reference.integerMatrix("hair_eye", "counts")))
    #expect(agree(test.statistic, try reference.number("hair_eye", "statistic")))
    #expect(Double(test.df) == (try reference.number("hair_eye", "df")))
    #expect(agree(test.pValue, try reference.number("hair_eye", "p"), relative: 1e-9))
    #expect(agree(test.leastExpected, try reference.number("hair_eye", "least")))
    #expect(agree(test.cramersV, try reference.number("hair_eye", "cramers_v")))
  }

  @Test func workedExample() throws {
    let t = try crossTabulate(rows: ["f", "f", "m", "m"], columns: ["yes", "no", "yes", "yes"])
    #expect(t.columnLevels == ["no", "yes"] && t.rowLevels == ["f", "m"])
    #expect(t.counts == [[1, 1], [0, 2]])
    #expect(agree(t.test?.statistic, 4.0 / 3))
    #expect(agree(t.test?.cramersV, (1.0 / 3).squareRoot()))
    // R: pchisq(4/3, 1, lower.tail = FALSE)
    #expect(agree(t.test?.pValue, 0.24821307898992373, relative: 1e-10))
    #expect(t.rowShare(0, 1) == 0.5 && t.columnShare(0, 0) == 1 && t.totalShare(1, 1) == 0.5)
    #expect(t.rowProportion(0, 1)?.n == 2)
    #expect(t.cautions.map(\.code) == ["small_expected_counts"])
    #expect(
      t.cautions.first?.text.en
        == "The expected count is under 5 in 4 of 4 cells (least 0.5): the p-value of the χ² test is only approximate.")
    #expect(t.cautions.first?.text.ru.contains("(наименьшая 0,5)") == true)
  }

  @Test func missingAndUnlistedAreCountedOut() throws {
    let t = try crossTabulate(
      rows: ["a", nil, "b", "a"], columns: ["x", "x", nil, "other"], rowLevels: ["b", "a"], columnLevels: ["x", "y"])
    #expect(t.n == 1 && t.missing == 3 && t.counts == [[0, 0], [1, 0]])
    #expect(t.test == nil && t.rowShare(0, 0) == nil && t.cautions.isEmpty)
  }

  @Test func weightsStandBesideUnweightedCounts() throws {
    let t = try crossTabulate(
      rows: ["a", "a", "b", "b", "b"], columns: ["x", "y", "x", "y", "y"], weights: [3, 1, 1, 1, nil])
    #expect(t.counts == [[1, 1], [1, 1]] && t.weightedCounts == [[3, 1], [1, 1]])
    #expect(t.rowShare(0, 0) == 0.75 && t.rowProportion(0, 0)?.share == 0.5)
    #expect(t.rowTotal(0) == 4 && t.columnTotal(1) == 2 && t.total == 6 && t.rowCount(0) == 2 && t.columnCount(0) == 2)
    #expect(t.missing == 1)
    #expect(t.cautions.map(\.code) == ["small_expected_counts", "unweighted_test"])
  }

  @Test func columns() throws {
    let sex = Column(Variable("sex"), categories: ["f", "m", nil])
    let plan = Column(Variable("plan"), codes: [1, 0, 0], levels: ["no", "yes", "unsure"])
    let t = try crossTabulate(sex, plan)
    #expect(t.counts == [[0, 1, 0], [1, 0, 0]] && t.missing == 1)
    // The category that nobody chose has no expected count and is left out of the test.
    #expect(t.test?.df == 1 && t.test?.cells == 4)
  }

  @Test func unequalLengths() {
    #expect {
      try crossTabulate(rows: ["a"], columns: ["x", "y"], weights: [1])
    } throws: { error in
      "\(error)" == """
        the variables of a cross-tabulation have 1 and 2 rows, the weights 1
          why: each row of data needs both categories
          do:  take all of them from one table
        """
    }
  }

  @Test func independenceHasNoStatistic() {
    let test = independenceTest([[10, 20], [30, 60]])
    #expect(test?.statistic == 0 && test?.pValue == 1 && test?.cramersV == 0 && test?.cellsUnderFive == 0)
    #expect(independenceTest([[10, 20]]) == nil)
    #expect(independenceTest([]) == nil)
    #expect(independenceTest([[7, 0], [0, 9]])?.cramersV == 1)
  }
}
