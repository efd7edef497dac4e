import KoshTable
import Testing

@testable import KoshReport

@Test func markdownSummary() {
  expectSnapshot(MarkdownWriter.summary(Sample.document, in: .en), "summary.en.md")
  expectSnapshot(MarkdownWriter.summary(Sample.document, in: .kk), "summary.kk.md")
}

@Test func markdownOfAnEmptyDocument() {
  let empty = ReportDocument(id: "x", title: Trilingual(same: "A|b*"))
  #expect(MarkdownWriter.summary(empty, in: .ru) == "# A\\|b\\*\n")
}

@Test func markdownMarksAreEscaped() {
  #expect(MarkdownWriter.escaped("<b>_x_\n[1]") == "\\<b\\>\\_x\\_ \\[1\\]")
}
