import KoshTable
import Testing

@testable import KoshReport

@Suite struct HTMLWriterTests {
  static let empty = ReportDocument(id: "empty", title: Sample.text("Empty", "Пусто", "Бос"))

  @Test func emptyDocument() {
    let page = HTMLWriter.page(Self.empty)
    expectSnapshot(mainPart(of: page), "empty.html")
    #expect(PageAudit.problems(inHTML: page) == [])
    let index = HTMLWriter.index([], programVersion: "0.1.0")
    #expect(PageAudit.problems(inHTML: index) == [])
    #expect(index.contains("There are no studies yet."))
  }

  private func page(_ blocks: [Block]) -> String {
    HTMLWriter.page(
      ReportDocument(
        id: "part", title: Sample.text("Part", "Часть", "Бөлік"),
        sections: [
          ReportSection(id: "s", title: Sample.text("Section", "Раздел", "Бөлім"), blocks: blocks),
          .findings(Sample.findings), .data([Sample.dataTable]),
        ]))
  }

  @Test func claimCards() { expectSnapshot(mainPart(of: page([.claims(Sample.claims)])), "claims.html") }

  @Test func tablesOfResults() {
    expectSnapshot(mainPart(of: page([.table(Sample.table), .regression(Sample.regression)])), "tables.html")
  }

  @Test func indexPage() {
    expectSnapshot(mainPart(of: HTMLWriter.index(Sample.index, programVersion: "0.1.0")), "index.html")
  }

  @Test func madeUpDataNeverEnterTheTotals() {
    func entry(_ id: String, _ confirmed: Int, isSynthetic: Bool) -> IndexEntry {
      IndexEntry(
        id: id, address: id, title: Trilingual(same: id),
        verdictCounts: VerdictCounts(confirmed: confirmed, refuted: 1, cannotTell: 0), findings: 1, cautions: 0,
        isSynthetic: isSynthetic, label: Trilingual(same: "Paper " + id))
    }
    let both = HTMLWriter.index(
      [entry("A", 3, isSynthetic: false), entry("S", 40, isSynthetic: true)], programVersion: "0")
    #expect(both.contains("<span class=\"count\">3</span>"))
    #expect(!both.contains(">43<"))
    #expect(both.contains("Claims checked: <b>4</b>. Claims about synthetic data, counted apart: <b>41</b>"))
    #expect(both.contains("Published studies together") && both.contains("Synthetic data, counted apart"))
    #expect(both.contains("<span class=\"label\">Paper A</span>"))
    #expect(PageAudit.problems(inHTML: both) == [] && NumberAudit.differences(both).isEmpty)
    let alone = HTMLWriter.index([entry("S", 40, isSynthetic: true)], programVersion: "0")
    #expect(alone.contains("<span class=\"count\">40</span>") && alone.contains("Total"))
    #expect(!alone.contains("counted apart"))
  }

  @Test func aLongRowOfFindingsIsFolded() {
    let ids = (1...8).map { "f\($0)" }
    let entries = ids.map { FindingEntry(id: $0, label: Trilingual(same: $0), value: Trilingual(same: "1")) }
    var writer = PageWriter(
      anchors: Anchors(
        ReportDocument(
          id: "d", title: Trilingual(same: "d"), sections: [.findings(entries)])))
    writer.used(Array(ids.prefix(6)) + ["unknown"])
    #expect(!writer.out.string.contains("<details"))
    writer.used(ids)
    #expect(writer.out.string.contains("<details class=\"used\"><summary>Findings used: 8</summary>"))
  }

