import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct CoderUnitsTests {
  private func project() -> InterviewProject {
    func coding(_ source: String, _ start: Int, _ end: Int, _ code: String, _ coder: String) -> Coding {
      Coding(source: source, start: start, end: end, code: code, coder: coder)
    }
    return InterviewProject(
      sources: [
        Source(id: "i01", text: SourceText("aaaa\nbbbb\n\n  \ncccc")),
        Source(id: "i02", text: SourceText("only A saw it")),
        Source(
          id: "i03", text: SourceText("0123456789"), turns: [Turn(range: 0..<4), Turn(range: 5..<10)]),
      ], frame: CodingFrame(codes: [Code("cost"), Code("effort", parent: "cost"), Code("joy")]),
      codings: [
        coding("i01", 0, 6, "effort", "A"), coding("i01", 5, 9, "cost", "B"), coding("i02", 0, 4, "cost", "A"),
        coding("i03", 0, 2, "cost", "A"), coding("i03", 1, 3, "cost", "A"), coding("i03", 9, 10, "joy", "B"),
      ])
  }

  private func rows(_ table: Table) -> [String] {
    (0..<table.rowCount).map { row in table.columns.map { $0.text(at: row) ?? "–" }.joined(separator: " ") }
  }

  @Test func piecesOfEachKind() {
    let units = CoderUnits(InterviewIndex(project()))
    #expect(units.pieces(of: "i01", .line) == [0..<4, 5..<9, 14..<18])
    #expect(units.pieces(of: "i03", .turn) == [0..<4, 5..<10])
    #expect(units.pieces(of: "i03", .source) == [0..<10])
    #expect(units.pieces(of: "i99", .line) == [])
  }

  @Test func onlyTextsOfTwoCodersAreCompared() {
    let table = CoderUnits(InterviewIndex(project())).table(code: "cost", unit: .turn)
    #expect(table.names == ["coder", "unit", "value"])
    #expect(
      rows(table) == [
        "A i01#1 yes", "A i01#2 yes", "A i01#3 no", "B i01#1 no", "B i01#2 yes", "B i01#3 no", "A i03#1 yes",
        "A i03#2 no",
        "B i03#1 no", "B i03#2 no",
      ])
    #expect(
      rows(CoderUnits(InterviewIndex(project())).table(code: "cost", unit: .source, orNarrower: false)) == [
        "A i01 no", "B i01 yes", "A i03 yes", "B i03 no",
      ])
    #expect(CoderUnits(InterviewIndex(project())).table(code: "csot", unit: .line).rowCount == 0)
  }

  @Test func aTextWithoutCodesCanBeDeclared() {
    let units = CoderUnits(InterviewIndex(project()), worked: ["B": ["i02", "i99"], "Z": ["i01"]])
    #expect(rows(units.table(code: "cost", unit: .source)).contains("B i02 no"))
  }

  @Test func scalarByScalar() {
    let units = CoderUnits(InterviewIndex(project()))
    // i01 (18 scalars): A 0–6, B 5–9: both 5–6. i03 (10): A 0–3, B nothing.
    let shared = units.scalars(code: "cost", "A", "B")
    #expect(shared == CoderUnits.Shared(both: 1, onlyFirst: 8, onlySecond: 3, neither: 16))
    #expect(shared.total == 28)
    #expect(
      units.scalars(code: "cost", "B", "A") == CoderUnits.Shared(both: 1, onlyFirst: 3, onlySecond: 8, neither: 16))
    #expect(units.scalars(code: "cost", "A", "Z").total == 0)
  }

  @Test func continuaOfSpans() {
    let continua = CoderUnits(InterviewIndex(project())).continua(code: "cost")
    #expect(continua.map(\.source) == ["i01", "i03"])
    #expect(continua[1].length == 10)
    #expect(continua[1].coders == ["A", "B"])
    #expect(continua[1].spans == [[0..<3], []])
  }

  @Test func judgementsSayWhatTheTableSays() {
    let units = CoderUnits(InterviewIndex(sampleProject()))
    let coders = InterviewIndex(sampleProject()).coders
    for unit in AgreementUnit.allCases {
      let cut = units.cut(unit)
      for code in ["cost", "utility", "nothing"] {
        let table = units.table(code: code, cut)
        let judgements = units.judgements(code: code, cut)
        var told: [Int8] = Array(repeating: -1, count: cut.units.count * coders.count)
        for row in 0..<table.rowCount {
          guard let coder = table["coder"]?.text(at: row).flatMap(coders.firstIndex(of:)),
            let piece = table["unit"]?.text(at: row).flatMap(cut.units.firstIndex(of:))
          else { continue }
          told[piece * coders.count + coder] = table["value"]?.text(at: row) == "yes" ? 1 : 0
        }
        #expect(judgements == told, "\(unit) \(code)")
      }
    }
  }
}
