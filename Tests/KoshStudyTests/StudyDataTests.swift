import Foundation
import KoshNumerics
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct StudyDataTests {
  /// The problems of a study with the sources of `yaml` and the files `files`.
  private func problems(_ yaml: String, _ files: [String: String]) throws -> [String] {
    try StudyFolder(study("sources:\n" + yaml), files).problems()
  }
  private func data(_ yaml: String, _ files: [String: String]) throws -> StudyData {
    let folder = try StudyFolder(study("sources:\n" + yaml), files)
    return try StudyData(StudyReader.read(folder: folder.path))
  }
  private static let small = ["a.csv": "id,x,c\np,1,u\nq,2,v\nr,,u\n"]

  // MARK: what is read

  @Test func labelsTheColumnsOfTheFile() throws {
    let source = try #require(try Sample.run("").plan.data["regions"])
    #expect(source.table["income"]?.variable.label == Trilingual(en: "Income", ru: "Доход", kk: "Табыс"))
    #expect(source.table["income"]?.variable.unit.ru == "тенге")
    #expect(source.keys.prefix(2) == ["KZ-10", "KZ-11"])
    #expect(source.row(ofKey: ["KZ-71"]) == 4)
    #expect(source.row(ofKey: ["KZ-99"]) == nil)
    #expect(source.label(ofRow: 4).en == "Astana")
    #expect(source.label(ofRow: 4).ru == "г.\u{00A0}Астана")
    #expect(source.table["kind"]?.label(ofLevel: "east").kk == "Шығыс")
    #expect(source.fileColumns == ["region", "income", "balance", "share", "kind", "year"])
    #expect(source.path == "data/regions.csv")
    #expect(source.byteCount == Sample.csv.utf8.count)
  }

  @Test func aRoundedCellIsAnIntervalAndACountIsNot() throws {
    let source = try #require(try Sample.run("").plan.data["regions"])
    #expect(
      source.value(row: 0, column: "share")
        == .number(Quantity(0.57, decimals: 2, interval: Interval(0.57, halfWidth: 0.005))))
    // 0.60 was printed with two decimals, though 0.6 is the number.
    #expect(source.value(row: 1, column: "share").quantity?.decimals == 2)
    #expect(source.value(row: 0, column: "income") == .number(Quantity(100, decimals: 0)))
    #expect(source.value(row: 4, column: "kind") == .text("city"))
    #expect(
      source.value(row: 3, column: "balance")
        == .undefined(
          Trilingual(
            en: "no value is given for Balance (Almaty Region)",
            ru: "значение не приведено: Сальдо (Алматинская область)",
            kk: "мәні келтірілмеген: Сальдо (Алматы облысы)")))
  }

  @Test func keysOfTwoColumns() throws {
    let data = try data(
      "  a: {file: a.csv, key: [year, sex], variables: {year: {type: year}, sex: {type: category}, n: {type: number}}}\n",
      ["a.csv": "year,sex,n\n2024,f,1\n2024,m,2\n2025,f,3\n"])
    let source = try #require(data["a"])
    #expect(source.keys == ["2024,f", "2024,m", "2025,f"])
    #expect(source.row(ofKey: ["2024", "m"]) == 1)
    #expect(source.row(ofKey: ["2024"]) == nil)
    #expect(source.label(ofRow: 1).en == "2024, m")
  }

  @Test func withoutAKeyRowsAreNumbered() throws {
    let source = try #require(try data("  a: {file: a.csv}\n", Self.small)["a"])
    #expect(source.keys == ["1", "2", "3"])
    #expect(source.label(ofRow: 1) == Trilingual(en: "row 2", ru: "строка 2", kk: "2-жол"))
  }

  @Test func missingCodesBecomeMissing() throws {
    let source = try #require(
      try data(
        "  a: {file: a.csv, variables: {x: {type: number, missing: [99, \"-1\"]}, c: {type: category, missing: [dk]}}}\n",
        ["a.csv": "x,c\n1,u\n99,dk\n-1,v\n2,u\n"])["a"])
    #expect((0..<4).map { source.table["x"]?.number(at: $0) } == [1, nil, nil, 2])
    #expect((0..<4).map { source.table["c"]?.text(at: $0) } == ["u", nil, "v", "u"])
  }

  @Test func categoriesOfDigitsStayCategories() throws {
    let source = try #require(
      try data("  a: {file: a.csv, key: id, variables: {x: {type: category}}}\n", ["a.csv": "id,x\n01,1\n02,2\n"])["a"])
    #expect(source.keys == ["01", "02"])
    #expect(source.table["x"]?.isNumeric == false)
  }

  // MARK: derived variables

  @Test func derivesByFormulaInWhateverOrder() throws {
    let source = try #require(
      try data(
        "  a: {file: a.csv, key: id, variables: {x: {type: number}}, derive: {twice: {formula: \"2 * next\"}, next: {formula: \"x + 1\", label: Next}, big: {formula: \"x > 1\"}}}\n",
        Self.small)["a"])
    #expect((0..<3).map { source.table["twice"]?.number(at: $0) } == [4, 6, nil])
    #expect((0..<3).map { source.table["big"]?.number(at: $0) } == [0, 1, nil])
    #expect(source.table["next"]?.variable.label.en == "Next")
    #expect(source.fileColumns == ["id", "x", "c"])
  }

  @Test func recodesManyToFewAndDropsTheRest() throws {
    let source = try #require(
      try data(
        "  a: {file: a.csv, variables: {plan: {type: category}}, derive: {leaves: {recode: plan, to: {1: [abroad, city], 0: [village]}, drop: [unsure]}, group: {recode: plan, to: {goes: [abroad, city, unsure], stays: village}, labels: {goes: Goes}}}}\n",
        ["a.csv": "plan\nabroad\ncity\nvillage\nunsure\n\"\"\n"])["a"])
    #expect((0..<5).map { source.table["leaves"]?.number(at: $0) } == [1, 1, 0, nil, nil])
    #expect((0..<5).map { source.table["group"]?.text(at: $0) } == ["goes", "goes", "stays", "goes", nil])
    #expect(source.table["group"]?.label(ofLevel: "goes").en == "Goes")
  }

  @Test func roundingIsCarriedIntoDerivedVariables() throws {
    let run = try StudyFolder(
      study(
        """
        sources:
          a: {file: a.csv, key: id, variables: {x: {type: number, rounded: yes}, n: {type: number}}, derive: {twice: {formula: "2 * x"}, more: {formula: "n + 1"}}}
        claims:
          - {id: C1, statement: S, expect: {highest: {of: a.twice, are: [p]}}}
          - {id: C2, statement: S, published: "1.15", expect: {equals: "a[q].twice"}}
        """), ["a.csv": "id,x,n\np,0.57,1\nq,0.57,2\n"]
    ).run()
    let source = try #require(run.plan.data["a"])
    #expect(source.value(row: 0, column: "twice").quantity?.interval.isExact == false)
    #expect(source.value(row: 0, column: "more").quantity?.interval.isExact == true)
    #expect(run.claims.map(\.verdict) == [.cannotTell, .confirmed])
  }

  // MARK: joins

  private static let joined = """
      a: {file: a.csv, key: id, variables: {x: {type: number}}, join: {source: b, match: {id: code}}}
      b: {file: b.csv, key: code, variables: {y: {type: number, rounded: yes, label: Y, period: "2024"}, k: {type: category}}}

    """

  @Test func borrowsTheColumnsOfAnotherSource() throws {
    let source = try #require(
      try data(Self.joined, ["a.csv": "id,x\nq,1\np,2\nz,3\n", "b.csv": "code,y,k,x\np,0.5,u,7\nq,1.5,v,8\n"])["a"])
    #expect((0..<3).map { source.table["y"]?.number(at: $0) } == [1.5, 0.5, nil])
    #expect((0..<3).map { source.table["k"]?.text(at: $0) } == ["v", "u", nil])
    // A column that is here already is not borrowed.
    #expect((0..<3).map { source.table["x"]?.number(at: $0) } == [1, 2, 3])
    #expect(source.borrowed["y"]?.source == "b")
    #expect(source.borrowed["y"]?.rows == [1, 0, nil])
    #expect(source.borrowed["x"] == nil)
    #expect(source.value(row: 0, column: "y").quantity?.interval.isExact == false)
    #expect(source.variable("y")?.period == "2024")
    #expect(source.fileColumns == ["id", "x"])
  }

  @Test func aMissingKeyFitsNothing() throws {
    let source = try #require(
      try data(
        "  a: {file: a.csv, join: {source: b, match: {g: g}}}\n  b: {file: b.csv}\n",
        ["a.csv": "g,x\nu,1\n,2\n", "b.csv": "g,y\nu,5\n,6\n"])["a"])
    #expect((0..<2).map { source.table["y"]?.number(at: $0) } == [5, nil])
  }

  // MARK: what is wrong

  @Test(arguments: [
    (
      "  a: {file: none.csv}\n", small,
      [
        "STUDY/study.yaml:5:13: the file \"none.csv\" of the source \"a\" does not exist\n  do:  put the file at STUDY/none.csv, or correct the path"
      ]
    ),
    (
      "  a: {file: a.csv, variables: {y: {type: number}}}\n", small,
      [
        "STUDY/study.yaml:5:32: the source \"a\" promises a column \"y\" that a.csv does not have\n  do:  there is: id, x, c"
      ]
    ),
    (
      "  a: {file: a.csv, key: [id, kind]}\n", small,
      ["STUDY/study.yaml:5:25: the key \"kind\" is no column of a.csv\n  do:  there is: id, x, c"]
    ),
    (
      "  a: {file: a.csv, variables: {c: {type: category, labels: {u: U}}}}\n", small,
      [
        "STUDY/a.csv:3: the category \"v\" has no label (variable c)\n  why: when labels are given, every category needs one: a category without is often a slip of the hand\n  do:  add it under labels:, or under missing:"
      ]
    ),
    (
      "  a: {file: a.csv, variables: {c: {type: category, labels: {abroad: A}}}}\n", ["a.csv": "c\nabroad\nvillage\n"],
      [
        "STUDY/a.csv:3: the category \"village\" has no label (variable c)\n  why: when labels are given, every category needs one: a category without is often a slip of the hand\n  do:  add it under labels:, or under missing:"
      ]
    ),
    (
      "  a: {file: a.csv, variables: {c: {type: region}}}\n", ["a.csv": "c\nKZ-11\nKZ-1\nKazakhstan\n"],
      [
        "STUDY/a.csv:3: \"KZ-1\" is no region code (variable c)\n  why: regions are named by their codes, KZ-10 to KZ-79\n  do:  did you mean \"KZ-10\"?",
        "STUDY/a.csv:4: \"Kazakhstan\" is no region code (variable c)\n  why: regions are named by their codes, KZ-10 to KZ-79\n  do:  there is: KZ-10, KZ-11, KZ-15, KZ-19, KZ-23, KZ-27, KZ-31, KZ-33, KZ-35, KZ-39, KZ-43, KZ-47, …",
      ]
    ),
    (
      "  a: {file: a.csv, key: c}\n", small,
      [
        "STUDY/a.csv:4: two rows have the key \"u\"\n  why: a key names one row; the other stands on line 2\n  do:  correct the key, or name more columns as key"
      ]
    ),
    (
      "  a: {file: a.csv, derive: {one: {formula: two + 1}, two: {formula: one + 1}}}\n", small,
      [
        "STUDY/study.yaml:5:29: \"one\" is derived in a circle\n  why: it needs two, which in turn needs it\n  do:  derive one of them from columns of the file",
        "STUDY/study.yaml:5:54: \"two\" is derived in a circle\n  why: it needs one, which in turn needs it\n  do:  derive one of them from columns of the file",
      ]
    ),
    (
      "  a: {file: a.csv, derive: {one: {formula: xx + 1}, two: {formula: one + 1}}}\n", small,
      ["STUDY/study.yaml:5:29: \"one\" is derived from \"xx\", which \"a\" does not have\n  do:  there is: id, x, c"]
    ),
    (
      "  a: {file: a.csv, derive: {x: {formula: x + 1}}}\n", small,
      [
        "STUDY/study.yaml:5:29: \"x\" is derived, and \"a\" has a column of that name\n  why: a column of the file is not written over\n  do:  give the derived variable another name"
      ]
    ),
    (
      "  a: {file: a.csv, key: id, derive: {y: {formula: \"x - a[p].x\"}}}\n", small,
      [
        "STUDY/study.yaml:5:38: \"y\" is derived from a cell\n  why: a formula over rows takes the variables of its row\n  do:  name a variable, or use an analysis of kind calculate"
      ]
    ),
    (
      "  a: {file: a.csv, derive: {y: {recode: c, to: {1: [u]}}}}\n", small,
      [
        "STUDY/study.yaml:5:29: the recode \"y\" does not say what becomes of \"v\"\n  why: every code is either mapped under to: or dropped under drop:\n  do:  add \"v\" under to: or drop:"
      ]
    ),
    (
      "  a: {file: a.csv, derive: {y: {recode: c, to: {1: [u], 0: [v, u]}}}}\n", small,
      [
        "STUDY/study.yaml:5:29: the recode \"y\" names \"u\" twice\n  why: each code becomes one thing\n  do:  name it once under to: or drop:"
      ]
    ),
    (
      "  a: {file: a.csv, join: {source: bb, match: {id: id}}}\n  b: {file: a.csv}\n", small,
      ["STUDY/study.yaml:5:26: there is no source \"bb\" to join\n  do:  there is: a, b"]
    ),
    (
      "  a: {file: a.csv, join: {source: b, match: {idd: id, c: cc}}}\n  b: {file: a.csv}\n", small,
      [
        "STUDY/study.yaml:5:26: \"idd\" is no column of \"a\"\n  do:  did you mean \"id\"?",
        "STUDY/study.yaml:5:26: \"cc\" is no column of \"b\"\n  do:  there is: id, x, c",
      ]
    ),
    (
      "  a: {file: a.csv, join: {source: b, match: {c: c}}}\n  b: {file: a.csv}\n", small,
      [
        "STUDY/study.yaml:5:26: the join finds two rows of \"b\" for \"u\"\n  why: a row here takes its values from one row there\n  do:  join on more columns"
      ]
    ),
    (
      "  a: {file: one.csv}\n  b: {file: two.csv}\n  c: {file: a.csv, key: none}\n", small,
      [
        "STUDY/study.yaml:5:13: the file \"one.csv\" of the source \"a\" does not exist\n  do:  put the file at STUDY/one.csv, or correct the path",
        "STUDY/study.yaml:6:13: the file \"two.csv\" of the source \"b\" does not exist\n  do:  put the file at STUDY/two.csv, or correct the path",
        "STUDY/study.yaml:7:25: the key \"none\" is no column of a.csv\n  do:  there is: id, x, c",
      ]
    ),
  ])
  func saysWhatIsWrong(yaml: String, files: [String: String], expected: [String]) throws {
    let found = try problems(yaml, files)
    #expect(found == expected, "\(found)")
  }

  /// What the reading of files says comes through with the file, line, column and content.
  @Test(arguments: [
    (
      "x\n1\nmany\n",
      "STUDY/a.csv:3:1: \"many\" is not a number (variable x)\n  why: the variable is declared as numbers\n  do:  correct the cell, or list it under missing:, or give the variable the type category"
    ),
    (
      "x\n\"1,234\"\n\"2,345\"\n",
      "STUDY/a.csv:2:1: \"1,234\" can be 1234 or 1.234 (variable x)\n  why: no cell of the column tells whether its comma separates thousands or marks decimals\n  do:  say which mark is the decimal one: decimal: \".\" or decimal: \",\" in the study's csv setting"
    ),
    ("x\n", "STUDY/a.csv:1: the file has a header but no rows\n  do:  check that the right file was saved"),
    (
      "",
      "STUDY/a.csv: the file is empty\n  why: its first line should name the columns\n  do:  check that the right file was saved"
    ),
  ])
  func problemsOfTheFileComeThrough(csv: String, expected: String) throws {
    let found = try problems("  a: {file: a.csv, variables: {x: {type: number}}}\n", ["a.csv": csv])
    #expect(found == [expected], "\(found)")
  }

  @Test func settingsOfTheFileAreFollowed() throws {
    let source = try #require(
      try data(
        "  a: {file: a.csv, csv: {delimiter: \";\", decimal: \",\"}, variables: {x: {type: number}}}\n",
        ["a.csv": "k;x\np;1,234\n"])["a"])
    #expect(source.table["x"]?.number(at: 0) == 1.234)
  }

  @Test func problemsOfDataAndOfTheStudyAreToldApart() throws {
    let folder = try StudyFolder(study("sources:\n  a: {file: none.csv}\n"))
    do {
      _ = try folder.run()
      Issue.record("a missing file is a problem")
    } catch let problems as Problems {
      #expect(problems.list.map(\.kind) == [.data])
    }
  }
}
