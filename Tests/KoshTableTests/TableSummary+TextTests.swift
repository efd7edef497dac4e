import Testing

@testable import KoshTable

struct TableSummaryTextTests {
  private let table = Table(
    name: "pupils",
    columns: [
      Column(Variable("балл"), numbers: [2.5, 4, 4, .nan, 12_345]),
      Column(
        Variable("sex", valueLabels: ["f": Trilingual(en: "girl", ru: "девочка", kk: "қыз")]),
        categories: ["f", "f", "f", "m", "m"]),
      Column(Variable("name"), categories: ["Айгерім", "Дана", nil, "Ерлан", "Олжас"]),
    ])

  @Test func linesStandStraightInEnglish() {
    #expect(
      TableSummary(table).text(title: "pupils.csv", notes: ["utf-8", "separated by commas"], in: .en) == """
        pupils.csv · rows: 5, variables: 3 · utf-8 · separated by commas

        variable  type    missing  distinct  values
        балл      number        1         3  min 2.5 · median 4 · max 12,345
        sex       text          0         2  f (girl): 3 · m: 2
        name      text          1         4

        Worth a look:
          name: every value occurs once: it names the rows and is no category

        """)
  }

  @Test func linesStandStraightInRussianAndKazakh() {
    #expect(
      TableSummary(table).text(title: "pupils.csv", in: .ru) == """
        pupils.csv · строк: 5, переменных: 3

        переменная  тип    пропуски  разных  значения
        балл        число         1       3  мин. 2,5 · медиана 4 · макс. 12\u{A0}345
        sex         текст         0       2  f (девочка): 3 · m: 2
        name        текст         1       4

        Обратите внимание:
          name: каждое значение встречается один раз: столбец именует строки и не является категорией

        """)
    let kazakh = TableSummary(table).text(title: "pupils.csv", in: .kk)
    #expect(
      kazakh == """
        pupils.csv · жол: 5, айнымалы: 3

        айнымалы  түрі   бос мәндер  әртүрлі  мәндері
        балл      сан             1        3  мин. 2,5 · медиана 4 · макс. 12\u{A0}345
        sex       мәтін           0        2  f (қыз): 3 · m: 2
        name      мәтін           1        4

        Назар аударыңыз:
          name: әр мән бір рет кездеседі: баған жолдарды атайды, санат емес

        """)
  }

  @Test func unitsHaveAColumnWhereOneIsKnown() {
    let unit = Trilingual(en: "points", ru: "баллы", kk: "балл")
    let summary = TableSummary(
      Table(
        name: "t",
        columns: [Column(Variable("x", unit: unit), numbers: [1, 2]), Column(Variable("y"), numbers: [1, 2])]))
    #expect(
      summary.text(title: "t", in: .en) == """
        t · rows: 2, variables: 2

        variable  type    unit    missing  distinct  values
        x         number  points        0         2  min 1 · median 1.5 · max 2
        y         number                0         2  min 1 · median 1.5 · max 2

        """)
  }

  @Test func yearsAreNotGrouped() {
    let years = (2001...2022).map(Double.init)
    let text = TableSummary(Table(name: "t", columns: [Column(Variable("x"), numbers: years)])).text(
      title: "t", in: .en)
    #expect(text.contains("min 2001 · median 2011.5 · max 2022\n"))
    let persons = TableSummary(Table(name: "t", columns: [Column(Variable("x"), numbers: [2001, 2022.5])]))
    #expect(persons.text(title: "t", in: .en).contains("min 2,001 · median 2,011.75 · max 2,022.5\n"))
  }

  @Test func whatSeveralVariablesShareIsToldOnce() {
    let names = Column(Variable("a"), categories: ["x", "y"])
    let text = TableSummary(
      Table(
        name: "t",
        columns: [names, Column(Variable("b"), categories: ["p", "q"]), Column(Variable("c"), numbers: [1, 1])])
    ).text(title: "t", in: .en)
    #expect(
      text.hasSuffix(
        """
        Worth a look:
          a, b: every value occurs once: it names the rows and is no category
          c: all values are the same

        """))
  }

  @Test func longAndBrokenTextsStayOnOneLine() {
    #expect(TableSummary.shortened("two\nlines") == "two lines")
    #expect(TableSummary.shortened(String(repeating: "ұ", count: 40)) == String(repeating: "ұ", count: 31) + "…")
  }

  @Test func moreCategoriesThanAreListedAreCounted() {
    let cells = ["a", "b", "c", "d", "e", "f"].flatMap { [$0, $0] } + ["g"]
    let text = TableSummary(Table(name: "t", columns: [Column(Variable("x"), categories: cells)])).text(
      title: "t", in: .en)
    #expect(text.contains("a: 2 · b: 2 · c: 2 · d: 2 · e: 2 · others: 2\n"))
  }

  @Test func jsonHasFullPrecisionAndNull() {
    let summary = TableSummary(
      Table(name: "t", columns: [Column(Variable("x"), numbers: [0.1, 0.2, 0.1 + 0.2])]))
    #expect(
      summary.json(after: [("file", .string("t.csv"))]).text(indent: false)
        == #"{"file":"t.csv","rows":3,"variables":[{"name":"x","type":"number","unit":null,"missing":0,"distinct":3,"#
        + #""min":0.1,"median":0.2,"max":0.30000000000000004,"levels":[],"cautions":[]}],"cautions":[]}"#)
  }

  /// Texts with the marks of either language, and those that only look alike.
  @Test(arguments: [
    ("12", true), ("−1 234,5", true), ("1\u{202F}234", true), ("+7", true), ("", false), ("-", false),
    ("01.02.2024", false), ("2024-01-02", false), ("12 kg", false), ("1e5", false),
  ])
  func numbersAreKnownAsAReaderKnowsThem(text: String, isNumber: Bool) {
    #expect(TableSummary.looksLikeNumber(text) == isNumber)
  }
}
