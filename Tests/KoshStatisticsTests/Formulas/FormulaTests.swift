import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct FormulaTests {
  private func terms(_ text: String) throws -> [String] {
    try Formula(text).terms.map { $0.map(\.text).joined(separator: " : ") }
  }

  @Test func readsTheWholeLanguage() throws {
    let formula = try Formula("migration ~ log(gdp) + i(region, ref=KZ-11) - 1")
    #expect(formula.variables == ["migration", "gdp", "region"])
    #expect(!formula.hasIntercept)
    #expect(
      formula.terms == [
        [.value(.call("log", .variable("gdp")))], [.categories(variable: "region", reference: "KZ-11")],
      ])
    #expect(try terms("y ~ x + z") == ["x", "z"])
    #expect(try terms("y~a*b") == ["a", "b", "a : b"])
    #expect(try terms("y ~ a*b - a:b") == ["a", "b"])
    #expect(try terms("y ~ (a + b):c + d") == ["d", "a : c", "b : c"])
    #expect(try terms("y ~ a:b + b:a + a + a") == ["a", "a : b"])
    #expect(try terms("y ~ i(region, ref=\"a, (b)\")") == ["i(region, ref=a, (b))"])
    #expect(try terms("y ~ i(region , ref = Алматы қаласы )") == ["i(region, ref=Алматы қаласы)"])
    #expect(try terms("y ~ `net migration` + тіл") == ["`net migration`", "тіл"])
    #expect(
      try terms("y ~ I(x^2) + log( x+1 ) + I(-x/2 * (z - 1.5e1))") == [
        "I(x^2)", "log(x + 1)", "I(-x/2 * (z - 15))",
      ])
    #expect(try Formula("log(y) ~ 1").outcome.text == "log(y)")
    #expect(try terms("y ~ 1").isEmpty)
    for none in ["y ~ x - 1", "y ~ 0 + x", "y ~ x + 0", "y ~ -1 + x"] { #expect(try !Formula(none).hasIntercept) }
    #expect(try Formula("y ~ 0 + x + 1").hasIntercept)
  }

  @Test(arguments: [
    ("", "the formula is empty\n  do:  write: outcome ~ predictor + predictor"),
    (
      "migration gdp",
      "formula \"migration gdp\", column 1: there is no ~ between the outcome and the predictors\n"
        + "  do:  write: outcome ~ predictor + predictor"
    ),
    ("~ x", "formula \"~ x\", column 1: the outcome is missing before ~\n  do:  write: outcome ~ predictor"),
    ("y ~", "formula \"y ~\", column 4: the formula ends where a predictor is expected"),
    ("y ~ x +", "formula \"y ~ x +\", column 8: the formula ends where a predictor is expected"),
    (
      "y ~ x z",
      "formula \"y ~ x z\", column 7: \"z\" stands where +, -, *, : or the end is expected\n"
        + "  do:  put + between predictors, or a name that holds blanks in backticks: `a b`"
    ),
    (
      "y ~ x + 2024_score",
      "formula \"y ~ x + 2024_score\", column 9: a name begins with a letter\n"
        + "  do:  put a name that begins with a digit in backticks: `2024a`"
    ),
    ("y ~ (x", "formula \"y ~ (x\", column 7: the formula ends where \")\" is expected"),
    (
      "y ~ x | i(school)",
      "formula \"y ~ x | i(school)\", column 9: an absorbed effect is a variable\n"
        + "  why: every value of it has a constant already\n  do:  write the variable alone: | region"
    ),
    ("y ~ x ~ z", "formula \"y ~ x ~ z\", column 7: a formula has one ~ only\n  do:  take the second ~ away"),
    (
      "y ~ lgo(x)",
      "formula \"y ~ lgo(x)\", column 5: there is no function \"lgo\"\n  do:  did you mean \"log\"?"
    ),
    (
      "y ~ factor(x)",
      "formula \"y ~ factor(x)\", column 5: there is no function \"factor\"\n"
        + "  why: a categorical predictor is written i( )\n  do:  write i(variable), or i(variable, ref=level)"
    ),
    (
      "y ~ i(x, rf=2)",
      "formula \"y ~ i(x, rf=2)\", column 10: i( ) has no option \"rf\"\n"
        + "  do:  write i(x, ref=level), or a product: i(a):b"
    ),
    ("y ~ i(x, ref=)", "formula \"y ~ i(x, ref=)\", column 14: a level is missing after ref=\n  do:  write ref=level"),
    (
      "y ~ i(x, ref=\"a)",
      "formula \"y ~ i(x, ref=\"a)\", column 14: the quotation mark is not closed\n  do:  put a \" after the level"
    ),
    ("y ~ `x", "formula \"y ~ `x\", column 5: the ` is not closed\n  do:  put a ` after the name"),
    (
      "y ~ 2 * x",
      "formula \"y ~ 2 * x\", column 5: a number other than 0 and 1 is no predictor\n"
        + "  do:  write arithmetic inside I( ): I(2 * x)"
    ),
    (
      "y ~ x^2",
      "formula \"y ~ x^2\", column 6: \"^\" stands where +, -, *, : or the end is expected\n"
        + "  do:  write arithmetic inside I( ): I(x^2)"
    ),
    (
      "y ~ lag(x, 1)",
      "formula \"y ~ lag(x, 1)\", column 5: there is no function \"lag\"\n"
        + "  why: a formula computes each row from that row alone\n"
        + "  do:  add a column with the value of the other row to the data"
    ),
    (
      "y ~ i(a, b, c)",
      "formula \"y ~ i(a, b, c)\", column 13: i( ) multiplies two variables, not three\n"
        + "  do:  write the product: i(a):b:c"
    ),
    (
      "y ~ (a + b)^x",
      "formula \"y ~ (a + b)^x\", column 13: a sum of predictors is raised to a whole number from 1 to 6\n"
        + "  why: (a + b + c)^2 stands for a, b, c and their products of two\n"
        + "  do:  write (a + b)^2, or I((a + b)^2.5)"
    ),
    (
      "y ~ poly(x)",
      "formula \"y ~ poly(x)\", column 11: poly( ) lacks its degree\n"
        + "  do:  write poly(x, 2) for a curve with one bend"
    ),
    (
      "y ~ poly(x, 2.5)",
      "formula \"y ~ poly(x, 2.5)\", column 13: the degree of a polynomial is a whole number from 1 to 20\n"
        + "  do:  write poly(x, 3)"
    ),
    (
      "y ~ poly(x, 2, row=TRUE)",
      "formula \"y ~ poly(x, 2, row=TRUE)\", column 16: poly( ) has no option \"row\"\n"
        + "  do:  write poly(x, 3) or poly(x, 3, raw=TRUE)"
    ),
    (
      "y ~ poly(x, 2, raw=1)",
      "formula \"y ~ poly(x, 2, raw=1)\", column 20: raw is TRUE or FALSE\n  do:  write raw=TRUE"
    ),
    (
      "y ~ x - z",
      "formula \"y ~ x - z\", column 9: there is no term \"z\" to take away\n"
        + "  do:  leave it out, or put a name that holds a hyphen in backticks: `a-b`"
    ),
    (
      "y ~ .",
      "formula \"y ~ .\", column 5: \".\" for all other columns is not understood\n  do:  name the predictors"
    ),
    (
      "a + b ~ x",
      "formula \"a + b ~ x\", column 1: the outcome is to be one variable\n"
        + "  why: a sum, a product or i( ) cannot be explained\n  do:  name one column, or compute it: I(a + b)"
    ),
    (
      "y ~ x + y",
      "formula \"y ~ x + y\", column 1: y is the outcome and a predictor as well\n"
        + "  why: it would explain itself without remainder\n  do:  take it away from one side of ~"
    ),
    (
      "y ~ I(x + gamma(z))",
      "formula \"y ~ I(x + gamma(z))\", column 11: there is no function \"gamma\" in arithmetic\n"
        + "  do:  there is: log, log2, log10, log1p, exp, expm1, sqrt, abs, sin, cos, tan, asin, …"
    ),
    (
      "y ~ I(1.2.3)",
      "formula \"y ~ I(1.2.3)\", column 7: \"1.2.3\" is not a number\n  do:  write it with a decimal point: 0.5"
    ),
  ])
  func saysWhatIsWrongAndWhere(text: String, message: String) {
    #expect { try Formula(text) } throws: { error in
      #expect((error as? Problem)?.description == message)
      return true
    }
  }

  @Test func readsBases() throws {
    #expect(
      try Formula("y ~ poly(log(x), 2) + poly(z, degree = 3, raw=TRUE) + scale(x)").terms == [
        [.polynomial(.call("log", .variable("x")), degree: 2, isRaw: false)],
        [.polynomial(.variable("z"), degree: 3, isRaw: true)], [.value(.call("scale", .variable("x")))],
      ])
    #expect(try terms("y ~ poly(z,3,raw=TRUE):x") == ["poly(z, 3, raw=TRUE) : x"])
    #expect(try Formula("y ~ poly(z, 2) + I(center(x)^2)").variables == ["y", "z", "x"])
    #expect(
      try Formula("y ~ i(region, x, ref=a) + i(region, i.year)").terms == [
        [.categories(variable: "region", reference: "a"), .value(.variable("x"))],
        [.categories(variable: "region", reference: nil), .categories(variable: "year", reference: nil)],
      ])
    #expect(try terms("y ~ i(region, ref=a, `i.x`)") == ["i(region, ref=a) : i.x"])
    #expect(try terms("y ~ a*b*c") == ["a", "b", "c", "a : b", "a : c", "b : c", "a : b : c"])
    #expect(try terms("y ~ (a + b + c)^2") == ["a", "b", "c", "a : b", "a : c", "b : c"])
    #expect(try terms("y ~ (a + b)^1 - b") == ["a"])
    #expect(try terms("y ~ (a + b + c)^3") == (try terms("y ~ a*b*c")))
  }

  @Test func absorbedEffectsAndOffsetsAreRead() throws {
    let formula = try Formula("flow ~ log(km) + offset(log(pop)) | origin + destination^year")
    #expect(formula.absorbed == [["origin"], ["destination", "year"]])
    #expect(formula.offset.map(\.text) == ["log(pop)"])
    #expect(formula.terms.count == 1)
    #expect(!formula.hasIntercept)
    #expect(formula.variables == ["flow", "km", "pop", "origin", "destination", "year"])
  }

  @Test func aPlaceInAFileIsCountedOn() {
    #expect { try Formula("y ~ x )", at: Place(file: "study.yaml", line: 12, column: 14)) } throws: { error in
      (error as? Problem)?.place == Place(file: "study.yaml", line: 12, column: 20)
    }
  }

  @Test func deepAndEndlessFormulasAreRefused() throws {
    let remedy = "add a column with a part of it to the data"
    func refusal(_ predictor: String) -> String? {
      do {
        _ = try Formula("y ~ " + predictor)
        return nil
      } catch { return error.what.split(separator: ": ").last.map { "\($0); \(error.remedy ?? "")" } }
    }
    let nested = "the formula is nested more than 400 deep; " + remedy
    for (open, close) in [("(", ")"), ("I(", ")"), ("log(", ")"), ("I(-", ")")] {
      let text = String(repeating: open, count: 100_000) + "x" + String(repeating: close, count: 100_000)
      #expect(refusal(text) == nested, "\(open)")
    }
    #expect(refusal("I(" + String(repeating: "-", count: 100_000) + "x)") == nested)
    #expect(refusal("I(" + String(repeating: "x + ", count: 100_000) + "x)") == nested)
    #expect(refusal("I(" + String(repeating: "x * ", count: 100_000) + "x)") == nested)
    #expect(refusal("I(" + String(repeating: "x^", count: 100_000) + "x)") == nested)
    #expect(refusal("I(" + String(repeating: "x + ", count: 300) + "x)") == nil)
    let names = (1...40).map { "x\($0)" }
    let products = "the products of these predictors are more than 1000 terms; multiply fewer of them"
    #expect(refusal(names.joined(separator: "*")) == products)
    #expect(refusal("(" + names.joined(separator: "+") + ")^6") == products)
    #expect(refusal("(" + names.joined(separator: "+") + "):(" + names.joined(separator: "+") + ")") == products)
    #expect(try Formula("y ~ " + names.prefix(8).joined(separator: "*")).terms.count == 255)
  }

  @Test func noTextCrashesTheParser() {
    let pieces = [
      "y", "~", "x", "+", "-", "*", ":", "(", ")", "i(", "poly(", "raw=TRUE", "scale(", "2", "ref=", "\"", "`", "I(",
      "^", "1", "0.5", ",", " ", "|", "қ",
      ".",
    ]
    var state: UInt64 = 42
    for _ in 0..<3000 {
      var text = "y ~ "
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      _ = try? Formula(text)
    }
  }
}
