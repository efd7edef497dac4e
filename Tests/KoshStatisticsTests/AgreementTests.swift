import KoshStatistics
import KoshTable
import Testing

/// Ratings from one text per coder, values separated by blanks, a point where there is none.
func ratings(_ coders: String..., order: [String]? = nil) -> Ratings {
  Ratings(
    coders.map { $0.split(separator: " ").map { $0 == "." ? nil : String($0) } },
    coders: coders.indices.map { "ABCDEFGHIJKLMNOP".map(String.init)[$0] }, order: order)
}

/// K. Krippendorff (2011), the reliability data of four observers and twelve units.
let krippendorff2011 = ratings(
  "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")

@Suite struct AgreementTests {
  /// Krippendorff (2011): 0.743, 0.815, 0.849, 0.797. Standard errors: References/agreement.py.
  @Test(
    arguments: [
      (AgreementMetric.nominal, 0.743421052631579, 0.14193693017416562),
      (.ordinal, 0.8153875037548813, 0.1387921972633234), (.interval, 0.8491071428571428, 0.12590368974493452),
      (.ratio, 0.7974027747116121, 0.13697205052255085),
    ]) func alphaOfFourObservers(_ metric: AgreementMetric, _ alpha: Double, _ error: Double) throws
  {
    let a = try krippendorffAlpha(krippendorff2011, metric: metric)
    #expect(agree(a.value, alpha))
    #expect(agree(a.standardError, error, relative: 1e-7))
    #expect(a.units == 11 && a.confidenceHigh == 1 && (a.confidenceLow ?? 1) < alpha)
    #expect(!agree(a.value, alpha + 0.001, relative: 1e-4))
  }

