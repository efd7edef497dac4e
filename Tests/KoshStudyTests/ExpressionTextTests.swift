import KoshNumerics
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct ExpressionTextTests {
  private func text(_ formula: String) throws -> Trilingual {
    try Expression.parse(formula).arithmeticText { reference in
      switch reference {
      case .name("log_l", _): .number(Quantity(-852.324, decimals: 3))
      case .name("people", _): .number(Quantity(1_234_567, decimals: 0))
      case .name("word", _): .text("city")
      case .name("fits", _): .truth(.yes)
      case .name("open", _): .truth(.undecided)
      case .name("gap", _): .undefined(Trilingual(same: "?"))
      case .cell(_, nil, "few", _): .list([1, 2.5].map { .number(Quantity($0, decimals: 1)) })
      case .cell(_, nil, _, _): .list((1...12).map { .number(Quantity(Double($0), decimals: 0)) })
      default: .number(Quantity(8, decimals: 0))
      }
    }
  }

  @Test(arguments: [
    ("-2 * log_l + 2 * k", "−2 × −852.324 + 2 × 8"), ("(1 + k) * 2", "(1 + 8) × 2"), ("1 - (2 - k)", "1 − (2 − 8)"),
    ("1 - 2 - k", "1 − 2 − 8"),
    ("1 / (k / 2)", "1 ÷ (8 ÷ 2)"), ("1 / k / 2", "1 ÷ 8 ÷ 2"), ("(1 + 2) ^ 2", "(1 + 2) ^ 2"),
    ("-(1 + k)", "−(1 + 8)"), ("k <= 9", "8 ≤ 9"), ("k >= 9", "8 ≥ 9"),
    ("k != 9", "8 ≠ 9"), ("k == 9", "8 = 9"), ("k < 9 and k > 1", "8 < 9 and 8 > 1"),
    ("k < 9 or k > 1", "8 < 9 or 8 > 1"), ("not k < 9", "not 8 < 9"),
    ("(k < 1 or k > 2) and k < 3", "(8 < 1 or 8 > 2) and 8 < 3"), ("word in [city, village]", "city ∈ {city, village}"),
    ("word not in [city]", "city ∉ {city}"),
    ("sum(t[*].few)", "(1.0 + 2.5)"), ("sum(t[*].many)", "the sum of 12 cells"), ("sum(k, 1)", "(8 + 1)"),
    ("printed('0.456') / 2", "0.456 ÷ 2"),
    ("log(k)", "ln(8)"), ("sqrt(k)", "√(8)"), ("at_least(17) / 2", "at least 17 ÷ 2"), ("max(k, 2)", "max(8, 2)"),
    ("gap + 1", "not given + 1"), ("fits", "yes"),
    ("open", "undecided"), ("people / 2", "1,234,567 ÷ 2"), ("0.570 * 2", "0.570 × 2"), ("t[*].many", "12 cells"),
  ])
  func writesTheArithmeticForAPocketCalculator(formula: String, expected: String) throws {
    let found = try text(formula)
    #expect(found.en == expected)
    #expect(carriesSameNumbers(found), "\(found)")
  }

  @Test func writesEachLanguageInItsOwnWay() throws {
    let found = try text("people / 2.5 < k and fits")
    #expect(found.ru == "1\u{A0}234\u{A0}567 ÷ 2,5 < 8 и да")
    #expect(found.kk == "1\u{A0}234\u{A0}567 ÷ 2,5 < 8 және иә")
  }
}
