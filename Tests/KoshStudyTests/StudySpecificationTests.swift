@testable import KoshStudy
import KoshTable
import Testing

@Suite struct StudySpecificationTests {
  private func read(_ yaml: String) throws -> StudySpecification {
    try StudyReader.read(yaml: study(yaml), file: "s.yaml", folder: "f", name: "n")
  }

  @Test func defaultsStandInForWhatIsLeftOut() throws {
    let study = try read("sources: {a: {file: x.csv, variables: {v: {type: number}}}}\n")
    #expect(study.paper == nil && study.cite == nil && !study.isSynthetic)
    #expect(study.analyses.isEmpty && study.claims.isEmpty && study.exhibits.isEmpty && study.sections.isEmpty)
    let source = study.sources[0]
    #expect(source.title == Trilingual(same: "a"))
    #expect(source.key == [] && source.join == nil && source.derived.isEmpty)
    #expect(!source.isMicrodata && source.leastCell == 10)
    #expect(source.variables[0].missing == [] && !source.variables[0].isRounded && source.variables[0].label == nil)
  }

  @Test func readsSources() throws {
    let source = try read(
      """
      sources:
        a:
          file: x.csv
          key: [year, sex]
          csv: {delimiter: ";", decimal: ",", encoding: windows-1251}
          join: {source: b, match: {here: there}}
          microdata: yes
          least_cell: 5
          variables: {v: {type: category, missing: [99, dk], labels: {1: {en: One, ru: Один, kk: Бір}}, period: 2024, measure: share, rounded: yes}}
          derive: {w: {recode: v, to: {1: [a, b], 0: c}, drop: d}, x: {formula: v + 1}}
      """
    ).sources[0]
    #expect(source.key == ["year", "sex"])
    #expect([source.delimiter, source.decimal, source.encoding] == [";", ",", "windows-1251"])
    #expect(source.join?.source == "b")
    #expect(source.isMicrodata && source.leastCell == 5)
    let variable = source.variables[0]
    #expect(variable.missing == ["99", "dk"])
    #expect(variable.labels["1"]?.ru == "Один")
    #expect(variable.period == "2024" && variable.measure == "share" && variable.isRounded)
    #expect(source.derived[0].codes.map(\.new) == ["1", "0"])
    #expect(source.derived[0].codes.map(\.old) == [["a", "b"], ["c"]])
    #expect(source.derived[0].drop == ["d"])
    #expect(source.derived[1].formula != nil && source.derived[1].recode == nil)
  }

  @Test func partsStandWhereTheirWholeDoes() throws {
    let claim = try read(
      "sources: {}\nclaims: [{id: C, statement: S, place: {en: \"p. 1\"}, parts: [{id: Ca, statement: S, published: [\"1\", \"2.50\"], says: effect, expect: {holds: 1 < 2}}, {id: Cb, statement: S, place: {en: \"p. 2\"}, required: yes, expect: {holds: 1 < 2}}]}]\n"
    ).claims[0]
    #expect(claim.expectation == nil)
    #expect(claim.parts.map(\.whereItStands.en) == ["p. 1", "p. 2"])
    #expect(claim.parts[0].published.map(\.decimals) == [0, 2])
    #expect(claim.parts[0].says == [.effect])
    #expect(claim.parts.map(\.isRequired) == [false, true])
  }

  @Test func exhibitsListTheirTexts() throws {
    let exhibit = try read(
      "sources: {}\nexhibits: [{id: e, kind: lines, data: a, time: t, value: v, title: One, note: Two, annotate: [{at: 2000, text: Three}]}]\n"
    ).exhibits[0]
    #expect(exhibit.texts.map(\.text.en) == ["One", "Two", "Three"])
    #expect(exhibit.kind == "lines" && exhibit.subtitle.isEmpty)
  }

  @Test func sectionsKeepTheOrderOfTheirBlocks() throws {
    let section = try read("sources: {}\nreport: [{title: T, blocks: [{text: A}, {exhibit: e}, {text: B}]}]\n")
      .sections[0]
    let order = section.blocks.map { block in
      switch block {
      case .text(let text, _): text.en
      case .exhibit(let id, _): id
      }
    }
    #expect(order == ["A", "e", "B"])
  }
}
