import KoshStatistics
import KoshTable
import Testing

@Suite struct AgreementRatingsTests {
  private func table(_ rows: [(String?, String?, String?)], value: String = "value") -> Table {
    Table(
      name: "codings.csv",
      columns: [
        Column(Variable("coder"), categories: rows.map(\.0)), Column(Variable("unit"), categories: rows.map(\.1)),
        Column(Variable(value), categories: rows.map(\.2)),
      ], lines: RowLines(from: 2, count: rows.count))
  }

  private func problems(_ table: Table, order: [String]? = nil) -> String? {
    do throws(Problems) {
      _ = try Ratings(table: table, order: order)
      return nil
    } catch { return error.description }
  }

  @Test func fromTable() throws {
    let r = try Ratings(
      table: table([("B", "u2", "yes"), ("A", "u2", "no"), ("A", "u1", "yes"), ("B", "u1", nil)]))
    #expect(r.coders == ["A", "B"] && r.units == ["u2", "u1"] && r.categories == ["no", "yes"])
    #expect(r.value(of: 0, by: 0) == "no" && r.value(of: 1, by: 1) == nil && !r.isOrdered)
    let numbers = Table(
      name: "n",
      columns: [
        Column(Variable("coder"), numbers: [2, 1, 2, 1]), Column(Variable("unit"), numbers: [7, 7, 8, 8]),
        Column(Variable("value"), numbers: [10, 9, 2.5, .nan]),
      ])
    let n = try Ratings(table: numbers)
    #expect(n.coders == ["1", "2"] && n.units == ["7", "8"] && n.categories == ["2.5", "9", "10"] && n.isOrdered)
    #expect(n.numbers == [2.5, 9, 10] && n.value(of: 1, by: 0) == nil)
  }

  @Test func dichotomised() throws {
    let r = Ratings([["a", "b", nil], ["c", "b", "a"]])
    let b = try #require(r.dichotomised("b"))
    #expect(b.categories == ["no", "yes"] && (0..<3).map { b.value(of: $0, by: 0) } == ["no", "yes", nil])
    #expect(r.dichotomised("z") == nil)
  }

  @Test func everyProblemAtOnce() {
    #expect(
      problems(
        table([("A", "u1", "low"), (nil, "u1", "low"), ("A", "u1", "high"), ("B", nil, "low"), ("B", "u1", "hihg")]),
        order: ["low", "high"]) == """
          codings.csv:3: a row without coder (variable coder)
            why: nobody can tell whose value it is, or of what
            do:  fill it in, or take the row out

          codings.csv:4: A has a second value for unit u1 (variable value)
            why: the first stands on line 2, and a coder gives a unit one value
            do:  keep one of the two, or give the units names of their own

          codings.csv:5: a row without unit (variable unit)
            why: nobody can tell whose value it is, or of what
            do:  fill it in, or take the row out

          codings.csv:6: the value "hihg" has no place in the order given (variable value)
            why: the order is: low, high
            do:  did you mean "high"?
          """)
    #expect(
      problems(table([("A", "u1", "x")])) == """
        codings.csv: there is only one coder, A (variable coder)
          why: agreement needs two at least
          do:  add the rows of another coder
        """)
    #expect(
      problems(table([("A", "u1", "x")], value: "vlue")) == """
        codings.csv: there is no column "value"
          why: agreement is between coders about units: each row holds a coder, a unit and the value given
          do:  did you mean "vlue"?
        """)
    let many = problems(table((0..<30).map { _ in ("A", "u1", "x") }))
    #expect(many?.contains("codings.csv: 9 more rows have problems like these") == true)
  }
}
