import KoshTable
import Testing

@testable import KoshReport

@Suite struct PageAuditTests {
  @Test(arguments: Language.allCases) func reportsAreSound(language: Language) {
    #expect(PageAudit.problems(inHTML: HTMLWriter.page(Sample.document, default: language)) == [])
    #expect(PageAudit.problems(inHTML: HTMLWriter.index(Sample.index, programVersion: "1", default: language)) == [])
  }

  @Test func plantedFaultsAreFound() {
    #expect(PageAudit.problems(inHTML: "<p id=\"a\"><b id=\"a\"></b></p>") == ["the id a stands twice"])
    #expect(PageAudit.problems(inHTML: "<p><b></p></b>") == ["</p> closes <b>", "<p> is not closed"])
    #expect(PageAudit.problems(inHTML: "<p>") == ["<p> is not closed"])
    #expect(PageAudit.problems(inHTML: "</p>") == ["</p> closes <nothing>"])
    #expect(PageAudit.problems(inHTML: "<a href=\"#x\"></a>") == ["#x has no target"])
    #expect(
      PageAudit.problems(
        inHTML:
          "<article lang=\"en\"><a href=\"#ru-x\"></a></article><article lang=\"ru\"><p id=\"ru-x\"></p></article>")
        == ["#ru-x leads from en to ru"])
    #expect(PageAudit.problems(inHTML: "<img src=\"https://a.b/c.png\">") == ["https://a.b/c.png would be fetched"])
    #expect(PageAudit.problems(inHTML: "<link href=\"style.css\">") == ["style.css would be fetched"])
  }

  @Test func aDeadLinkPlantedInAReportIsFound() {
    let page = HTMLWriter.page(Sample.document).replacing("id=\"kk-claim-D1\"", with: "id=\"kk-claim-D0\"")
    #expect(PageAudit.problems(inHTML: page).contains("#kk-claim-D1 has no target"))
  }
}
