@testable import KoshStudy
import KoshTable
import Testing

@Suite struct FrameChangeAnalysisTests {
  private static let before = """
    # version: 0
    id\tparent\tname_en\tdefinition_en\tcodable
    value\t\tValue\t\tno
    intrinsic\tvalue\tInterest\tLiking the subject\t
    use\tvalue\tUse\t\t
    cost\t\tCost\t\t
    gone\t\tGone\t\t

    """
  private static let set = InterviewSample.set.replacing(
    "frame: frame.tsv", with: "frame: frame.tsv\n    frame_before: old.tsv")
  private static let frame = InterviewSample.frame.replacing(
    "id\tparent\tname_en\tname_ru\tname_kk\tcodable", with: "id\tparent\tname_en\tname_ru\tname_kk\tcodable\treplaces"
  ).replacing("Пайда\t", with: "Пайда\t\tuse")
  private static let body = """
    analyses:
      - {id: change, kind: frame_change, interviews: talks}
      - {id: m, kind: codes, interviews: talks}

    """

  private func files(_ codings: String) -> [String: String] {
    ["old.tsv": Self.before, "frame.tsv": Self.frame, "codings.tsv": codings]
  }

  @Test func saysWhichCodingsAreTouched() throws {
    let codings = InterviewSample.codings.replacing("utility", with: "use")
    let run = try InterviewSample.folder(Self.body, set: Self.set, changing: files(codings)).run()
    #expect(run.number("change.review") == 4)
    #expect(run.number("change.recode") == 5)
    #expect(run.number("change.use.n") == 5)
    #expect(run.number("change.intrinsic.n") == 4)
    #expect(run.findings["change.use.n"]?.method.ru == "заменён на utility")
    #expect(run.findings["change.review"]?.cells == [CellRange("talks", ["quote"], rows: [0, 5, 7, 11])])
    // The codings of the replaced code are counted under the new one.
    #expect(run.number("m.utility.n") == 3)
    #expect(run.cautions.map(\.caution.code) == ["frame_review", "frame_recode", "small_cells_shown"])
    for (_, caution) in run.cautions { #expect(carriesSameNumbers(caution.text), "\(caution)") }
  }

  @Test func codingsOfACodeThatIsGoneAreTold() throws {
    let codings = InterviewSample.codings.replacing("r4\t11\t23\tutility\tA", with: "r4\t11\t23\tgone\tA")
    #expect(
      try InterviewSample.folder(Self.body, set: Self.set, changing: files(codings)).problems() == [
        """
        STUDY/codings.tsv:8: version 1 of the coding frame has no code "gone"
          why: it was taken out
          do:  take the coding out, or give it another code
        """
      ])
  }

  @Test func withoutAnEarlierVersionThereIsNoChange() throws {
    #expect(
      try InterviewSample.problems("analyses:\n  - {id: change, kind: frame_change, interviews: talks}\n") == [
        """
        STUDY/study.yaml:18:50: the interviews "talks" name no earlier version of their frame
          why: a change is from one version to another
          do:  add frame_before: FILE to "talks"
        """
      ])
  }

  @Test func codingsOfFewAreNotCounted() throws {
    let codings = InterviewSample.codings.replacing("utility", with: "use")
    let run = try InterviewSample.folder(
      Self.body, sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n", set: Self.set,
      changing: files(codings)
    ).run()
    for part in ["review", "recode", "use.n", "intrinsic.n"] {
      #expect(run.value("change.\(part)") == LoadedInterviews.suppressed, "\(part)")
    }
    #expect(run.cautions.contains { $0.analysis == "change" && $0.caution.code == "small_cells" })
  }
}