  /// Krippendorff (2011): two observers, binary 0.095 and nominal 0.692; Wikipedia's three by fifteen 0.691 and 0.811.
  @Test func alphaOfOtherPublishedData() throws {
    let binary = ratings("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    #expect(agree(try krippendorffAlpha(binary).value, 2.0 / 21))
    let nominal = ratings("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    #expect(agree(try krippendorffAlpha(nominal).value, 0.691964, relative: 1e-6))
    let three = ratings(
      ". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4")
    #expect(agree(try krippendorffAlpha(three).value, 0.691358, relative: 1e-6))
    #expect(agree(try krippendorffAlpha(three, metric: .interval).value, 0.810845, relative: 1e-6))
  }

  /// J. L. Fleiss's kind of table, ten subjects by fourteen raters: κ = 0.209931 (Wikipedia, “Fleiss' kappa”: 0.210).
  @Test func fleissOfTenByFourteen() {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    let rows = counts.map { row in row.enumerated().flatMap { Array(repeating: "\($0 + 1)", count: $1) } }
    let k = fleissKappa(Ratings((0..<14).map { rater in rows.map { $0[rater] } }))
    #expect(agree(k.value, 0.209931, relative: 1e-5))
    #expect(agree(k.observed, 0.378, relative: 1e-3) && agree(k.expected, 0.213, relative: 2e-3))
  }

  /// irrCAC 0.4.4, see References/agreement.py.
  @Test func chanceCorrectedMeasuresOfThreeCoders() {
    let full = ratings("2 3 3 2 2 4 1 2", "3 3 3 2 3 4 2 2", "2 3 3 2 4 4 1 2")
    let k = fleissKappa(full)
    #expect(agree(k.value, 0.5714285714, relative: 1e-9) && agree(k.standardError, 0.2121651314, relative: 1e-9))
    #expect(agree(k.confidenceLow, 0.0697377564, relative: 1e-8) && k.confidenceHigh == 1)
    let g = gwetAC1(full)
    #expect(agree(g.value, 0.622754491, relative: 1e-9) && agree(g.standardError, 0.1923069364, relative: 1e-9))
    #expect(agree(g.confidenceLow, 0.1680208454, relative: 1e-8))
    // With missing values: irrCAC in R prints 0.76117 and 0.77544. (In Python it takes "missing" for a sixth category,
    // which only AC1 notices.) Its error counts the pattern of missing values as random too, so it is not compared.
    #expect(agree(fleissKappa(krippendorff2011).value, 0.7611692754, relative: 1e-9))
    #expect(agree(gwetAC1(krippendorff2011).value, 0.77544, relative: 1e-5))
    #expect(fleissKappa(krippendorff2011).units == 11)
  }

  /// K. L. Gwet's example: both yes 8 times, both no once, once one of each: AC1 0.8658, Scott's π (Fleiss' κ) 0.6078.
  @Test func gwetExample() {
    let r = ratings("y y y y y y y y n y", "y y y y y y y y n n")
    #expect(agree(gwetAC1(r).value, 0.8658, relative: 1e-4) && agree(gwetAC1(r).value, 0.8657718120805369))
    #expect(agree(fleissKappa(r).value, 0.6078, relative: 1e-4))
  }

  @Test func workedExamples() throws {
    let r = ratings("a a b b", "a b b b")
    let a = try agreement(r)
    #expect(agree(a.perCent.value, 0.75) && agree(a.cohen[0].kappa.value, 0.5))
    #expect(agree(a.alpha.value, 1 - 7.0 * 2 / 30) && agree(a.fleiss.value, 7.0 / 15))
    #expect(agree(perCentAgreement(ratings("a a b b", "a b b .")).value, 2.0 / 3))
    let c = try agreementByCategory(ratings("a b c", "a c b"))
    #expect(agree(c.compactMap(\.agreement.perCent.value), [1, 1.0 / 3, 1.0 / 3]))
    #expect(agree(ratings("a b", "a .").prevalence[0].share, 2.0 / 3))
    let work = Ratings([["a", "b"], ["a", "c"]], units: ["first", "second"]).disagreements
    #expect(work.map(\.unit) == ["second"] && work[0].share == 1)
    #expect(Ratings([["1", "2", nil], ["1", "3", "3"]]).categories == ["1", "2", "3"])
  }

  /// Two coders who agree by 3 of 4: Wilson's interval (statsmodels 0.14: 0.3006, 0.9544).
  @Test func perCentInterval() {
    let p = perCentAgreement(ratings("a a b b", "a b b b"))
    #expect(agree(p.confidenceLow, 0.3006418, relative: 1e-6) && agree(p.confidenceHigh, 0.9544127, relative: 1e-6))
    // Nothing disagrees, and still 4 units do not prove that nothing ever will.
    #expect((perCentAgreement(ratings("a a b b", "a a b b")).confidenceLow ?? 1) < 0.6)
  }

  @Test func undefinedIsUndefined() throws {
    let same = try agreement(ratings("x x x", "x x x"))
    #expect(same.perCent.value == 1)
    for c in [same.alpha, same.fleiss, same.ac1, same.cohen[0].kappa] {
      #expect(c.value == nil && c.undefined == .oneCategory && c.confidenceLow == nil && c.observed == nil)
    }
    #expect(same.cautions.map(\.code) == ["one_category", "few_units"])
    let apart = try agreement(ratings("x y . .", ". . x y"))
    for c in [apart.perCent, apart.alpha, apart.fleiss, apart.ac1, apart.cohen[0].kappa] {
      #expect(c.value == nil && c.undefined == .noPair)
    }
    let empty = try agreement(Ratings([[], []]))
    #expect(empty.perCent.undefined == .noPair && empty.valueCount == 0)
    let ordinal = try agreement(krippendorff2011, metric: .ordinal)
    #expect(ordinal.fleiss.undefined == .notNominal && ordinal.ac1.undefined == .notNominal)
    // A declared second category does not make agreement on one category more than chance.
    #expect(gwetAC1(ratings("no no", "no no", order: ["no", "yes"])).undefined == .oneCategory)
  }

  /// One dissent among five coders: α near zero is right, not a fault.
  @Test func singleDissent() throws {
    let r = ratings("0 0 0 0", "0 0 0 0", "0 0 0 0", "0 0 0 0", "0 0 0 1")
    #expect(abs(try #require(try krippendorffAlpha(r).value)) < 1e-12)
  }

  @Test func laws() throws {
    let swapped = ratings(
      "1 2 3 3 2 4 4 1 2 5 1 .", "1 2 3 3 2 1 4 1 2 . . .", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 2 4 1 2 5 . 3")
    for metric in AgreementMetric.allCases {
      let (one, other) = (
        try krippendorffAlpha(krippendorff2011, metric: metric), try krippendorffAlpha(swapped, metric: metric)
      )
      #expect(
        try agree(one.value, try #require(other.value)) && agree(one.standardError, try #require(other.standardError)))
    }
    // A row that stands for three units is three rows.
    let short = Ratings([["a", "b", "a"], ["a", "b", "b"]], counts: [3, 2, 2])
    let long = ratings("a a a b b a a", "a a a b b b b")
    let (x, y) = (try agreement(short), try agreement(long))
    for (c, d) in [(x.alpha, y.alpha), (x.fleiss, y.fleiss), (x.ac1, y.ac1), (x.cohen[0].kappa, y.cohen[0].kappa)] {
      #expect(try agree(c.value, try #require(d.value)) && agree(c.standardError, try #require(d.standardError)))
      #expect(c.units == 7)
    }
    // Units of their own as clusters change nothing; one cluster leaves nothing to compare.
    let single = Ratings([["a", "b", "a", "b"], ["a", "b", "b", "b"]], clusters: [0, 1, 2, 3])
    #expect(
      agree(fleissKappa(single).standardError, try #require(fleissKappa(ratings("a b a b", "a b b b")).standardError)))
    let one = Ratings([["a", "b", "a", "b"], ["a", "b", "b", "b"]], clusters: [0, 0, 0, 0])
    #expect(fleissKappa(one).standardError == nil && fleissKappa(one).value != nil)
  }

  @Test func worklistMostDividedFirst() {
    let r = ratings("a a b", "a b c", "a a d")
    #expect(r.disagreements.map(\.unit) == ["3", "2"])
    #expect(r.disagreements[0].values.map(\.value) == ["b", "c", "d"])
    #expect(agree(r.disagreements[1].share, 2.0 / 3))
  }

  @Test func cautions() throws {
    let rare = Ratings([["no", "yes", "yes"], ["no", "yes", "no"]], counts: [97, 1, 2])
    let a = try agreement(rare)
    #expect(a.cautions.map(\.code) == ["rare_category"])
    #expect(
      a.cautions[0].text
        == Trilingual(
          en:
            "“yes” makes up 2.0% of the values: κ and α hang on few units, and a high share of agreement says little.",
          ru:
            "На «yes» приходится 2,0% значений: κ и α зависят от немногих единиц, а высокая доля совпадений мало о чём говорит.",
          kk:
            "«yes» мәндердің 2,0%-ын құрайды: κ мен α аз бірлікке тәуелді, ал сәйкестік үлесінің жоғары болуы көп нәрсені білдірмейді."
        ))
    let one = try agreement(Ratings([["a", "b"], ["a", "a"]], clusters: [0, 1]))
    #expect(one.cautions.map(\.code) == ["dependent_units", "few_units"])
    #expect(
      one.cautions[0].text.en
        == "Units of one source are not independent: the intervals rest on the number of sources (2).")
  }

  @Test func metricThatDoesNotFit() {
    func text(_ ratings: Ratings, _ metric: AgreementMetric) -> String? {
      do throws(Problem) {
        _ = try agreement(ratings, metric: metric)
        return nil
      } catch { return error.description }
    }
    #expect(
      text(ratings("low high", "low low"), .ordinal) == """
        the ordinal metric needs an order of the values
          why: they are names, and nobody said which is less: high, low
          do:  give their order from the least to the greatest, or use the nominal metric
        """)
    #expect(text(ratings("low high", "low low", order: ["low", "high"]), .ordinal) == nil)
    #expect(
      text(ratings("1 high", "1 2"), .interval) == """
        the interval metric needs numbers
          why: "high" is none
          do:  use the nominal or the ordinal metric
        """)
    #expect(
      text(ratings("1 -2", "1 2"), .ratio) == """
        the ratio metric needs numbers of at least zero
          why: -2 is less
          do:  use the interval metric
        """)
  }
}
