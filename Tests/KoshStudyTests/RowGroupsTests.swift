import KoshReport
import KoshTable
import Testing

@testable import KoshStudy

@Suite struct RowGroupsTests {
  private func labels(_ texts: [String]) -> [Trilingual] { texts.map { Trilingual(same: $0) } }

  @Test func neighboursThatShareTheirBeginningStandUnderIt() {
    let grouped = RowGroups(labels(["Sex: least", "Sex: greatest", "Score: least", "Score: greatest"]))
    #expect(grouped.labels == labels(["Least", "Greatest", "Least", "Greatest"]))
    #expect(
      grouped.groups == [
        RowGroup(firstRow: 0, title: Trilingual(same: "Sex")), RowGroup(firstRow: 2, title: Trilingual(same: "Score")),
      ])
  }

  @Test func neighboursThatShareTheirEndStandUnderItWithWhatContinuesThem() {
    let grouped = RowGroups(
      labels(["r: a × b", "least r: a × b", "which row", "p: a × b", "r: a × c", "p: a × c"]))
    #expect(grouped.labels == labels(["r", "Least r", "Which row", "p", "r", "p"]))
    #expect(grouped.groups.map(\.firstRow) == [0, 4])
    #expect(grouped.groups.map(\.title.en) == ["a × b", "a × c"])
  }

  @Test func aRowThatIsNobodysKeepsTheTableFlat() {
    let texts = ["Sex: least", "Sex: greatest", "Score: least", "Score: greatest", "Population"]
    let flat = RowGroups(labels(texts))
    #expect(flat.groups.isEmpty)
    #expect(flat.labels == labels(texts))
  }

  @Test func fewRowsAndSingleGroupsStayFlat() {
    #expect(RowGroups(labels(["A: x", "A: y"])).groups.isEmpty)
    #expect(RowGroups(labels(["A: x", "A: y", "A: z", "A: u"])).groups.isEmpty)
    #expect(RowGroups([]).labels.isEmpty)
  }

  @Test func capitalsInEveryLanguageButNotOfSymbols() {
    let label = Trilingual(en: "number of pairs", ru: "число пар", kk: "жұптар саны")
    #expect(
      RowGroups.capitalised(label) == Trilingual(en: "Number of pairs", ru: "Число пар", kk: "Жұптар саны"))
    #expect(RowGroups.capitalised(Trilingual(same: "p of r")) == Trilingual(same: "p of r"))
    #expect(RowGroups.capitalised(Trilingual(same: "")).isEmpty)
  }
}
