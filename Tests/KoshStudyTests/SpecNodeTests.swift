@testable import KoshStudy
import KoshTable
import Testing

@Suite struct SpecNodeTests {
  private func parse(_ yaml: String) throws -> SpecNode { try SpecNode.parse(yaml: yaml, file: "study.yaml") }

  @Test func keepsThePlaceOfEveryNode() throws {
    let node = try parse("a: 1\nb:\n  - x\n  - {c: \"q\"}\n")
    #expect(node["a"]?.place == Place(file: "study.yaml", line: 1, column: 4))
    #expect(node["b"]?.items[0].place == Place(file: "study.yaml", line: 3, column: 5))
    #expect(node["b"]?.items[1].entries.first?.place == Place(file: "study.yaml", line: 4, column: 6))
    #expect(node["b"]?.items[1]["c"]?.place == Place(file: "study.yaml", line: 4, column: 9))
    #expect(node["b"]?.items[1]["c"]?.textPlace == Place(file: "study.yaml", line: 4, column: 10))
    #expect(node["a"]?.textPlace == Place(file: "study.yaml", line: 1, column: 4))
  }

  @Test func readsScalarsAsTextAndNothingElse() throws {
    let node = try parse("code: 007\nyes: yes\nshare: 0.570\nempty:\nnull: ~\n")
    #expect(node.text("code") == "007")
    #expect(node.truth("yes") == true)
    #expect(node.text("share") == "0.570")
    #expect(node.text("empty") == "")
    #expect(node.text("absent") == nil)
  }

  @Test func readsNumbersListsAndTruths() throws {
    let node = try parse("n: \"33,041\"\nm: −0.57\ni: 3\nt: True\nf: no\none: a\nmany: [a, b]\nformula: a + 1\n")
    #expect(node.number("n") == 33041)
    #expect(node.number("m") == -0.57)
    #expect(node.integer("i") == 3)
    #expect(node.integer("m") == nil)
    #expect(node.truth("t") == true)
    #expect(node.truth("f") == false)
    #expect(node.truth("i") == nil)
    #expect(node.texts("one") == ["a"])
    #expect(node.texts("many") == ["a", "b"])
    #expect(node.texts("absent") == [])
    #expect(node.expression("formula") != nil)
    #expect(node.expression("one") != nil)
  }

  @Test func aLanguageLeftOutBorrowsFromTheNext() throws {
    let node = try parse("all: word\nthree: {en: a, ru: b, kk: c}\nru: {ru: b}\nnone: {xx: a}\nlist: [a]\n")
    #expect(node.trilingual("all") == Trilingual(same: "word"))
    #expect(node.trilingual("three") == Trilingual(en: "a", ru: "b", kk: "c"))
    #expect(node.trilingual("ru") == Trilingual(same: "b"))
    #expect(node.trilingual("none") == nil)
    #expect(node.trilingual("list") == nil)
  }

  @Test(arguments: [
    (
      "a: 1\nb: [1, 2\nc: 3\n",
      "study.yaml:3:2: this is not YAML\n  why: did not find expected ',' or ']'\n  do:  check indentation (spaces, no tabs), colons followed by a space, and quotation marks"
    ),
    (
      "a:\n\tb: 1\n",
      "study.yaml:2:1: this is not YAML\n  why: found character that cannot start any token\n  do:  check indentation (spaces, no tabs), colons followed by a space, and quotation marks"
    ),
    (
      "a: \"open\nb: 1\n",
      "study.yaml:3:1: this is not YAML\n  why: found unexpected end of stream\n  do:  check indentation (spaces, no tabs), colons followed by a space, and quotation marks"
    ),
    ("a: 1\nb: 2\na: 3\n", "study.yaml:1:1: a key stands twice in one mapping: a\n  do:  keep one of them"),
    ("", "study.yaml: the file is empty\n  do:  write a study, or start with: kosh new NAME"),
    ("# only a remark\n", "study.yaml: the file is empty\n  do:  write a study, or start with: kosh new NAME"),
  ])
  func saysWhereTheTextStopsBeingYAML(yaml: String, expected: String) {
    let found = problemTexts { try SpecNode.parse(yaml: yaml, file: "study.yaml") }
    #expect(found == [expected], "\(found)")
  }

  @Test func skipsAByteOrderMark() throws { #expect(try parse("\u{FEFF}kosh: 1\n").text("kosh") == "1") }

  /// Ten times ten times … of one letter, in eight lines.
  @Test func anchorsThatUnfoldWithoutEndAreRefused() {
    var yaml = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for (before, name) in zip("abcdefg", "bcdefgh") {
      yaml += "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(
      problemTexts { try parse(yaml) } == [
        "study.yaml: the file unfolds to more than 200,000 values\n  why: an anchor (&name) stands for its whole content wherever it is named (*name)\n  do:  write out what is repeated"
      ])
  }

  @Test func expandsAnchors() throws {
    let node = try parse("a: &words {en: x, ru: y, kk: z}\nb: *words\n")
    #expect(node.trilingual("b") == Trilingual(en: "x", ru: "y", kk: "z"))
  }
}
