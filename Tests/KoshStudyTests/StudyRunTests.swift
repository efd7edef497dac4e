import Foundation
@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct StudyRunTests {
  private static let body = """
    analyses:
      - {id: income, kind: describe, data: regions, variables: [income]}
      - {id: groups, kind: sign_groups, data: regions, value: balance}
    claims:
      - {id: C1, statement: "The mean is {published}.", published: "202.9", expect: {equals: income.income.mean}}
      - {id: C2, statement: S, expect: {members: {of: groups.donors, are: [KZ-10, KZ-11]}}}
    report:
      - title: "Mean {income.income.mean|1}"
        blocks: [{text: "Of {income.income.n} regions {groups.donors.n} lose people: {groups.donors}."}]

    """

  @Test func findsAndJudges() throws {
    let run = try Sample.run(Self.body)
    #expect(run.claims.map(\.verdict) == [.confirmed, .confirmed])
    #expect(run.counts.confirmed == 2)
    #expect(run.number("income.income.mean").map { abs($0 - 1420.0 / 7) < 1e-12 } == true)
    #expect(!run.hasUnmetRequirement)
    #expect(run.cautions.isEmpty)
  }

  /// A study is the same wherever it stands: only paths of files may differ, and those are given from the folder.
  @Test func movingTheFolderChangesNothing() throws {
    let here = try Sample.folder(Self.body)
    let there = try StudyFolder(study(Sample.source + Self.body), ["data/regions.csv": Sample.csv], name: "study")
    let texts = try [here, there].map { FindingsJSON.value(try $0.run(), version: "1").text(indent: true) }
    #expect(here.path != there.path)
    #expect(texts[0] == texts[1])
    #expect(!texts[0].contains(here.path))
    let pages = try [here, there].map { HTMLWriter.page(ReportBuilder(try $0.run(), version: "1").document()) }
    #expect(pages[0] == pages[1])
  }

  /// A planted error: one cell edited, and the claims that rest on it are refuted, with no checksum in the way.
  @Test func editingACellChangesAVerdict() throws {
    let folder = try Sample.folder(Self.body)
    #expect(try folder.run().claims.map(\.verdict) == [.confirmed, .confirmed])
    try folder.write(Sample.csv.replacingOccurrences(of: "KZ-10,100,-50", with: "KZ-10,101,50"), to: "data/regions.csv")
    let run = try folder.run()
    #expect(run.claims.map(\.verdict) == [.refuted, .refuted])
    #expect(run.claims[0].explanation.en == "recomputed 203.0, published 202.9: does not follow")
    #expect(run.claims[1].explanation.en == "The list has 1: Akmola Region; named but not in it: KZ-10")
    // An emptied cell takes the ground from under the claim instead.
    try folder.write(Sample.csv.replacingOccurrences(of: "KZ-10,100,-50", with: "KZ-10,,-50"), to: "data/regions.csv")
    #expect(try folder.run().claims[0].verdict == .refuted)
  }

  @Test(arguments: [("1 < 2", false), ("1 > 2", true), ("regions[KZ-19].balance > 1", true)])
  func aRequiredClaimThatIsNotConfirmedIsUnmet(condition: String, isUnmet: Bool) throws {
    let whole = try Sample.run("claims: [{id: C1, statement: S, required: yes, expect: {holds: \"\(condition)\"}}]")
    #expect(whole.hasUnmetRequirement == isUnmet)
    let part = try Sample.run(
      "claims: [{id: C1, statement: S, parts: [{id: C1a, statement: S, required: yes, expect: {holds: \"\(condition)\"}}]}]"
    )
    #expect(part.hasUnmetRequirement == isUnmet)
    let other = try Sample.run("claims: [{id: C1, statement: S, expect: {holds: \"\(condition)\"}}]")
    #expect(!other.hasUnmetRequirement)
  }

  @Test func manyTestsAtOnceAreSaidToBeMany() throws {
    let variants = (1...5).map { "v\($0): {where: \"income > \($0)\"}" }.joined(separator: ", ")
    let run = try Sample.run(
      "analyses: [{id: c, kind: correlation, data: regions, x: income, y: balance, variants: {\(variants)}}]")
    #expect(run.cautions.map(\.caution.code).contains("many_tests"))
    let text = try #require(run.cautions.last?.caution.text)
    #expect(
      text.en
        == "This study shows 12 tests at once. If nothing at all were going on, about 1 of them would still have p below 0.05."
    )
    #expect(carriesSameNumbers(text))
    let few = try Sample.run("analyses: [{id: c, kind: correlation, data: regions, x: income, y: balance}]")
    #expect(!few.cautions.map(\.caution.code).contains("many_tests"))
  }

  @Test func problemsOfAllAnalysesAreToldAtOnce() throws {
    let found = try Sample.problems(
      "analyses:\n  - {id: k, kind: cluster, data: regions, variables: [income], groups: 99}\n  - {id: c, kind: correlation, data: regions, x: income, y: balance, where: income > 310}\n"
    )
    #expect(found.count == 2, "\(found)")
  }

  @Test func aClaimOnAListNamesItsRowsInEachLanguage() throws {
    let claim = try #require(try Sample.run(Self.body).claim("C2"))
    #expect(
      claim.recomputed
        == Trilingual(
          en: "Abai Region, Akmola Region", ru: "область Абай, Акмолинская область", kk: "Абай облысы, Ақмола облысы"))
  }
}
