@testable import KoshStudy
import KoshTable
import Testing

@Suite struct ObjectSchemaTests {
  private static let inner = ObjectSchema("leaf", "A leaf.", [Field("name", .name, required: true, "Its name.")])
  private static let schema = ObjectSchema(
    "thing", "A thing.", oneOf: ["left", "right"],
    [
      Field("title", .trilingual(placeholders: false), "Its title."),
      Field("text", .trilingual(placeholders: true), "Its text."),
      Field("count", .integer, "How many."), Field("level", .number, "How high."), Field("sure", .truth, "Whether."),
      Field("end", .choice(["highest", "lowest"]), "Which end."), Field("id", .name, "Its id."),
      Field("formula", .expression, "A formula."),
      Field("model", .formula, "A model."), Field("words", .list(.text), "Words."),
      Field("map", .map(.integer), "Numbers by name."),
      Field("leaf", .object(inner), "A leaf."), Field("left", .list(.text), "Left."), Field("right", .text, "Right."),
      Field("note", .text, "A note."),
      Field(
        "any",
        .kinds([
          ObjectSchema("a", "A.", [Field("kind", .text, "Kind.")]),
          ObjectSchema("b", "B.", [Field("kind", .text, "Kind.")]),
        ]), "Either."),
    ])

  /// The problems of `left: x` and one more line.
  private func problems(_ line: String, first: String = "left: x") -> [String] {
    problemTexts {
      let found = Self.schema.problems(in: try SpecNode.parse(yaml: first + "\n" + line + "\n", file: "s.yaml"))
      if !found.isEmpty { throw Problems(found) }
    }
  }

