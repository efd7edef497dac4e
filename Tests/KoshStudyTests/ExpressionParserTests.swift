@testable import KoshStudy
import KoshTable
import Testing

@Suite struct ExpressionParserTests {
  /// The tree in full brackets, so that a test shows how strongly the signs bind.
  private func tree(_ text: String) throws -> String { show(try Expression.parse(text)) }

  private func show(_ expression: Expression) -> String {
    switch expression {
    case .number(let printed): printed.text
    case .text(let text): "'\(text)'"
    case .name(let name, _): name
    case .cell(let source, let keys, let column, _): "\(source)[\(keys?.joined(separator: "|") ?? "*")].\(column)"
    case .negative(let inner): "(-\(show(inner)))"
    case .arithmetic(let left, let sign, let right): "(\(show(left)) \(sign.rawValue) \(show(right)))"
    case .comparison(let left, let sign, let right): "(\(show(left)) \(sign.rawValue) \(show(right)))"
    case .isMember(let inner, let list, let negated):
      "(\(show(inner)) \(negated ? "not in" : "in") {\(list.map(show).joined(separator: " "))})"
    case .both(let left, let right): "(\(show(left)) and \(show(right)))"
    case .either(let left, let right): "(\(show(left)) or \(show(right)))"
    case .not(let inner): "(not \(show(inner)))"
    case .call(let name, let arguments, _): "\(name)(\(arguments.map(show).joined(separator: ", ")))"
    }
  }

