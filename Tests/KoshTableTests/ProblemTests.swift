import KoshTable
import Testing

@Suite struct ProblemTests {
  @Test func theWholeText() {
    let problem = Problem(
      .specification, "unknown key \"tpye\"", at: Place(file: "study.yaml", line: 12, column: 5),
      why: "a variable has the keys type, label, unit", remedy: "write \"type\"")
    #expect(
      problem.description == """
        study.yaml:12:5: unknown key "tpye"
          why: a variable has the keys type, label, unit
          do:  write "type"
        """)
  }

  @Test func whatIsNotKnownIsLeftOut() {
    #expect(Problem(.data, "the file is empty").description == "the file is empty")
    #expect(
      Problem(.data, "the file is empty", at: Place(file: "a.csv")).description == "a.csv: the file is empty")
    #expect(
      Problem(.data, "12 cells instead of 11", at: Place(file: "a.csv", line: 7)).description
        == "a.csv:7: 12 cells instead of 11")
    #expect(
      Problem(.data, "no number: \"abc\"", at: Place(file: "a.csv", line: 7, column: 3, variable: "score")).description
        == "a.csv:7:3: no number: \"abc\" (variable score)")
    #expect(
      Problem(.data, "constant", at: Place(variable: "score"), remedy: "leave it out").description
        == "constant (variable score)\n  do:  leave it out")
    #expect(Problem(.data, "constant", why: "its spread is 0").description == "constant\n  why: its spread is 0")
  }

  @Test func aPlaceWithoutAFileIsToldInWords() {
    #expect(
      Problem(.specification, "a bracket is missing", at: Place(line: 2, column: 5)).description
        == "line 2, column 5: a bracket is missing")
    #expect(
      Problem(.specification, "a bracket is missing", at: Place(column: 5)).description
        == "column 5: a bracket is missing")
    #expect(Problem(.data, "ragged", at: Place(line: 2)).description == "line 2: ragged")
  }

  @Test func placesAreOrderedAsAReaderMeetsThem() {
    let places = [
      Place(file: "b.csv", line: 1), Place(file: "a.csv", line: 10, column: 2), Place(file: "a.csv", line: 10),
      Place(file: "a.csv", line: 9, column: 80), Place(), Place(file: "a.csv"),
    ]
    #expect(
      places.sorted() == [
        Place(), Place(file: "a.csv"), Place(file: "a.csv", line: 9, column: 80), Place(file: "a.csv", line: 10),
        Place(file: "a.csv", line: 10, column: 2), Place(file: "b.csv", line: 1),
      ])
  }

  /// Exactly one of a < b, a == b, b < a.
  @Test func theOrderOfPlacesIsTotal() {
    let places = [
      Place(), Place(variable: "x"), Place(variable: "y"), Place(file: "a"), Place(file: "a", variable: "x"),
      Place(file: "a", line: 1), Place(file: "a", line: 1, column: 1, variable: "x"), Place(file: "b"),
    ]
    for a in places {
      for b in places {
        #expect([a < b, a == b, b < a].count { $0 } == 1, "\(a) and \(b)")
      }
    }
  }

  @Test func problemsOfOnePlaceStayInTheOrderInWhichTheyWereFound() {
    let here = Place(file: "study.yaml", line: 3)
    let found = [
      Problem(.specification, "zeta", at: Place(file: "study.yaml", line: 3, variable: "z")),
      Problem(.specification, "alpha", at: Place(file: "study.yaml", line: 3, variable: "a")),
      Problem(.specification, "first", at: Place(file: "study.yaml", line: 1)),
      Problem(.specification, "omega", at: here),
    ]
    #expect(Problems(found).list.map(\.what) == ["first", "zeta", "alpha", "omega"])
  }

  @Test func problemsAreSetApartByABlankLine() {
    let problems = Problems([
      Problem(.data, "second", at: Place(file: "b.csv", line: 2)),
      Problem(.data, "first", at: Place(file: "a.csv", line: 2), remedy: "mend it"),
    ])
    #expect(problems.description == "a.csv:2: first\n  do:  mend it\n\nb.csv:2: second")
    #expect(Problems(Problem(.data, "one")).description == "one")
  }

  @Test func aCaution() {
    let caution = Caution("separation", Trilingual(en: "a", ru: "б", kk: "ә"))
    #expect(caution.code == "separation")
    #expect(caution.text[.kk] == "ә")
  }
}
