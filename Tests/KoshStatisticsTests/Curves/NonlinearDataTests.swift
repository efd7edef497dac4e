import KoshTable
import Testing

@testable import KoshStatistics

/// What is wrong with a nonlinear model, word for word.
@Suite struct NonlinearDataTests {
  static let table = Table(
    name: "data.csv",
    columns: [
      Column(Variable("x"), numbers: [1, 2, 3, 4, 5, 6]), Column(Variable("y"), numbers: [2, 3, 5, 6, 8, 9]),
      Column(Variable("zero"), numbers: [0, 0, 0, 0, 0, 0]),
      Column(Variable("region"), categories: ["a", "b", "a", "b", "a", "b"]),
    ], lines: [2, 3, 4, 5, 6, 7])

  func expectProblem(
    _ text: String, start: [String: Double], sourceLocation: SourceLocation = #_sourceLocation, _ expected: String
  ) {
    #expect(sourceLocation: sourceLocation) {
      _ = try NonlinearModel(text, start: start).fit(Self.table)
    } throws: { error in
      "\(error)" == expected
    }
  }

  @Test func names() {
    expectProblem(
      "y ~ a * exp(b * xx)", start: ["a": 1],
      """
      formula "y ~ a * exp(b * xx)", column 13: b is neither a column of data.csv nor a parameter with a start value
        do:  give b a start value, such as b=1

      formula "y ~ a * exp(b * xx)", column 17: xx is neither a column of data.csv nor a parameter with a start value
        do:  give xx a start value, such as xx=1
      """)
    expectProblem(
      "yy ~ a * exp(x)", start: ["a": 1],
      """
      formula "yy ~ a * exp(x)", column 1: there is no variable "yy" in data.csv
        do:  there is: x, y, zero, region
      """)
    expectProblem(
      "y ~ x * b", start: ["x": 1, "b": 1],
      """
      formula "y ~ x * b", column 5: x is a parameter and a column of data.csv as well
        why: it cannot be told which one is meant
        do:  give the parameter another name
      """)
    expectProblem(
      "y ~ b * region", start: ["b": 1],
      """
      formula "y ~ b * region", column 9: region holds categories
        why: the model computes with numbers
        do:  recode region to numbers
      """)
    expectProblem(
      "y ~ b * x", start: ["b": 1, "bb": 2],
      """
      bb has a start value, and the model "y ~ b * x" does not name it
        do:  there is: b
      """)
    expectProblem(
      "y ~ 2 * x", start: [:],
      """
      the model "y ~ 2 * x" has no parameter
        why: a name that is no column is a parameter
        do:  write one, such as b1, and give it a start value
      """)
    expectProblem(
      "y ~ b * x", start: ["b": .infinity],
      """
      formula "y ~ b * x", column 5: the start value of b is no finite number
        do:  give b a number to begin with
      """)
  }

  @Test func syntax() {
    expectProblem(
      "y = b * x", start: ["b": 1],
      """
      formula "y = b * x", column 1: there is no ~ between the outcome and the model
        do:  write: outcome ~ expression, such as y ~ b1 * (1 - exp(-b2 * x))
      """)
    expectProblem(
      "y ~ b * gamma(x)", start: ["b": 1],
      """
      formula "y ~ b * gamma(x)", column 9: there is no function "gamma" in arithmetic
        do:  there is: log, log2, log10, log1p, exp, expm1, sqrt, abs, sin, cos, tan, asin, …
      """)
    expectProblem(
      "y ~ b * x |", start: ["b": 1],
      """
      formula "y ~ b * x |", column 11: "|" stands where +, -, *, /, ^ or the end is expected
      """)
  }

  @Test func noValueAtTheStart() {
    expectProblem(
      "y ~ b1 * log(x - b2)", start: ["b1": 1, "b2": 3.5],
      """
      formula "y ~ b1 * log(x - b2)", column 14: log(x - b2) has no value in line 2 at the start values, where x = 1, \
      b2 = 3.5
        why: the logarithm of a negative number, −2.5; 3 rows are so
        do:  choose other start values, or leave the rows out
      """)
    expectProblem(
      "y ~ b1 / (x - b2)", start: ["b1": 1, "b2": 4],
      """
      formula "y ~ b1 / (x - b2)", column 5: b1/(x - b2) has no value in line 5 at the start values, where b1 = 1, x = 4, \
      b2 = 4
        why: division by 0
        do:  choose other start values, or leave the rows out
      """)
    expectProblem(
      "y ~ (x - b1)^b2", start: ["b1": 2.5, "b2": 0.5],
      """
      formula "y ~ (x - b1)^b2", column 6: (x - b1)^b2 has no value in line 2 at the start values, where x = 1, b1 = 2.5, \
      b2 = 0.5
        why: a negative number, −1.5, to a power that is not whole; 2 rows are so
        do:  choose other start values, or leave the rows out
      """)
    expectProblem(
      "y ~ a * exp(b * x)", start: ["a": 1, "b": 200],
      """
      formula "y ~ a * exp(b * x)", column 13: exp(b * x) has no value in line 5 at the start values, where b = 200, x = 4
        why: the result is too large; 3 rows are so
        do:  choose other start values, or leave the rows out
      """)
    expectProblem(
      "log(y - 3) ~ a + b * x", start: ["a": 1, "b": 1],
      """
      formula "log(y - 3) ~ a + b * x", column 5: log(y - 3) has no value in line 2, where y = 2
        why: 2 rows are so
        do:  leave these rows out, or choose another form of y
      """)
  }

  @Test func noFit() {
    expectProblem(
      "y ~ a * x + b * x", start: ["a": 1, "b": 1],
      """
      the gradient of "y ~ a * x + b * x" is singular where the search ended: b cannot be told from a
        why: it ended at a = 0.774725, b = 0.774725
        do:  choose other start values, or take a parameter away
      """)
    expectProblem(
      "y ~ a * x + b * zero", start: ["a": 1, "b": 1],
      """
      the gradient of "y ~ a * x + b * zero" is singular where the search ended: b has no influence on any row
        why: it ended at a = 1.54945, b = 1
        do:  choose other start values, or take a parameter away
      """)
    expectProblem(
      "y ~ a + b1 * x + b2 * x^2 + b3 * x^3 + b4 * x^4 + b5 * x^5",
      start: ["a": 1, "b1": 1, "b2": 1, "b3": 1, "b4": 1, "b5": 1],
      """
      6 rows for 6 parameters of "y ~ a + b1 * x + b2 * x^2 + b3 * x^3 + b4 * x^4 + b5 * x^5"
        why: a curve with as many parameters as rows meets them all and tells nothing
        do:  use more rows or a simpler curve
      """)
    #expect {
      var model = try NonlinearModel("y ~ a / (b + exp(-c * x))", start: ["a": 1, "b": 1, "c": 3])
      model.stepLimit = 2
      _ = try model.fit(Self.table)
    } throws: { error in
      "\(error)".hasPrefix(
        "the search for the least squares of \"y ~ a / (b + exp(-c * x))\" did not converge in 2 steps\n  why: it ended at a = "
      )
        && "\(error)".hasSuffix(
          " % in the last step\n  do:  choose other start values, or a model with fewer parameters")
    }
  }

  @Test func growthCurves() {
    #expect {
      _ = try NonlinearModel(.logistic, of: "y", over: "m")
    } throws: { error in
      "\(error)" == """
        the variable m has the name of a parameter of the logistic curve
          why: the curve is K / (1 + exp(-r * (x - m)))
          do:  give the variable another name
        """
    }
    #expect {
      _ = try NonlinearModel(.power, of: "y", over: "zero").fit(Self.table)
    } throws: { error in
      "\(error)" == """
        no start values can be found for the power curve (variable zero)
          why: x^b needs positive zero
          do:  look at the values of zero, or choose another curve
        """
    }
  }
}
