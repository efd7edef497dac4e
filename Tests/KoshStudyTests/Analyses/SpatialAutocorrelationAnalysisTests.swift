@testable import KoshStudy
import Testing

@Suite struct SpatialAutocorrelationAnalysisTests {
  /// Six regions in the west, which border on each other in a chain and a fan, and a city.
  private static let csv = "region,v\nKZ-27,1\nKZ-23,2\nKZ-47,4\nKZ-15,3\nKZ-39,8\nKZ-43,9\nKZ-79,5\n"

  private func folder(_ keys: String, csv: String = csv, pairs: String = "") throws -> StudyFolder {
    let source =
      pairs.isEmpty
      ? "" : ", p: {file: p.csv, key: [a, b], variables: {a: {type: region}, b: {type: region}, km: {type: number}}}"
    return try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: region, variables: {region: {type: region}, v: {type: number, label: {en: Rate, ru: Доля, kk: Үлес}}}}\(source)}\nanalyses: [{id: s, kind: spatial_autocorrelation, data: t, variables: [v]\(keys)}]\n"
      ), pairs.isEmpty ? ["t.csv": csv] : ["t.csv": csv, "p.csv": pairs])
  }

  /// spdep::moran.test on the six regions without the island: x <- c(1, 2, 4, 3, 8, 9), neighbours WKO–Aty, WKO–Akt,
  /// Aty–Akt, Aty–Man, Man–Akt, Akt–Kos, Akt–Kyz.
  @Test func bordersOfRegions() throws {
    let run = try folder("").run()
    try expect(
      run,
      [
        "s.v.n": 6, "s.v.expected": -0.2, "s.v.i": 0.0024922118380062298, "s.v.p_value": 0.39723993122441181,
      ])
    #expect(run.findings["s.v.left_out"]?.value == .list([.text("KZ-79")]))
    #expect(run.cautions.map(\.caution.code).contains("islands"))
    #expect(
      run.cautions.first { $0.caution.code == "islands" }?.caution.text.en
        == "Rate: left out, since no neighbour of theirs has a value: Shymkent.")
    #expect(run.findings["s.v.local.KZ-15"]?.value.quantity != nil)
  }

  @Test func pairsAndDistances() throws {
    let pairs = "a,b,km\nKZ-27,KZ-23,1\nKZ-23,KZ-47,2\nKZ-47,KZ-27,3\n"
    let three = Self.csv.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n"
    let named = try folder(", neighbours: {source: p, from: a, to: b}", csv: three, pairs: pairs).run()
    // Each of three places has the two others for neighbours: I is always −1/2.
    #expect(named.number("s.v.i") == -0.5)
    let near = try folder(
      ", neighbours: {source: p, from: a, to: b, distance: km, nearest: 1}, weights: binary", csv: three, pairs: pairs
    ).run()
    #expect(near.number("s.v.n") == 3)
  }

  @Test func problemsOfTheFile() throws {
    #expect(
      try folder(", neighbours: {nearest: 2}").problems() == [
        """
        STUDY/study.yaml:5:88: "nearest" of the neighbours is given without "source"
          why: common borders have no distances
          do:  add source: with a row for each pair of places
        """
      ])
    #expect(
      try folder(", neighbours: {source: p, from: a, to: c, distance: km}", pairs: "a,b,km\nKZ-27,KZ-23,1\n").problems()
        == [
          """
          STUDY/study.yaml:5:88: "p" has no variable "c"
            do:  there is: a, b, km
          """,
          """
          STUDY/study.yaml:5:88: the neighbours have a distance and no rule
            why: distances become weights by one rule
            do:  give one of nearest, within and power (power and within together cut far places off)
          """,
        ])
    #expect(
      try folder(", neighbours: {source: p, from: a, to: b, distance: km}", pairs: "a,b,km\nKZ-27,KZ-11,1\n").problems()
        == [
          """
          STUDY/study.yaml:5:88: "p" names the neighbour "KZ-11", which is no place of "t"
            do:  did you mean "KZ-15"?
          """,
          """
          STUDY/study.yaml:5:88: the neighbours have a distance and no rule
            why: distances become weights by one rule
            do:  give one of nearest, within and power (power and within together cut far places off)
          """,
        ])
    #expect(
      try folder(", neighbours: {borders_on: \"2019-01-01\"}", csv: "region,v\nKZ-27,1\nKZ-10,2\n").problems() == [
        """
        STUDY/study.yaml:5:88: no region of Kazakhstan on 2019-01-01: KZ-10
          why: without a source of neighbours the borders of regions are taken, by code
          do:  choose rows with where:, another day with borders_on:, or give a source of pairs
        """
      ])
  }
}
