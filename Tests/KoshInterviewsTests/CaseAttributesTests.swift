import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct CaseAttributesTests {
  private func survey(_ keys: [String?], lines: [Int]? = nil) -> Table {
    Table(
      name: "wave.csv",
      columns: [
        Column(Variable("id"), categories: keys),
        Column(Variable("score"), numbers: keys.indices.map { $0 == 1 ? .nan : Double($0) }),
      ], lines: lines.map { RowLines($0) })
  }

  @Test func attributesJoinByPseudonym() throws {
    let joined = try sampleProject().joining(
      survey(["P5", "P4", "P3", "P2", "P1", "P9", nil]), by: "id", columns: ["score"])
    #expect(joined.cases.map { $0.attributes["score"] } == ["4", "3", "2", nil, "0"])
    #expect(joined.cases[0].attributes["gender"] == "girl")
  }

  @Test func everythingAmissIsListed() {
    #expect(
      throws: Problems([
        Problem(
          .data, "the survey has no row for the case \"R5\"", at: Place(file: "wave.csv", variable: "id"),
          why: "its pseudonym is \"P5\"", remedy: "correct the pseudonym, or add the row"),
        Problem(
          .data, "the pseudonym \"P1\" is on several rows", at: Place(file: "wave.csv", line: 3, variable: "id"),
          why: "the first is line 2", remedy: "keep one row per person, or join one wave only"),
      ])
    ) {
      try sampleProject().joining(
        survey(["P1", "P1", "P2", "P3", "P4"], lines: [2, 3, 4, 5, 6]), by: "id", columns: ["score"])
    }
    #expect(
      throws: Problems([
        Problem(
          .specification, "there is no column \"scroe\"", at: Place(file: "wave.csv"), remedy: "did you mean \"score\"?"
        )
      ])
    ) { try sampleProject().joining(survey([]), by: "id", columns: ["scroe"]) }
  }
}
