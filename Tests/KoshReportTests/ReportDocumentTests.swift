import KoshTable
import Testing

@testable import KoshReport

@Suite struct ReportDocumentTests {
  @Test func partsAreNotCounted() {
    let counts = Sample.document.verdictCounts
    #expect(counts == VerdictCounts(confirmed: 2, refuted: 1, cannotTell: 1))
    #expect(counts.total == 4)
    #expect(counts + counts == VerdictCounts(confirmed: 4, refuted: 2, cannotTell: 2))
  }

  @Test func brokenReferencesAreNamed() {
    // The sample's one broken reference stands there on purpose.
    #expect(Sample.document.brokenReferences == ["claim D7: there is no finding \"not.in.ledger\""])
    let entry = FindingEntry(
      id: "f", label: Trilingual(same: "f"), value: Trilingual(same: "1"),
      cells: [CellReference(source: "s", column: "c"), CellReference(source: "regions", column: "blance")], basis: ["g"]
    )
    let document = ReportDocument(
      id: "x", title: Trilingual(same: "x"),
      sections: [
        ReportSection(
          id: "a", title: Trilingual(same: "a"),
          blocks: [
            .paragraph(Prose(en: [.number("1", finding: "h"), .link("c", to: "#claim-Z")], ru: [], kk: [])),
            .findings([entry, entry]), .data(Sample.dataTable),
          ])
      ])
    let ofEntry = [
      "finding f: there is no finding \"g\"", "finding f: there is no data table \"s\"",
      "finding f: regions has no column \"blance\"",
    ]
    #expect(
      document.brokenReferences == [
        "section a: there is no finding \"h\"", "section a: there is no \"#claim-Z\"",
      ] + ofEntry + ["there are two of the name finding \"f\""] + ofEntry)
  }
}
