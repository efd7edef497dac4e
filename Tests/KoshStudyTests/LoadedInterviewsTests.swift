@testable import KoshStudy
import Testing

@Suite struct LoadedInterviewsTests {
  @Test func makesTwoSources() throws {
    let data = try InterviewSample.run("").plan.data
    #expect(data.order == ["survey", "talks", "talks_cases"])
    #expect(data["talks"]?.table.rowCount == 13)
    #expect(
      data["talks_cases"]?.table.names == [
        "case", "pseudonym", "gender", "value", "intrinsic", "utility", "cost", "stay",
      ])
    // Coder A alone is counted: B gave R2 no cost.
    #expect(data["talks_cases"]?.table["cost"]?.numbers == [1, 1, 0, 0])
    #expect(data["talks_cases"]?.label(ofRow: 0).en == "R1")
    #expect(data["talks_cases"]?.table["gender"]?.label(ofLevel: "boy").ru == "Юноши")
    #expect(
      data.interviews["talks"]?.files.map(\.path) == [
        "interviews/r1.txt", "interviews/r2.txt", "interviews/r3.txt", "interviews/r4.txt", "frame.tsv", "codings.tsv",
        "cases.csv",
      ])
  }

  @Test func respondentsJoinASurvey() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: t, kind: crosstab, data: survey, rows: plans, columns: gender, where: utility == 1}\n",
      sources: """
        synthetic: yes
        sources:
          survey: {file: survey.csv, key: pupil, join: {source: talks_cases, match: {pupil: pseudonym}}}

        """)
    #expect(run.number("t.n") == 3)
  }

  @Test func withoutAFileEveryTextIsARespondent() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: m, kind: codes, interviews: talks}\n",
      set:
        "interviews:\n  talks: {files: [interviews/r1.txt, interviews/r2.txt, interviews/r3.txt, interviews/r4.txt], frame: frame.tsv, codings: codings.tsv}\n"
    )
    #expect(run.number("m.n") == 4)
    #expect(run.list("m.cost.cases") == ["r1", "r2"])
  }

  @Test func aShippedFrameHasAName() throws {
    #expect(
      try InterviewSample.problems(
        "", set: "interviews:\n  talks: {folder: texts, frame: expectancy-valu, codings: none.tsv, cases: none.csv}\n")
        == [
          """
          STUDY/study.yaml:8:19: there is no folder "texts" with the interviews "talks"
            do:  put the texts into STUDY/texts, or correct the path
          """,
          """
          STUDY/study.yaml:8:33: there is no coding frame "expectancy-valu", and no file of that name
            do:  did you mean "expectancy-value"?
          """,
          """
          STUDY/study.yaml:8:59: the file "none.tsv" of the interviews "talks" does not exist
            do:  put the file at STUDY/none.tsv, or correct the path
          """,
          """
          STUDY/study.yaml:8:76: the file "none.csv" of the interviews "talks" does not exist
            do:  put the file at STUDY/none.csv, or correct the path
          """,
        ])
  }

  @Test func tellsAllThatDoesNotFit() throws {
    #expect(
      try InterviewSample.problems(
        "",
        set: InterviewSample.set.replacing("coder: A", with: "coder: Z").replacing("boy: {en", with: "man: {en")
          + "      age: {type: number}\n",
        changing: [
          "codings.tsv": "source\tstart\tend\tcode\tcoder\nr1\t1\t5\tcosts\tA\nr9\t1\t5\tcost\tA\nr1\t9\t7\tcost\tA\n"
        ]) == [
          """
          STUDY/cases.csv:4: the value "boy" has no label (variable gender)
            why: when labels are given, every value needs one: a value without is often a slip of the hand
            do:  add it under labels:
          """,
          """
          STUDY/codings.tsv:2: the code "costs" does not exist
            do:  did you mean "cost"?
          """,
          """
          STUDY/codings.tsv:3: the source "r9" does not exist
            do:  did you mean "r1"?
          """,
          """
          STUDY/codings.tsv:4: the span is reversed: it begins at 9 and ends at 7
            do:  exchange start and end
          """,
          """
          STUDY/study.yaml:13:12: "Z" coded nothing of "talks"
            do:  there is: A
          """,
          """
          STUDY/study.yaml:17:7: the respondents of "talks" have no attribute "age"
            do:  there is: gender
          """,
        ])
  }

  @Test func aRespondentHasAnInterview() throws {
    #expect(
      try InterviewSample.problems("", changing: ["cases.csv": "case,gender\nr1,girl\nR7,boy\n,boy\n"]) == [
        """
        STUDY/cases.csv:3: the respondent "R7" has no interview
          why: no text is named so, and none says "case: R7" at its head
          do:  name the texts in a column sources
        """,
        """
        STUDY/cases.csv:4: a respondent has no name
          do:  fill the cell in
        """,
      ])
  }

  @Test func anEditedTextStopsTheStudyWhereAPlaceIsLost() throws {
    let problems = try InterviewSample.problems(
      "",
      changing: [
        "codings.tsv":
          "source\ttext\tstart\tend\tcode\tcoder\tbefore\tquote\tafter\nr1\t0000000000000000\t11\t30\tcost\tA\t\tI hate the subject.\t\n"
      ])
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("STUDY/codings.tsv:2: the text of r1 was edited") == true)
  }

  @Test func namesDoNotMeet() throws {
    let problems = try InterviewSample.problems(
      "", sources: "synthetic: yes\nsources:\n  talks_cases: {file: survey.csv}\n")
    #expect(
      problems == [
        """
        STUDY/study.yaml:8:3: the interviews "talks" make a source "talks_cases", and there is one already
          do:  give the interviews or the source another name
        """
      ])
  }

  @Test func aStudyOfInterviewsAloneNeedsNoSources() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: m, kind: codes, interviews: talks}\n", sources: "synthetic: yes\n")
    #expect(run.number("m.utility.n") == 3)
  }

  private static let keySet = InterviewSample.set.replacing("    coder: A", with: "    key: KEY\n    coder: A")

  @Test func namesThatAreLeftAreToldWithoutThem() throws {
    let key = try StudyFolder("kosh: 1\n", ["key.tsv": "real\tpseudonym\nГрант\tPlace-1\nP1\tPerson-1\n"])
    let run = try InterviewSample.folder(
      "analyses:\n  - {id: m, kind: codes, interviews: talks}\n",
      set: Self.keySet.replacing("KEY", with: key.path + "/key.tsv")
    ).run()
    let caution = try #require(run.cautions.map(\.caution).first { $0.code == "real_names_left" })
    #expect(
      caution.text.en
        == "Words that are real names of the key, or begin like one, are left in the interviews: 2 (r3:4, cases:1).")
    #expect(carriesSameNumbers(caution.text))
    #expect(!run.cautions.contains { $0.caution.text.en.contains("Грант") })
    let study = try InterviewSample.folder("", set: Self.keySet.replacing("KEY", with: key.path + "/key.tsv"))
    #expect(try StudyRunner.check(folder: study.path).contains("\n    – Words that are real names"))
  }

  @Test func aKeyThatIsNotAtHandIsSaid() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: m, kind: codes, interviews: talks}\n",
      set: Self.keySet.replacing("KEY", with: "/nowhere/key.tsv"))
    #expect(run.cautions.map(\.caution.code) == ["key_not_at_hand", "small_cells_shown"])
  }

  @Test func aKeyInTheStudyIsAProblem() throws {
    let problems = try InterviewSample.problems("", set: Self.keySet.replacing("KEY", with: "key.tsv"))
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("STUDY/study.yaml:13:10: the key would lie in the study's folder"))
  }

  /// What a respondent said does not come out of a cell, nor out of a survey that it was laid beside.
  @Test func respondentsAreHiddenThroughCellsAndJoins() throws {
    let body = """
      analyses:
        - {id: c, kind: calculate, quantities: {a: {formula: "talks_cases[R1].cost", label: Cost}}}
        - {id: d, kind: describe, data: survey, variables: [cost]}

      """
    func run(_ head: String) throws -> StudyRun {
      try InterviewSample.run(
        body,
        sources: head
          + "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey, join: {source: talks_cases, match: {pupil: pseudonym}}}\n"
      )
    }
    let open = try run("synthetic: yes\n")
    #expect(open.number("c.a") == 1)
    #expect(open.number("d.cost.sum") == 2)
    #expect(open.plan.data["survey"]?.leastCell == nil)
    let closed = try run("")
    #expect(closed.number("c.a") == nil)
    #expect(closed.number("d.cost.sum") == nil)
    #expect(closed.plan.data["survey"]?.leastCell == 10)
  }

  @Test func whatIsAmissWithATextIsTold() throws {
    let run = try InterviewSample.folder(
      "analyses:\n  - {id: m, kind: codes, interviews: talks}\n", changing: ["interviews/r5.txt": " \n"],
    ).run()
    #expect(run.cautions.map(\.caution.text.ru).contains("r5.txt: В тексте нет слов."))
  }
}
