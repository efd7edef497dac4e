@testable import KoshStudy
import KoshTable
import Testing

@Suite struct RunSummaryTests {
  @Test func tellsARunInAFewLines() throws {
    let text = RunSummary.text(try SampleStudy.run(), report: "out/study/index.html", language: .en, isColoured: false)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "A sample")
    #expect(lines[1].hasSuffix(" findings from 3 data files"))
    #expect(lines[2] == "  claims: ● 3 confirmed   ▲ 3 do not follow   ○ 1 cannot be told")
    #expect(lines[3] == "    ▲ C2  recomputed 0.456 (0.4555 … 0.4565), published 0.50: does not follow")
    #expect(lines[4] == "    ▲ C3  1 of 2 parts do not follow: C3b.")
    #expect(lines.last == "  report: out/study/index.html")
    #expect(!text.contains("\u{1B}"))
  }

  @Test func speaksThreeLanguages() throws {
    let run = try SampleStudy.run()
    let texts = Language.allCases.map { RunSummary.text(run, report: "r", language: $0, isColoured: false) }
    #expect(Set(texts).count == 3)
    #expect(texts[1].contains("подтверждено 3   ▲ не следует 3   ○ нельзя сказать 1"))
    #expect(texts[2].contains("расталды 3   ▲ шықпайды 3   ○ айту мүмкін емес 1"))
    #expect(carriesSameNumbers(Trilingual(en: "\(texts[0])", ru: "\(texts[1])", kk: "\(texts[2])")))
  }

  @Test func coloursOnlyWhereAsked() throws {
    let text = RunSummary.text(try SampleStudy.run(), report: "r", language: .en, isColoured: true)
    #expect(text.hasPrefix("\u{1B}[1mA sample\u{1B}[0m"))
    #expect(text.contains("\u{1B}[32m● \u{1B}[0m3 confirmed"))
  }

  @Test func namesRequiredClaimsThatAreNotConfirmed() throws {
    let run = try Sample.run(
      "claims: [{id: C1, statement: S, required: yes, expect: {holds: 1 > 2}}, {id: C2, statement: S, required: yes, expect: {holds: 1 < 2}}]"
    )
    let text = RunSummary.text(run, report: "r", language: .en, isColoured: false)
    #expect(text.contains("    ! C1  required, and not confirmed"))
    #expect(!text.contains("! C2"))
  }

  @Test func aStudyWithoutClaimsSaysNothingOfThem() throws {
    let text = RunSummary.text(try Sample.run(""), report: "r", language: .en, isColoured: false)
    #expect(text == "Title\n  0 findings from 1 data files\n  report: r")
  }
}
