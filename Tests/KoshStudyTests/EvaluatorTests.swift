import Foundation
import KoshNumerics
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct EvaluatorTests {
  private static let reason = Trilingual(en: "nobody asked", ru: "не спросили", kk: "ешкім сұрамады")
  /// r is 0.57 as printed, so between 0.565 and 0.575; n is a count.
  private let values: [String: Evaluated] = [
    "r": .number(Quantity(0.57, decimals: 2, interval: Interval(0.57, halfWidth: 0.005))),
    "n": .number(Quantity(200, decimals: 0)),
    "z": .number(Quantity(0, decimals: 1, interval: Interval(0, halfWidth: 0.05))), "gap": .undefined(reason),
    "word": .text("city"),
    "year": .number(Quantity(2025, decimals: 0)), "yes": .truth(.yes), "no": .truth(.no), "open": .truth(.undecided),
    "keys": .list([.text("b"), .text("a")]), "same_keys": .list([.text("a"), .text("b")]),
    "other_keys": .list([.text("a"), .text("c")]),
  ]
  private let cells: [String: [Evaluated]] = [
    "full": [1, 2, 3.5].map { .number(Quantity($0, decimals: 1)) },
    "holed": [.number(Quantity(1, decimals: 0)), .undefined(reason), .number(Quantity(3, decimals: 0))], "empty": [],
    "mixed": [.number(Quantity(1, decimals: 0)), .text("a")],
    "rounded": [0.1, 0.2, 0.3].map { .number(Quantity($0, decimals: 1, interval: Interval($0, halfWidth: 0.05))) },
  ]

  private func value(_ text: String) throws -> Evaluated {
    Evaluator { reference in
      switch reference {
      case .name(let name, _): values[name] ?? .undefined(Evaluator.nothing)
      case .cell(_, nil, let column, _): .list(cells[column] ?? [])
      default: .undefined(Evaluator.nothing)
      }
    }.value(of: try Expression.parse(text))
  }
  private func number(_ text: String) throws -> Double? { try value(text).quantity?.value }
  private func interval(_ text: String) throws -> Interval? { try value(text).quantity?.interval }

  @Test(
    arguments: [
      ("1 + 2 * 3", 7.0), ("-2 ^ 2", -4.0), ("2 ^ -1", 0.5), ("7 / 2", 3.5), ("abs(-3)", 3.0), ("sqrt(16)", 4.0),
      ("sum(t[*].full)", 6.5),
      ("mean(t[*].full)", 6.5 / 3), ("min(3, 1, 2)", 1.0), ("max(t[*].full, 9)", 9.0), ("count(t[*].holed)", 2.0),
      ("missing(t[*].holed)", 1.0),
      ("count(t[*].empty)", 0.0), ("round(2.345, 2)", 2.35), ("round(1234, -2)", 1200.0), ("printed('0.456')", 0.456),
      ("at_least(17)", 17.0), ("log(exp(2))", 2.0),
      ("0 ^ 0", 1.0),
    ] as [(String, Double)])
  func computes(text: String, expected: Double) throws {
    let found = try #require(try number(text))
    #expect(abs(found - expected) < 1e-12)
  }

  @Test(
    arguments: [
      ("r * 2", 1.13, 1.15), ("100 - 100 * r", 42.5, 43.5), ("-r", -0.575, -0.565), ("abs(-r)", 0.565, 0.575),
      ("n / r", 200 / 0.575, 200 / 0.565),
      ("printed('0.456')", 0.4555, 0.4565), ("0.456", 0.456, 0.456), ("sum(t[*].rounded)", 0.45, 0.75),
      ("mean(t[*].rounded)", 0.15, 0.25),
      ("max(r, 0.57)", 0.57, 0.575), ("min(r, 0.57)", 0.565, 0.57), ("round(r, 1)", 0.6, 0.6),
      ("round(1000 * r, -1)", 570, 570), ("sqrt(r)", 0.7516648189186454, 0.7582875444051550),
      ("log(r)", -0.5709295478356961, -0.5533852381847867), ("exp(r)", 1.7594470, 1.7771305), ("r - r", -0.01, 0.01),
    ] as [(String, Double, Double)])
  func carriesRoundingThrough(text: String, low: Double, high: Double) throws {
    let found = try #require(try interval(text))
    #expect(abs(found.low - low) < 1e-6, "\(found)")
    #expect(abs(found.high - high) < 1e-6, "\(found)")
  }

  @Test func powersOfAnIntervalAroundZero() throws {
    #expect(try interval("z ^ 2") == Interval(0, 0.0025000000000000005))
    #expect(try interval("2 ^ z") == Interval(pow(2, -0.05), pow(2, 0.05)))
    #expect(try value("z ^ 0.5") == .undefined(Evaluator.impossible))
  }

  /// log L is printed with three decimals, so AIC is known to ±0.001: 1,720.648 can have been printed as 1,720.647.
  @Test func anInformationCriterionMeetsThePrintedOne() throws {
    let found = try #require(try interval("-2 * printed('-852.324') + 2 * 8"))
    #expect(found.meets(Interval(1720.647, halfWidth: 0.0005)))
    #expect(!found.meets(Interval(1720.650, halfWidth: 0.0005)))
  }

  @Test(arguments: [
    ("r > 0.5", Truth.yes), ("r > 0.57", .undecided), ("r > 0.58", .no), ("r < 0.565", .no), ("r <= 0.565", .undecided),
    ("r >= 0.565", .yes),
    ("r == 0.574", .yes), ("r == 0.576", .no), ("r != 0.576", .yes), ("r >= 0.575", .undecided), ("r > 0.575", .no),
    ("0.1 + 0.2 <= 0.3", .yes), ("0.1 + 0.2 > 0.3", .no), ("0.1 + 0.2 == 0.3", .yes),
    ("at_least(17) > 15", .yes), ("at_least(17) < 15", .no), ("at_least(17) > 18", .undecided),
    ("at_least(17) == 20", .undecided),
    ("at_least(17) == 16", .no), ("34 / at_least(17) <= 2", .yes), ("34 / at_least(17) < 1", .undecided),
    ("-at_least(17) < -16", .yes),
    ("sqrt(at_least(16)) == 5", .undecided), ("max(at_least(16), 1) == 20", .undecided),
    ("round(at_least(16), 0) == 20", .undecided),
  ])
  func comparesWithinRounding(text: String, expected: Truth) throws { #expect(try value(text) == .truth(expected)) }

  @Test(arguments: [
    ("r > 0.57 and n > 100", Truth.undecided), ("r > 0.57 and n < 100", .no), ("r > 0.57 or n > 100", .yes),
    ("r > 0.57 or n < 100", .undecided),
    ("not r > 0.57", .undecided), ("not r > 0.58", .yes), ("yes and open", .undecided), ("no and open", .no),
    ("yes or open", .yes), ("not open", .undecided),
  ])
  func threeValuedLogic(text: String, expected: Truth) throws { #expect(try value(text) == .truth(expected)) }

  @Test(arguments: [
    ("word == 'city'", Truth.yes), ("word == 'village'", .no), ("word != 'village'", .yes),
    ("word in [city, village]", .yes), ("word not in [city]", .no),
    ("year == '2025'", .yes), ("year in [2024, 2025]", .yes), ("year not in [2024]", .yes), ("yes == 'yes'", .yes),
    ("no == 'yes'", .no), ("yes == no", .no),
    ("yes == yes", .yes), ("open == 'yes'", .undecided), ("open != yes", .undecided), ("keys == same_keys", .yes),
    ("keys == other_keys", .no),
    ("keys != other_keys", .yes),
  ])
  func comparesWords(text: String, expected: Truth) throws { #expect(try value(text) == .truth(expected)) }

  @Test(arguments: [
    "gap + 1", "1 - gap", "-gap", "gap > 1", "1 > gap", "gap in [a]", "gap and yes", "yes and gap", "not gap",
    "sum(t[*].holed)", "mean(t[*].holed)", "min(t[*].holed)", "abs(gap)", "gap ^ 2", "round(gap, 1)",
  ])
  func whatIsMissingMakesTheWholeUndefinedWithItsReason(text: String) throws {
    #expect(try value(text) == .undefined(Self.reason))
  }

  @Test func theFirstReasonIsTold() throws { #expect(try value("gap + unknown") == .undefined(Self.reason)) }

  @Test(arguments: [
    ("1 / 0", Evaluator.impossible), ("1 / z", Evaluator.impossible), ("log(0)", Evaluator.impossible),
    ("log(z)", Evaluator.impossible), ("sqrt(-1)", Evaluator.impossible),
    ("(-8) ^ 0.5", Evaluator.impossible), ("exp(1000)", Evaluator.impossible), ("10 ^ 400", Evaluator.impossible),
    ("round(1, 0.5)", Evaluator.impossible),
    ("round(1, 10 ^ 300)", Evaluator.impossible), ("word + 1", Evaluator.notANumber),
    ("1 < word", Evaluator.notANumber), ("sum(t[*].mixed)", Evaluator.notANumber),
    ("max(t[*].mixed)", Evaluator.notANumber), ("sum(t[*].empty)", Evaluator.nothing),
    ("max(t[*].empty)", Evaluator.nothing), ("printed('abc')", Evaluator.notANumber),
    ("n and yes", Evaluator.notACondition), ("not n", Evaluator.notACondition), ("unknown", Evaluator.nothing),
  ])
  func whatCannotBeComputedIsUndefinedAndSaysWhy(text: String, expected: Trilingual) throws {
    #expect(try value(text) == .undefined(expected))
  }

  @Test func showsDecimalsThatAreWorthShowing() throws {
    #expect(try value("1.25 + 3").quantity?.decimals == 2)
    #expect(try value("7 / 2").quantity?.decimals == 2)
    #expect(try value("-1.5").quantity?.decimals == 1)
    #expect(try value("round(2.345, 1)").quantity?.decimals == 1)
    #expect(try value("count(t[*].full)").quantity?.decimals == 0)
  }
}
