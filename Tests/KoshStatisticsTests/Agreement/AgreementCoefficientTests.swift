import KoshStatistics
import KoshTable
import Testing

@Suite struct AgreementCoefficientTests {
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
}
