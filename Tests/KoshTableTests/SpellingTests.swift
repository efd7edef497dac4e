import Testing

@testable import KoshTable

@Suite struct SpellingTests {
  @Test(
    arguments: [
      ("gendr", "gender"), ("gnder", "gender"), ("gedner", "gender"), ("genderr", "gender"), ("GENDER", "gender"),
      ("langauge", "language"), ("lang", nil), ("scor", "score"), ("region", nil), ("", nil), ("g", nil),
    ] as [(String, String?)])
  func theNearestName(word: String, expected: String?) {
    #expect(Spelling.nearest(to: word, in: ["gender", "language", "score"]) == expected)
  }

  @Test func shortNames() {
    #expect(Spelling.nearest(to: "ba", in: ["ab", "cd"]) == "ab")
    #expect(Spelling.nearest(to: "x", in: ["y", "z"]) == nil)
    #expect(Spelling.nearest(to: "X", in: ["y", "x"]) == "x")
    #expect(Spelling.nearest(to: "x", in: ["x1"]) == nil)
  }

  @Test func theWordItselfIsNoAdvice() {
    #expect(Spelling.nearest(to: "score", in: ["score"]) == nil)
    #expect(Spelling.nearest(to: "score", in: []) == nil)
  }

  @Test func theNearerOfTwoAndTheFirstOfEquals() {
    #expect(Spelling.nearest(to: "incone", in: ["incomes", "income"]) == "income")
    #expect(Spelling.nearest(to: "share_z", in: ["share_a", "share_b"]) == "share_a")
  }

  @Test func kazakhAndRussianNames() {
    #expect(Spelling.nearest(to: "көшi-қон", in: ["көші-қон", "халық"]) == "көші-қон")
    #expect(Spelling.nearest(to: "Дохот", in: ["доход", "возраст"]) == "доход")
  }

  @Test func advice() {
    #expect(Spelling.advice(for: "gendr", among: ["gender", "score"]) == "did you mean \"gender\"?")
    #expect(Spelling.advice(for: "wage", among: ["gender", "score"]) == "there is: gender, score")
    #expect(Spelling.advice(for: "wage", among: []) == nil)
    let twelve = (1...12).map { "column\($0)" }
    #expect(Spelling.advice(for: "wage", among: twelve) == "there is: " + twelve.joined(separator: ", "))
    #expect(
      Spelling.advice(for: "wage", among: twelve + ["column13"])
        == "there is: " + twelve.joined(separator: ", ") + ", …")
  }

  @Test(
    arguments: [
      ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1),
      ("kitten", "sitting", 3), ("ca", "abc", 3),
    ] as [(String, String, Int)])
  func distance(a: String, b: String, expected: Int) {
    // "kitten"/"sitting" is the textbook pair; "ca"/"abc" tells optimal string alignment (3) from Damerau–Levenshtein (2).
    #expect(Spelling.editDistance(Array(a), Array(b)) == expected)
    #expect(Spelling.editDistance(Array(b), Array(a)) == expected)
  }
}
