@testable import KoshStudy
import KoshTable
import Testing

@Suite struct ExpressionTests {
  private func names(_ text: String) throws -> [String] {
    try Expression.parse(text).references.map { reference in
      switch reference {
      case .name(let name, _): name
      case .cell(let source, let keys, let column, _): "\(source)[\(keys?.joined(separator: ",") ?? "*")].\(column)"
      default: "?"
      }
    }
  }

  @Test(
    arguments: [
      ("1 + 2", []), ("a", ["a"]), ("-a * b", ["a", "b"]), ("not a < b or c > 1 and d == 2", ["a", "b", "c", "d"]),
      ("a in [b, c]", ["a"]), ("sum(t[*].x, t[p].y, z)", ["t[*].x", "t[p].y", "z"]), ("a + a", ["a", "a"]),
      ("tree.ward.group[KZ-11]", ["tree.ward.group[KZ-11]"]), ("'a' == b", ["b"]),
    ] as [(String, [String])])
  func listsWhatItMentions(text: String, expected: [String]) throws { #expect(try names(text) == expected) }

  @Test(arguments: [
    ("a.r", true), ("t[p].x", true), ("12.5", true), ("-a", false), ("a + 1", false), ("sum(a)", false),
  ])
  func aSingleValueIsAReference(text: String, expected: Bool) throws {
    #expect(try Expression.parse(text).isReference == expected)
  }

  @Test func everyFunctionIsExplainedAndComputed() throws {
    for function in Expression.functions {
      #expect(!function.help.isEmpty)
      let arguments = Array(repeating: function.name == "printed" ? "'1.5'" : "1", count: function.arguments.lowerBound)
      let expression = try Expression.parse("\(function.name)(\(arguments.joined(separator: ", ")))")
      let value = Evaluator { _ in .undefined(Evaluator.nothing) }.value(of: expression)
      #expect(value.quantity != nil, "\(function.name)")
    }
    #expect(Set(Expression.functions.map(\.name)).count == Expression.functions.count)
  }
}