  /// Every text of every kind of block, made of what HTML reads as markup.
  @Test func everythingIsEscaped() {
    let evil = Trilingual(same: "<script>alert(1)</script>&\"'")
    let name = "\"><script>alert(1)</script>"
    let finding = FindingEntry(
      id: name, label: evil, value: evil, unit: evil, method: evil,
      cells: [CellReference(source: name, column: name), CellReference(source: "none" + name, column: name)],
      basis: [name])
    let card = ClaimCard(
      id: name, statement: evil, place: evil, published: evil, recomputed: evil, verdict: .refuted, explanation: evil,
      readings: [evil], settle: evil, findings: [name],
      parts: [ClaimCard(id: name + "a", statement: evil, verdict: .confirmed)])
    let document = ReportDocument(
      id: name, title: evil, subtitle: evil, question: evil, programVersion: name,
      inputs: [InputFile(path: name, sha256: name, rows: 1, source: evil, citation: evil)],
      sections: [
        ReportSection(
          id: name, title: evil,
          blocks: [
            .heading(evil), .citation(evil),
            .paragraph(
              Prose(
                en: [
                  .text(evil.en), .emphasis(evil.en), .number(evil.en, finding: name),
                  .link(evil.en, to: "https://" + name),
                  .link(evil.en, to: "javascript:alert(1)"), .link(evil.en, to: "#claim-" + name),
                ], ru: [], kk: [])),
            .list([Prose(evil)]),
            .table(
              ReportTable(
                id: name, caption: evil, columns: [TableColumn(evil), TableColumn(evil)],
                rows: [
                  [.text(evil), .value(evil, finding: name)],
                  [.missing(reason: evil), .verdict(.refuted, claim: name)],
                ],
                groups: [RowGroup(firstRow: 0, title: evil)], notes: [evil])),
            .regression(
              RegressionTable(
                id: name + "r", caption: evil, columns: [RegressionColumn(dependent: evil, title: evil)],
                terms: [
                  RegressionTerm(evil, cells: [RegressionCell(estimate: 1, standardError: 1, pValue: 0, finding: name)])
                ],
                statistics: [RegressionStatistic(evil, cells: [.text(evil)])],
                stars: [StarCutoff(below: 1, mark: "<script>")], standardErrors: evil, scale: evil, notes: [evil])),
            .claims([card]), .cautions([CautionNote(evil, about: evil, findings: [name])]), .findings([finding]),
            .data(
              DataTable(
                source: name, title: evil, path: name, columns: [name], rows: [DataRow(line: 2, cells: [name])],
                rowsLeftOut: 1)),
          ])
      ], isSynthetic: true, indexAddress: name)
    let page = HTMLWriter.page(document)
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("javascript:"))
    #expect(page.count(of: "<script>") == 2)
    #expect(PageAudit.problems(inHTML: page) == [])
    let index = HTMLWriter.index([IndexEntry(document, address: name)], programVersion: name)
    #expect(!index.contains("<script>alert"))
    #expect(PageAudit.problems(inHTML: index) == [])
  }

  @Test func referencesToNothingArePlainText() {
    let page = page([
      .paragraph(
        Prose(
          en: [.number("0.5", finding: "nothing"), .link("there", to: "#claim-Z"), .link("here", to: "ftp://x")],
          ru: [],
          kk: []))
    ])
    #expect(page.contains(">0.5therehere</p>"))
  }

  @Test func everyNumberLeadsToItsFindingAndOnToTheCells() {
    let page = HTMLWriter.page(Sample.document)
    #expect(page.contains("<a class=\"n\" href=\"#ru-finding-income_balance.r\""))
    #expect(page.contains("<li id=\"ru-finding-income_balance.r\""))
    #expect(page.contains("<a href=\"#cell-regions-2-3\" data-run=\"3 2 4\">строки 2–4</a>"))
    #expect(page.contains("id=\"cell-regions-2-3\">-6102</td>"))
  }

  @Test func provenanceStandsBeforeTheLedger() throws {
    let page = HTMLWriter.page(Sample.document)
    let places = try ["findings-and-exhibits", "claims", "cautions", "provenance", "findings"].map {
      try #require(page.range(of: "<section id=\"kk-section-\($0)\"")?.lowerBound)
    }
    #expect(places == places.sorted())
    #expect(page.contains("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"))
  }

  @Test(arguments: Language.allCases) func thePageOpensInItsDefaultLanguage(language: Language) {
    let page = HTMLWriter.page(Self.empty, default: language)
    #expect(page.contains("<html lang=\"\(language)\" data-lang=\"\(language)\">"))
    #expect(page.contains("<title>\(Self.empty.title[language])</title>"))
  }

  @Test func syntheticDataIsSaidOnEveryExhibit() {
    var document = Sample.document
    #expect(!HTMLWriter.page(document).contains("class=\"synthetic\""))
    document.isSynthetic = true
    let page = HTMLWriter.page(document)
    #expect(page.contains("<p class=\"banner\">Data of this study are synthetic: made up for it, not observed.</p>"))
    // Two figures and two tables in three languages, one data table for all.
    #expect(page.count(of: "class=\"synthetic\"") == 13)
  }

  @Test func runsOfLines() {
    #expect(PageWriter.runs([4, 2, 3, 7, 7]) == [2...4, 7...7])
    #expect(PageWriter.runs([]).isEmpty)
  }

  @Test func shortRowsAndUnknownColumnsDoNoHarm() {
    let page = page([
      .table(
        ReportTable(
          id: "t", caption: Trilingual(same: "t"),
          columns: [TableColumn(Trilingual(same: "a")), TableColumn(Trilingual(same: "b"))],
          rows: [[], [.empty, .empty, .empty]])),
      .table(ReportTable(id: "u", caption: Trilingual(same: "u"), columns: [], rows: [[]])),
    ])
    #expect(PageAudit.problems(inHTML: page) == [])
  }
}
