@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct ReportBuilderTests {
  @Test func aReportHoldsTogether() throws {
    let document = ReportBuilder(try SampleStudy.run(), version: "1.2").document()
    #expect(document.brokenReferences == [])
    let page = HTMLWriter.page(document)
    #expect(PageAudit.problems(inHTML: page) == [])
    #expect(NumberAudit.differences(page).map(\.description) == [])
  }

  @Test func itTellsWhatTheStudySays() throws {
    let run = try SampleStudy.run()
    let document = ReportBuilder(run, version: "1.2").document()
    #expect(document.id == "study")
    #expect(document.title.kk == "Үлгі")
    #expect(document.subtitle.en == "A check of: Author A. A paper. 2024.")
    #expect(document.programVersion == "1.2")
    #expect(
      document.sections.first?.title == Trilingual(en: "First, 6 pairs", ru: "Сначала 6 пар", kk: "Алдымен 6 жұп"))
    #expect(document.inputs.map(\.path) == ["data/regions.csv", "data/people.csv", "data/logit.csv"])
    #expect(document.inputs.first?.citation.en == "Bureau. 2024. · CC BY")
    #expect(document.inputs.allSatisfy { $0.sha256.count == 64 })
    #expect(document.verdictCounts.total == run.counts.total)
    #expect(!document.isSynthetic)
  }

  @Test func everyExhibitOfTheReportIsThere() throws {
    let run = try SampleStudy.run()
    let document = ReportBuilder(run, version: "1").document()
    let ids = document.sections.flatMap(\.blocks).compactMap { block -> String? in
      switch block {
      case .figure(let figure): figure.id
      case .table(let table): table.id
      case .regression(let table): table.id
      default: nil
      }
    }
    #expect(ids == run.plan.specification.exhibits.map(\.id))
  }

  @Test func claimsCarryTheirGrounds() throws {
    let document = ReportBuilder(try SampleStudy.run(), version: "1").document()
    let cards = document.claims
    #expect(cards.map(\.id) == ["C1", "C2", "C3", "C4", "C5", "C6", "C7"])
    #expect(cards.map(\.verdict) == [.confirmed, .refuted, .refuted, .confirmed, .confirmed, .refuted, .cannotTell])
    #expect(cards[0].statement.ru == "Доход и сальдо связаны (0,92).")
    #expect(cards[0].place.kk == "1-бет")
    #expect(cards[0].settle == nil)
    #expect(cards[0].findings == ["income.r"])
    #expect(cards[1].settle?.ru == "Таблица 6 пар.")
    #expect(cards[1].findings == ["logit[gender].ratio"])
    #expect(cards[1].readings.count == 1)
    #expect(cards[2].parts.map(\.id) == ["C3a", "C3b"])
    #expect(cards[2].parts.map(\.verdict) == [.confirmed, .refuted])
    #expect(cards[5].findings == ["printed.gender.floor", "printed.gender.se_floor"])
  }

  /// From any number one click leads to the cells that it came from, through joins and derived variables.
  @Test func findingsLeadToTheCellsOfTheFiles() throws {
    let document = ReportBuilder(try SampleStudy.run(), version: "1").document()
    func cells(_ id: String) throws -> [CellReference] { try #require(document.findings.first { $0.id == id }).cells }
    #expect(try cells("groups.donors.sum") == [CellReference(source: "regions", column: "balance", lines: [2, 3])])
    #expect(try cells("regions[KZ-11].income") == [CellReference(source: "regions", column: "income", lines: [3])])
    let rates = try cells("income.rates.r")
    #expect(Set(rates.map { "\($0.source).\($0.column)" }) == ["regions.income", "regions.balance", "people.people"])
    #expect(try cells("printed.gender.floor").allSatisfy { $0.source == "logit" })
  }

  @Test func theLedgerSaysWhatIsUndefined() throws {
    let run = try Sample.run(
      "analyses: [{id: q, kind: calculate, quantities: {lost: {formula: \"regions[KZ-19].balance\"}, share: {formula: \"regions[KZ-10].share\"}}}]"
    )
    let entries = ReportBuilder(run, version: "1").document().findings
    #expect(entries.first { $0.id == "q.lost" }?.value.en == "undefined: no value is given for Balance (Almaty Region)")
    #expect(entries.first { $0.id == "q.share" }?.value.ru == "0,57 (0,565 … 0,575)")
  }

  @Test func rowsOfPeopleAreNotPrinted() throws {
    let document = ReportBuilder(try StudyFolder(SampleStudy.microdata, SampleStudy.files).run(), version: "1")
      .document()
    let table = try #require(document.dataTables.first { $0.source == "regions" })
    #expect(table.rows.isEmpty)
    #expect(table.rowsLeftOut == 7)
    #expect(document.findings.flatMap(\.cells).filter { $0.source == "regions" }.allSatisfy { $0.lines.isEmpty })
  }

  @Test func syntheticDataSayThatTheyAre() throws {
    let yaml = SampleStudy.yaml.replacing("kosh: 1\n", with: "kosh: 1\nsynthetic: yes\n")
    let document = ReportBuilder(try StudyFolder(yaml, SampleStudy.files).run(), version: "1").document()
    #expect(document.isSynthetic)
    let page = HTMLWriter.page(document)
    #expect(page.contains("Synthetic data"))
    #expect(page.contains("Синтетические данные"))
  }

  @Test func aStudyWithoutClaimsHasNoCards() throws {
    let document = ReportBuilder(try Sample.run(""), version: "1").document()
    #expect(document.claims.isEmpty)
    #expect(document.verdictFigure == nil)
    #expect(document.brokenReferences == [])
  }
}