  @Test(arguments: [
    ("1 + 2 * 3", "(1 + (2 * 3))"), ("(1 + 2) * 3", "((1 + 2) * 3)"), ("8 - 4 - 2", "((8 - 4) - 2)"),
    ("8 / 4 / 2", "((8 / 4) / 2)"),
    ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"), ("-2 ^ 2", "(-(2 ^ 2))"), ("2 ^ -1", "(2 ^ (-1))"), ("--a", "(-(-a))"),
    ("2 * -a", "(2 * (-a))"),
    ("a < 1 and b > 2 or c == 3", "(((a < 1) and (b > 2)) or (c == 3))"),
    ("not a < 1 and b < 2", "((not (a < 1)) and (b < 2))"),
    ("a or b and c", "(a or (b and c))"), ("a + 1 <= b * 2", "((a + 1) <= (b * 2))"), ("a = 1", "(a == 1)"),
    ("a != 1", "(a != 1)"),
  ])
  func bindsAsInArithmetic(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test(arguments: [
    ("a-b", "a-b"), ("a - b", "(a - b)"), ("a -b", "(a - b)"), ("a- b", "(a - b)"),
    ("income_balance.r", "income_balance.r"),
    ("x.KZ-71.n - 1", "(x.KZ-71.n - 1)"), ("1-2", "(1 - 2)"), ("a−b", "(a - b)"),
    ("m.i_region__KZ-11", "m.i_region__KZ-11"),
    ("plans.20_34.n", "plans.20_34.n"), ("доля / всего", "(доля / всего)"), ("үлес + 1", "(үлес + 1)"),
  ])
  func readsHyphensInsideNames(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test(arguments: [
    ("regions[KZ-11].income", "regions[KZ-11].income"), ("regions[*].income", "regions[*].income"),
    ("fit[2014-2015].n", "fit[2014-2015].n"),
    ("fit[2014,gender_male].b", "fit[2014|gender_male].b"), ("ages[20_34].n", "ages[20_34].n"),
    ("t['West Kazakhstan'].n", "t[West Kazakhstan].n"),
    ("sum(t[*].n) - t[all].n", "(sum(t[*].n) - t[all].n)"), ("t[2006].balance / 2", "(t[2006].balance / 2)"),
    ("tree.ward.group[KZ-11]", "tree.ward.group[KZ-11]"),
    ("tree.ward.group[KZ-11] == 2", "(tree.ward.group[KZ-11] == 2)"),
  ])
  func readsCellsAndFindingsWithKeys(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test func tellsACellFromAFinding() throws {
    guard case .cell("a", ["b"], "c", _) = try Expression.parse("a[b].c") else {
      Issue.record("a[b].c is a cell"); return
    }
    guard case .name("a[b]", _) = try Expression.parse("a[b]") else { Issue.record("a[b] is a finding"); return }
  }

  @Test(arguments: [
    ("region not in [KZ-71, KZ-75]", "(region not in {'KZ-71' 'KZ-75'})"),
    ("year in [2014, 2015]", "(year in {2014 2015})"),
    ("kind in ['a b', c]", "(kind in {'a b' 'c'})"), ("year in [2014] and a > 1", "((year in {2014}) and (a > 1))"),
    ("x in [-1, 2]", "(x in {(-1) 2})"),
  ])
  func readsLists(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test(arguments: [
    ("abs(a)", "abs(a)"), ("max(a, b, 3)", "max(a, b, 3)"), ("printed('0.456')", "printed('0.456')"),
    ("round(a, 2)", "round(a, 2)"),
    ("sum(t[*].n, 1)", "sum(t[*].n, 1)"), ("log(exp(1))", "log(exp(1))"), ("at_least(17)", "at_least(17)"),
  ])
  func readsFunctions(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test(
    arguments: [("1720.647", 1720.647, 3), (".5", 0.5, 1), ("1e3", 1000, 0), ("2.5e-3", 0.0025, 4), ("0.570", 0.57, 3)]
      as [(String, Double, Int)])
  func readsNumbersWithTheirDigits(text: String, value: Double, decimals: Int) throws {
    guard case .number(let number) = try Expression.parse(text) else { Issue.record("no number"); return }
    #expect(number.value == value)
    #expect(number.decimals == decimals)
  }

  /// Each faulty formula, written from column 10 of line 3 on, with the whole text of its problem.
  @Test(arguments: [
    (
      "",
      "s.yaml:3:10: the formula \"\" has the end where a number, a name or a bracket is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "a +",
      "s.yaml:3:13: the formula \"a +\" has the end where a number, a name or a bracket is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "a b",
      "s.yaml:3:12: the formula \"a b\" has \"b\" where an operator or the end is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "(a + 1",
      "s.yaml:3:16: the formula \"(a + 1\" has the end where \")\" is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "a not b",
      "s.yaml:3:16: the formula \"a not b\" has \"b\" where \"in\" is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "a in b",
      "s.yaml:3:15: the formula \"a in b\" has \"b\" where \"[\" is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "a[",
      "s.yaml:3:12: the formula \"a[\" has the end where a row's key, or * is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "a[b].",
      "s.yaml:3:15: the formula \"a[b].\" has the end where a column's name is expected\n  do:  complete or correct the formula at this place"
    ),
    ("sqr(2)", "s.yaml:3:10: there is no function \"sqr\"\n  do:  did you mean \"sqrt\"?"),
    ("1 + abs()", "s.yaml:3:14: abs() is given 0 arguments\n  why: it takes exactly 1\n  do:  abs: absolute value"),
    (
      "round(1)",
      "s.yaml:3:10: round() is given 1 arguments\n  why: it takes exactly 2\n  do:  round: rounded to decimals"
    ),
    (
      "sum()",
      "s.yaml:3:10: sum() is given 0 arguments\n  why: it takes 1 or more\n  do:  sum: sum of the values or of a column; missing cells leave it undefined"
    ),
    ("a == 'b", "s.yaml:3:15: the quotation mark in \"a == 'b\" is not closed\n  do:  close it with '"),
    (
      "a & b",
      "s.yaml:3:12: \"&\" has no meaning in the formula \"a & b\"\n  why: a formula is made of numbers, names, + - * / ^, comparisons, and, or, not, in [ ], and functions\n  do:  remove it, or put text in quotation marks"
    ),
    ("1.2.3 + a", "s.yaml:3:10: \"1.2.3\" is not a number\n  do:  write it with one decimal point: 1720.647"),
    ("1e999", "s.yaml:3:10: \"1e999\" is not a number\n  do:  write it with one decimal point: 1720.647"),
  ])
  func saysWhatIsWrongAndWhere(text: String, expected: String) {
    #expect(problemTexts { try Expression.parse(text, at: Place(file: "s.yaml", line: 3, column: 10)) } == [expected])
  }

  @Test func refusesWhatIsNestedTooDeeply() {
    for text in [
      String(repeating: "(", count: 5000) + "1", String(repeating: "-", count: 5000) + "1",
      String(repeating: "not ", count: 5000) + "a < 1", String(repeating: "2 ^ ", count: 5000) + "1",
    ] {
      let problems = problemTexts { try Expression.parse(text) }
      #expect(
        problems == [
          "the formula is nested more than 60 deep\n  do:  compute a part of it under an analysis of kind calculate"
        ])
    }
    #expect(throws: Never.self) {
      try Expression.parse(String(repeating: "(", count: 50) + "1" + String(repeating: ")", count: 50))
    }
  }

  @Test func listsItsReferencesFromLeftToRight() throws {
    let expression = try Expression.parse("a.r + sum(t[*].n) > t[x].n and not b in [c, d] or abs(-e) < 'f'")
    #expect(expression.references.map(show) == ["a.r", "t[*].n", "t[x].n", "b", "e"])
  }

  @Test(arguments: [
    ("a > 1", true), ("a in [b]", true), ("not a > 1 and b < 2", true), ("a", false), ("a + 1", false),
    ("a and b > 1", false), ("not a", false),
  ])
  func seesWhetherItIsACondition(text: String, expected: Bool) throws {
    #expect(try Expression.parse(text).isCondition == expected)
  }
}
