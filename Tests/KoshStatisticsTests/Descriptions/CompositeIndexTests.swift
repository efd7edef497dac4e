import KoshStatistics
import KoshTable
import Testing

@Suite struct CompositeIndexTests {
  @Test func workedExample() throws {
    let index = try compositeIndex([
      Indicator("income", [1, 2, 3]), Indicator("poverty", [9, 3, 6], higherIsBetter: false),
    ])
    #expect(index.scores == [0, 0.75, 0.75] && index.ranks == [3, 1, 1] && index.weights == [0.5, 0.5])
    #expect(index.standardized == [[0, 0.5, 1], [0, 1, 0.5]])
    #expect(index.sensitivity.map(\.indicator) == ["income", "poverty"])
    #expect(index.sensitivity[0].ranks == [3, 1, 2] && index.sensitivity[0].moved == 1)
    #expect(index.sensitivity[0].largestShift == 1 && index.sensitivity[0].mostMoved == 2)
  }

  /// z by hand: income 1, 2, 3 has mean 2 and sd 1; weights 3 to 1.
  @Test func zScoresAndWeights() throws {
    let index = try compositeIndex(
      [Indicator("a", [1, 2, 3], weight: 3), Indicator("b", [0, 10, 5], higherIsBetter: false)],
      standardization: .zScore)
    #expect(index.weights == [0.75, 0.25])
    #expect(agree(index.scores.compactMap { $0 }, [-0.75 + 0.25, -0.25, 0.75]))
    #expect(index.ranks == [3, 2, 1])
  }

  /// Neither the unit of an indicator nor the scale of the weights matters.
  @Test func laws() throws {
    let (a, b): ([Double?], [Double?]) = ([3, 8, 1, 5], [2, 2, 7, 4])
    for rule in Standardization.allCases {
      let one = try compositeIndex([Indicator("a", a), Indicator("b", b)], standardization: rule)
      let other = try compositeIndex(
        [Indicator("a", a.map { $0.map { 1000 * $0 - 7 } }, weight: 5), Indicator("b", b, weight: 5)],
        standardization: rule)
      #expect(agree(other.scores.compactMap { $0 }, one.scores.compactMap { $0 }))
      // Turned round, a score becomes 1 less itself (min–max) or its negative (z).
      let turned = try compositeIndex(
        [Indicator("a", a, higherIsBetter: false), Indicator("b", b, higherIsBetter: false)], standardization: rule)
      #expect(zip(one.scores, turned.scores).allSatisfy { agree(($0 ?? 0) + ($1 ?? 0) + 1, rule == .minMax ? 2 : 1) })
    }
  }

  @Test func missingUnitsAreLeftOut() throws {
    let index = try compositeIndex([Indicator("a", [1, nil, 3, 2]), Indicator("b", [5, 100, 6, 7])])
    #expect(index.lost == [1] && index.scores[1] == nil && index.ranks[1] == nil)
    // The maximum of b is that of the units compared, not 100.
    #expect(index.standardized[1][3] == 1)
    #expect(try compositeIndex([Indicator("a", [1, 2])]).sensitivity.isEmpty)
  }

  @Test func problems() {
    #expect {
      try compositeIndex([Indicator("a", [1, 2]), Indicator("b", [4, 4])])
    } throws: { error in
      "\(error)" == """
        the indicator has one value in all 2 complete units (variable b)
          why: it cannot tell the units apart, and its spread is zero
          do:  leave the indicator out
        """
    }
    #expect {
      try compositeIndex([Indicator("a", [1, 2], weight: -1)])
    } throws: { error in
      "\(error)" == """
        the weight −1 is not positive (variable a)
          why: weights are shares of a whole
          do:  give a positive weight; for an indicator that counts against a unit say that lower is better
        """
    }
    #expect {
      try compositeIndex([])
    } throws: { error in
      "\(error)" == "the composite index has no indicators\n  do:  name at least one variable"
    }
    #expect {
      try compositeIndex([Indicator("a", [1, nil]), Indicator("b", [4, 5])])
    } throws: { error in
      "\(error)" == """
        only 1 of 2 units have all indicators
          why: an index compares at least 2
          do:  fill in what is missing or leave an indicator out
        """
    }
    #expect {
      try compositeIndex([Indicator("a", [1, 2]), Indicator("b", [4])])
    } throws: { error in
      "\(error)" == """
        the indicator has 1 values, the first has 2 (variable b)
          why: each unit needs a value of each indicator
          do:  take all indicators from one table
        """
    }
  }
}