  @Test(arguments: [
    "title: word", "title: {en: a, ru: b, kk: c}", "text: \"{a.r|2}\"", "count: 3", "level: −0.5", "level: \"1,234.5\"",
    "sure: yes", "sure: False", "end: lowest", "id: _a-1",
    "id: доля", "formula: a + 1", "model: y ~ x", "words: [a, b]", "words: a", "words: []", "map: {a: 1, b: 2}",
    "leaf: {name: x}", "any: {kind: a}", "note:",
  ])
  func takesWhatFits(line: String) { #expect(problems(line) == []) }

  @Test(arguments: [
    ("titel: a", "s.yaml:2:1: unknown key \"titel\" in a thing\n  do:  did you mean \"title\"?"),
    (
      "zzz: a",
      "s.yaml:2:1: unknown key \"zzz\" in a thing\n  do:  there is: title, text, count, level, sure, end, id, formula, model, words, map, leaf, …"
    ),
    ("count: many", "s.yaml:2:8: \"count\" is \"many\", not a whole number"),
    ("count: 1.5", "s.yaml:2:8: \"count\" is \"1.5\", not a whole number"),
    ("count: [1]", "s.yaml:2:8: \"count\" is a list, not a whole number"),
    ("count: {a: 1}", "s.yaml:2:8: \"count\" is a mapping, not a whole number"),
    (
      "level: high",
      "s.yaml:2:8: \"high\" is not a printed number\n  why: it is written with a decimal point, and thousands with commas or spaces: 1,720.647\n  do:  write the number as 1720.647 or 1,720.647"
    ),
    (
      "level: \"0,57\"",
      "s.yaml:2:8: \"0,57\" is not a printed number\n  why: it is written with a decimal point, and thousands with commas or spaces: 1,720.647\n  do:  write the number as 1720.647 or 1,720.647"
    ),
    ("level: [1]", "s.yaml:2:8: \"level\" is a list, not a number"),
    ("sure: maybe", "s.yaml:2:7: \"sure\" is \"maybe\", not yes or no"),
    ("end: highst", "s.yaml:2:6: \"end\" is \"highst\", not one of highest, lowest\n  do:  did you mean \"highest\"?"),
    ("end: [highest]", "s.yaml:2:6: \"end\" is a list, not one of highest, lowest"),
    (
      "id: 1a", "s.yaml:2:5: \"id\" is \"1a\", not a name\n  do:  use letters, digits, _ and -, beginning with a letter"
    ),
    (
      "id: a b",
      "s.yaml:2:5: \"id\" is \"a b\", not a name\n  do:  use letters, digits, _ and -, beginning with a letter"
    ),
    (
      "formula: a +",
      "s.yaml:2:13: the formula \"a +\" has the end where a number, a name or a bracket is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "formula: \"a +\"",
      "s.yaml:2:14: the formula \"a +\" has the end where a number, a name or a bracket is expected\n  do:  complete or correct the formula at this place"
    ),
    ("formula: [a]", "s.yaml:2:10: \"formula\" is a list, not a formula"),
    (
      "model: y x",
      "s.yaml:2:8: \"model\" is \"y x\", not a regression formula\n  do:  write: outcome ~ predictor + predictor"
    ),
    ("words: [a, {b: c}]", "s.yaml:2:12: \"words\" is a mapping, not a text"),
    ("map: [1]", "s.yaml:2:6: \"map\" is a list, not a mapping of names to values"),
    ("map: {a: b}", "s.yaml:2:10: \"a\" is \"b\", not a whole number"),
    ("leaf: {nam: x}", "s.yaml:2:7: a leaf lacks the key \"name\"\n  why: Its name.\n  do:  add name: …"),
    (
      "leaf: word", "s.yaml:2:7: a leaf is a mapping of keys to values\n  do:  write its keys below each other: name: …"
    ),
    ("title: {en: a, de: b}", "s.yaml:2:16: \"de\" is not a language of Kosh\n  do:  write en, ru or kk"),
    (
      "title: [a]",
      "s.yaml:2:8: \"title\" is not a text\n  do:  write one text, or one for each language: {en: …, ru: …, kk: …}"
    ),
    (
      "text: a share of 57 %",
      "s.yaml:2:7: the number 57 is typed into \"text\"\n  why: numbers in a study's texts are bound to findings, so that they cannot drift from them\n  do:  write a placeholder such as {analysis.finding|2}, or {57} for a number that is no finding"
    ),
    (
      "text: {en: \"{a.r}\", ru: \"{a.r}\", kk: \"{a.p}\"}",
      "s.yaml:2:7: \"text\" binds other numbers in kk than in en\n  why: the three languages carry the same numbers\n  do:  use the same placeholders: {a.r} and {a.p}"
    ),
    (
      "text: {en: \"r {a.}\", ru: r, kk: r}",
      "s.yaml:2:17: the formula \"a.\" has \".\" where an operator or the end is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "right: y",
      "s.yaml:1:1: a thing says several things at once: left, right\n  why: it has exactly one of: left, right\n  do:  make a part of each"
    ),
    ("any: {a: 1}", "s.yaml:2:6: an item of \"any\" lacks the key \"kind\"\n  do:  add kind: with one of a, b"),
    ("any: {kind: c}", "s.yaml:2:13: there is no kind \"c\"\n  do:  there is: a, b"),
  ])
  func saysWhatDoesNotFit(line: String, expected: String) {
    #expect(problems(line).contains(expected), "\(problems(line))")
  }

  @Test func saysThatNothingCanBeChecked() {
    #expect(
      problems("count: 1", first: "note: a") == [
        "s.yaml:1:1: a thing says nothing that can be checked\n  why: it has exactly one of: left, right\n  do:  add one of them"
      ])
    #expect(
      problems("count: 1", first: "left: []") == [
        "s.yaml:1:7: \"left\" of a thing is an empty list\n  why: Left.\n  do:  give at least one item"
      ])
  }

  @Test func aFaultThatServesAllLanguagesIsToldOnce() {
    #expect(problems("text: \"{a\"").count == 1)
    #expect(problems("text: a 7 b").count == 1)
    #expect(problems("text: {en: a 7, ru: b 7, kk: c}").count == 2)
  }

  @Test func languagesMayOrderTheirNumbersDifferently() {
    #expect(problems("text: {en: \"{a} {b}\", ru: \"{b} {a}\", kk: \"{a} {b}\"}") == [])
    #expect(problems("text: {en: \"{a} {a}\", ru: \"{a}\", kk: \"{a} {a}\"}").count == 1)
    #expect(problems("text: {en: \"{a|1}\", ru: \"{a|2}\", kk: \"{a|1}\"}").count == 1)
  }

  @Test func saysAllThatIsWrongInOrderOfLine() {
    let found = problems("count: x\nsure: y\nbad: z\nend: w")
    #expect(found.map { String($0.prefix(8)) } == ["s.yaml:2", "s.yaml:3", "s.yaml:4", "s.yaml:5"])
  }
}
