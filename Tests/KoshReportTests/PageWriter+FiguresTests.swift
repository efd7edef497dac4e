import KoshTable
import Testing

@testable import KoshChart
@testable import KoshReport

/// A chart without shapes, so that these tests do not depend on any layout.
private struct BlankChart: Chart {
  var text = ChartText(title: Sample.text("Balance", "Баланс", "Айырым"))
  var data = ChartData(
    columns: [Sample.text("Region; city", "Регион; город", "Өңір; қала"), Sample.text("Persons", "Человек", "Адам")],
    rows: [
      [.label(Sample.text("a \"b\"", "а \"б\"", "а \"ә\"")), .number(-12_345.5, decimals: 1)],
      [.label(Trilingual(same: "c")), .missing],
    ])
  var generatedAlt: Trilingual { text.title }
  func drawing(in language: Language, width: ChartWidth) -> Drawing {
    Drawing(width: width.points, height: 60, shapes: [])
  }
}

@Test func csvOfAFigureFitsTheSpreadsheetsOfItsReaders() {
  let data = BlankChart().data
  #expect(data.csv(in: .en) == "\u{FEFF}\"Region; city\",Persons\r\n\"a \"\"b\"\"\",-12345.5\r\nc,\r\n")
  #expect(data.csv(in: .ru) == "\u{FEFF}\"Регион; город\";Человек\r\n\"а \"\"б\"\"\";-12345,5\r\nc;\r\n")
}

@Test func figureWithItsTable() {
  let page = HTMLWriter.page(
    ReportDocument(
      id: "figure", title: Sample.text("Figure", "Рисунок", "Сурет"),
      sections: [
        ReportSection(
          id: "s", title: Sample.text("Section", "Раздел", "Бөлім"),
          blocks: [
            .figure(Figure(id: "f", chart: BlankChart(), caption: Sample.text("Note", "Подпись", "Түсініктеме")))
          ])
      ]))
  expectSnapshot(mainPart(of: page), "figure.html")
  #expect(PageAudit.problems(inHTML: page) == [])
  #expect(NumberAudit.differences(page) == [])
  #expect(page.contains("aria-labelledby=\"kk-drawing-f-narrow-t kk-drawing-f-narrow-d\""))
}
