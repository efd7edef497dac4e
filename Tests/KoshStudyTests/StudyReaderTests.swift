import Foundation
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct StudyReaderTests {
  @Test func readsTheSample() throws {
    let folder = try Sample.folder("analyses:\n  - {id: d, kind: describe, data: regions, variables: [income]}\n")
    let study = try StudyReader.read(folder: folder.path)
    #expect(study.name == "study")
    #expect(study.title == Trilingual(en: "Title", ru: "Заголовок", kk: "Тақырып"))
    #expect(study.sources.map(\.id) == ["regions"])
    #expect(study.sources[0].variables.map(\.name) == ["region", "income", "balance", "share", "kind", "year"])
    #expect(study.analyses.map(\.id) == ["d"])
    #expect(!study.isSynthetic)
  }

  @Test func theNameIsTheFoldersOwnHoweverItIsReached() throws {
    let folder = try StudyFolder(study("sources: {}"), ["inside/x.txt": ""], name: "my-study")
    #expect(try StudyReader.read(folder: folder.path).name == "my-study")
    #expect(try StudyReader.read(folder: folder.path + "/").name == "my-study")
    #expect(try StudyReader.read(folder: folder.path + "/.").name == "my-study")
    #expect(try StudyReader.read(folder: folder.path + "/inside/..").name == "my-study")
  }

  @Test func aMissingFolderOrFile() throws {
    let folder = try StudyFolder(nil)
    #expect(
      problemTexts(replacing: folder.path) { try StudyReader.read(folder: folder.path + "/none") } == [
        "there is no folder \"STUDY/none\"\n  do:  give the path of a study folder, or start one with: kosh new NAME"
      ])
    #expect(
      folder.problems() == [
        "STUDY/study.yaml: the folder \"STUDY\" has no study.yaml\n  why: a study folder holds study.yaml and its data files\n  do:  start one with: kosh new NAME"
      ])
  }

  /// A whole file with all the problems that it must give.
  @Test(arguments: [
    ("", ["STUDY/study.yaml: the file is empty\n  do:  write a study, or start with: kosh new NAME"]),
    (
      "kosh: 1\ntitle: [a\n",
      [
        "STUDY/study.yaml:3:1: this is not YAML\n  why: did not find expected ',' or ']'\n  do:  check indentation (spaces, no tabs), colons followed by a space, and quotation marks"
      ]
    ),
    (
      "just words\n",
      [
        "STUDY/study.yaml:1:1: a study is a mapping of keys to values\n  do:  write its keys below each other: kosh: …, title: …, question: …, paper: …"
      ]
    ),
    (
      "kosh: 1\ntitle: T\nsource: {}\n",
      [
        "STUDY/study.yaml:1:1: a study lacks the key \"question\"\n  why: What the study asks.\n  do:  add question: …",
        "STUDY/study.yaml:1:1: a study lacks the key \"sources\"\n  why: it has data, interviews, or both\n  do:  add sources: … or interviews: …",
        "STUDY/study.yaml:3:1: unknown key \"source\" in a study\n  do:  did you mean \"sources\"?",
      ]
    ),
    (
      "kosh: 2\ntitle: T\nquestion: Q\nsources: {}\n",
      [
        "STUDY/study.yaml:1:7: the study is of format 2, and this program reads format 1\n  do:  write kosh: 1, or use a newer kosh"
      ]
    ),
    (
      "kosh: one\ntitle: {de: T}\nquestion: Q\nsynthetic: perhaps\nsources: {}\n",
      [
        "STUDY/study.yaml:1:7: \"kosh\" is \"one\", not a whole number",
        "STUDY/study.yaml:2:8: \"title\" is not a text\n  do:  write one text, or one for each language: {en: …, ru: …, kk: …}",
        "STUDY/study.yaml:4:12: \"synthetic\" is \"perhaps\", not yes or no",
      ]
    ),
    (
      "kosh: 1\ntitle: {en: T, ru: T, kz: T}\nquestion: Q\nsources: {}\n",
      ["STUDY/study.yaml:2:23: \"kz\" is not a language of Kosh\n  do:  write en, ru or kk"]
    ),
    (
      "kosh: 1\ntitle: T\nquestion: Q\nsources: {a: {file: x.csv, variables: {v: {type: nubmer}}}}\n",
      [
        "STUDY/study.yaml:4:50: \"type\" is \"nubmer\", not one of number, category, year, region\n  do:  did you mean \"number\"?"
      ]
    ),
    (
      "kosh: 1\ntitle: T\nquestion: Q\nsources: {}\nanalyses:\n  - {id: a, kind: describ, data: d, variables: [x]}\n  - {id: b, data: d}\n",
      [
        "STUDY/study.yaml:6:19: there is no kind \"describ\"\n  do:  did you mean \"describe\"?",
        "STUDY/study.yaml:7:5: an item of \"analyses\" lacks the key \"kind\"\n  do:  add kind: with one of describe, crosstab, correlation, regression, trend, change, cluster, sign_groups, index, two_way, compare_columns, percentages, printed_regression, information_criterion, r_squared, calculate, codes, agreement, saturation, co_occurrence, joint_display, word_search, query, sequence, collocations, word_list, frame_change, series_tests, specification_tests, spatial_autocorrelation, curve",
      ]
    ),
    (
      "kosh: 1\ntitle: T\nquestion: Q\nsources: {}\nanalyses:\n  - {id: a, kind: calculate, quantities: {q: {formula: \"1\"}}}\n  - {id: a, kind: calculate, quantities: {q: {formula: \"1\"}}}\n",
      [
        "STUDY/study.yaml:7:10: two analyses have the id \"a\"\n  why: an id names one thing; the other stands on line 6\n  do:  give one of them another id"
      ]
    ),
    (
      "kosh: 1\ntitle: T\nquestion: Q\nsources: {}\nclaims:\n  - {id: A1, statement: S, expect: {holds: 1 < 2}}\n  - {id: A2, statement: S, parts: [{id: A2a, statement: S, expect: {holds: 1 < 2}}, {id: A1, statement: S, expect: {holds: 1 < 2}}]}\n",
      [
        "STUDY/study.yaml:7:90: two claims have the id \"A1\"\n  why: an id names one thing; the other stands on line 6\n  do:  give one of them another id"
      ]
    ),
    (
      "kosh: 1\ntitle: T\nquestion: Q\nsources: {}\nexhibits:\n  - {id: f, kind: table, title: T, data: d}\n  - {id: f, kind: table, title: T, data: d}\n",
      [
        "STUDY/study.yaml:7:10: two exhibits have the id \"f\"\n  why: an id names one thing; the other stands on line 6\n  do:  give one of them another id"
      ]
    ),
    (
      "kosh: 1\ntitle: T\nquestion: Q\nsources: {}\nclaims:\n  - {id: A1, statement: \"It is 57.\", expect: {}}\n  - {id: A2, statement: {en: \"{published}\", ru: \"{published.2}\", kk: \"{published}\"}, expect: {holds: 1 <, whole: \"1\"}}\n  - {id: A3, statement: S, parts: []}\n",
      [
        "STUDY/study.yaml:6:25: the number 57 is typed into \"statement\"\n  why: numbers in a study's texts are bound to findings, so that they cannot drift from them\n  do:  write a placeholder such as {analysis.finding|2}, or {57} for a number that is no finding",
        "STUDY/study.yaml:6:46: an expectation says nothing that can be checked\n  why: it has exactly one of: equals, holds, whole, highest, lowest, monotone, extreme, members, exists, same, plausible, possible, significant, floor\n  do:  add one of them",
        "STUDY/study.yaml:7:25: \"statement\" binds other numbers in ru than in en\n  why: the three languages carry the same numbers\n  do:  use the same placeholders: {published} and {published.2}",
        "STUDY/study.yaml:7:94: an expectation says several things at once: holds, whole\n  why: it has exactly one of: equals, holds, whole, highest, lowest, monotone, extreme, members, exists, same, plausible, possible, significant, floor\n  do:  make a part of each",
        "STUDY/study.yaml:7:105: the formula \"1 <\" has the end where a number, a name or a bracket is expected\n  do:  complete or correct the formula at this place",
        "STUDY/study.yaml:8:35: \"parts\" of a claim is an empty list\n  why: One checkable statement each; a whole is refuted if a part is.\n  do:  give at least one item",
      ]
    ),
    (
      "kosh: 1\ntitle: T\nquestion: Q\nsources: {}\nreport:\n  - {title: One, blocks: [{text: T, exhibit: f}, {}]}\n",
      [
        "STUDY/study.yaml:6:27: a block says several things at once: text, exhibit\n  why: it has exactly one of: text, exhibit\n  do:  make a part of each",
        "STUDY/study.yaml:6:50: a block says nothing that can be checked\n  why: it has exactly one of: text, exhibit\n  do:  add one of them",
      ]
    ),
  ])
  func saysAllThatIsWrong(yaml: String, expected: [String]) throws {
    let found = try StudyFolder(yaml).problems()
    #expect(found == expected, "\(found)")
  }

  @Test func bytesThatAreNoTextAreNoCrash() throws {
    let folder = try StudyFolder("x")
    try Data([0xFF, 0xFE, 0x00, 0xC3, 0x28, 0x0A]).write(to: URL(fileURLWithPath: folder.path + "/study.yaml"))
    #expect(folder.problems().count == 1)
  }
}
