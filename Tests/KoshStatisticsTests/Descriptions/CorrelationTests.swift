import KoshStatistics
import KoshTable
import Testing

@Suite struct CorrelationTests {
  static let pairs = [
    ("income_food", 0, 1), ("income_balance", 0, 2), ("poor_balance", 4, 2), ("children_balance", 3, 2),
  ]

  /// R: cor.test; Spearman by t and by Fisher's and Bonett and Wright's intervals as in the script.
  @Test(arguments: pairs) func agreesWithR(_ pair: (String, Int, Int)) throws {
    let reference = try StatisticsReference()
    let (x, y) = (try reference.region(pair.1), try reference.region(pair.2))
    func expected(_ key: String) throws -> Double { try reference.number("correlations", pair.0, key) }
    let c = try correlate(x, y)
    #expect(Double(c.n) == (try expected("n")) && c.n + c.lost == 20)
    #expect(agree(c.r, try expected("r")))
    #expect(agree(c.statistic, try expected("t"), relative: 1e-11))
    #expect(agree(c.pValue, try expected("p"), relative: 1e-10))
    #expect(agree(c.confidenceLow, try expected("low"), relative: 1e-10))
    #expect(agree(c.confidenceHigh, try expected("high"), relative: 1e-10))
    let rho = try correlate(x, y, method: .spearman)
    #expect(agree(rho.r, try expected("rho")))
    #expect(agree(rho.pValue, try expected("rho_p"), relative: 1e-10))
    let fisher = try reference.numbers("correlations", pair.0, "fisher")
    #expect(agree([rho.confidenceLow, rho.confidenceHigh].compactMap { $0 }, fisher, relative: 1e-10))
    let wide = try correlate(x, y, method: .spearman, interval: .bonettWright)
    let bonett = try reference.numbers("correlations", pair.0, "bonett_wright")
    #expect(agree([wide.confidenceLow, wide.confidenceHigh].compactMap { $0 }, bonett, relative: 1e-10))
    let without = try leaveOneOut(x, y).without.compactMap(\.r)
    #expect(agree(without, try reference.numbers("correlations", pair.0, "without"), relative: 1e-11))
  }

  /// The published correlation of income and balance, r = −0.57 over 20 regions (scipy 1.14: −0.5690580756728725).
  @Test func publishedCase() throws {
    let reference = try StatisticsReference()
    let c = try correlate(try reference.region(0), try reference.region(2))
    #expect(agree(c.r, -0.5690580756728725))
    #expect(agree(c.pValue, 0.008829429050101532, relative: 1e-10))
    #expect(!agree(c.r, -0.62, relative: 0.01))
    #expect(c.cautions.isEmpty)
    // Poverty and balance: the sign hangs on one region.
    let poverty = try leaveOneOut(try reference.region(4), try reference.region(2))
    #expect(poverty.signChanges && poverty.farthest?.row == 7 && poverty.least?.row == 7)
  }

  @Test func workedExamples() throws {
    let c = try correlate([1, 2, 3, 4], [1, 3, 2, 4])
    #expect(agree(c.r, 0.8) && agree(c.pValue, 0.2, relative: 1e-10) && c.df == 2)
    #expect(agree(c.statistic, 0.8 * (2 / 0.36).squareRoot()))
    let l = try leaveOneOut([1, 2, 3, 10], [1, 3, 2, 10])
    #expect(agree(l.r, 0.98) && l.least?.row == 3 && agree(l.least?.r, 0.5) && !l.signChanges)
    #expect(c.cautions.map(\.code) == ["few_pairs"])
    #expect(c.cautions.first?.text.en.hasPrefix("Only 4 pairs") == true)
  }

  @Test func laws() throws {
    let x: [Double?] = [3, 1, nil, 5, 9, 2, 6]
    let y: [Double?] = [2, 7, 1, 8, 2, nil, 8]
    let c = try correlate(x, y)
    #expect(c.n == 5 && c.lost == 2)
    #expect(c.r == (try correlate(y, x)).r)
    #expect(agree(try correlate(x.map { $0.map { 1e6 - 3 * $0 } }, y).r, -c.r, relative: 1e-9))
    // Ranks do not change under a function that increases.
    let rho = try correlate(x, y, method: .spearman).r
    #expect(try correlate(x.map { $0.map { $0 * $0 * $0 } }, y, method: .spearman).r == rho)
  }

  @Test func perfectLine() throws {
    let c = try correlate([0.1, 0.2, 0.3, 0.4], [0.7, 0.6, 0.5, 0.4])
    #expect(c.r == -1 && c.statistic == nil && c.pValue == 0 && c.confidenceLow == nil && c.confidenceHigh == nil)
    let three = try correlate([1, 2, 3], [1, 3, 2])
    #expect(agree(three.r, 0.5) && three.confidenceLow == nil)
  }

  @Test func constantIsAnError() {
    #expect {
      try correlate([1, 2, 3], [0.1, 0.1, 0.1], names: ("income", "balance"))
    } throws: { error in
      "\(error)" == """
        balance has one value in all 3 complete pairs (variable balance)
          why: the correlation with a constant is undefined
          do:  choose a variable that varies
        """
    }
  }

  @Test func tooFewAndUnequal() {
    #expect {
      try correlate([1, 2, nil], [1, 2, 3])
    } throws: { error in
      "\(error)" == """
        x and y have only 2 complete pairs
          why: a correlation with a test needs at least 3
          do:  fill in what is missing, or leave the analysis out
        """
    }
    #expect {
      try correlate([1, 2], [1, 2, 3])
    } throws: { error in
      "\(error)" == """
        x has 2 rows and y has 3
          why: a correlation needs both values of each row
          do:  take both variables from one table
        """
    }
    #expect {
      try leaveOneOut([1, 2, 3], [1, 2, 4])
    } throws: { error in
      "\(error)" == """
        x and y have only 3 complete pairs
          why: leaving one out needs at least 4
          do:  leave this check out
        """
    }
  }

  @Test func leavingTheOnlyOneThatDiffers() throws {
    let l = try leaveOneOut([1, 1, 1, 2], [1, 2, 3, 4])
    #expect(l.without[3].r == nil && l.without[0].r != nil)
  }
}
