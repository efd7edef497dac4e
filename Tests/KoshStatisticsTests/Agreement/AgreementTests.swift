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
}
