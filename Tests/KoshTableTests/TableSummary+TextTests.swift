import KoshTable
import Testing

@Suite struct TableSummaryTextTests {
  static let summary = TableSummary(
    Table(
      name: "t",
      columns: [
        Column(Variable("жынысы"), categories: ["ер", "әйел", "әйел", nil, "ер", "ер"]),
        Column(Variable("income"), numbers: [12345, 0.5, .nan, .nan, -1000, 2]),
        Column(Variable("year"), numbers: [2020, 2021, 2022, 2023, 2024, 2020]),
        Column(
          Variable("city"),
          categories: [
            "a\nb", "a\nb", "c", "d", "a long name of a town on the river Irtysh",
            "a long name of a town on the river Irtysh",
          ]),
        Column(Variable("none"), numbers: (0..<6).map { _ in .nan }),
        Column(Variable("mark"), categories: ["1", "2", "3", "4", "4", "5"]),
      ]))

  @Test func english() {
    #expect(
      Self.summary.text(language: .en) == """
        variable  type      missing  distinct  values
        жынысы    category        1         2  ер (3) · әйел (2)
        income    number          2         4  min −1,000 · median 1.25 · max 12,345
        year      number          0         5  min 2020 · median 2021.5 · max 2024
        city      category        0         4  a b (2) · a long name of a town on the … (2) · 2 more
        none      number          6         0  –
        mark      category        0         5  4 (2) · 4 more

        ! none: no row has a value

        """)
  }

  @Test func russian() {
    #expect(
      Self.summary.text(language: .ru).split(separator: "\n").prefix(5) == [
        "переменная  тип        пропусков  различных  значения",
        "жынысы      категория          1          2  ер (3) · әйел (2)",
        "income      число              2          4  мин. −1000 · медиана 1,25 · макс. 12\u{00A0}345",
        "year        число              0          5  мин. 2020 · медиана 2021,5 · макс. 2024",
        "city        категория          0          4  a b (2) · a long name of a town on the … (2) · ещё 2",
      ])
  }

  @Test func kazakh() {
    #expect(
      Self.summary.text(language: .kk).split(separator: "\n").prefix(5) == [
        "айнымалы  түрі   мәні жоқ  әртүрлі  мәндері",
        "жынысы    санат         1        2  ер (3) · әйел (2)",
        "income    сан           2        4  ең азы −1000 · медианасы 1,25 · ең көбі 12\u{00A0}345",
        "year      сан           0        5  ең азы 2020 · медианасы 2021,5 · ең көбі 2024",
        "city      санат         0        4  a b (2) · a long name of a town on the … (2) · тағы 2",
      ])
  }

  @Test func json() {
    let table = Table(
      name: "t",
      columns: [
        Column(Variable("x"), numbers: [1, 2, 1.5]), Column(Variable("y"), categories: ["қала", nil, "қала"]),
        Column(Variable("z"), numbers: [.nan, .nan, .nan]),
      ])
    #expect(
      TableSummary(table).json.text(indent: false)
        == #"{"rows":3,"variables":[{"name":"x","type":"number","missing":0,"distinct":3,"min":1,"median":1.5,"max":2,"#
        + #""cautions":[]},{"name":"y","type":"category","missing":1,"distinct":1,"levels":[{"level":"қала","count":2}],"#
        + #""cautions":[{"code":"constant","en":"the same in all 2 rows that have a value: \"қала\"","#
        + #""ru":"одно и то же во всех строках со значением (2): \"қала\"","#
        + #""kk":"мәні бар 2 жолдың бәрінде бірдей: \"қала\""}]},{"name":"z","type":"number","missing":3,"distinct":0,"cautions":[{"code":"no_values","#
        + #""en":"no row has a value","ru":"ни в одной строке нет значения","kk":"бірде-бір жолда мән жоқ"}]}]}"#)
  }
}
