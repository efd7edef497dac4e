import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct NonlinearRequestTests {
  @Test func models() throws {
    var words = RegressionRequest.Words()
    words.vcov = "HC1"
    words.confidenceLevel = 0.9
    let written = try NonlinearRequest(
      formula: "y ~ b1 * (1 - exp(-b2 * x))", start: " b1 = 500, b2=1e-4", words: words
    ).model()
    #expect(written.start == ["b1": 500, "b2": 0.0001] && written.options.vcov == .hc1)
    #expect(written.options.confidenceLevel == 0.9 && written.curve == nil)
    let named = try NonlinearRequest(formula: "users ~ `the year`", start: "K=5", curve: "logistic").model()
    #expect(named.formula.text == "users ~ K / (1 + exp(-r * (`the year` - m)))")
    #expect(named.curve == .logistic && named.start == ["K": 5])
  }

  /// Start values that are given are kept, the others found.
  @Test func someStartValues() throws {
    let (table, _) = try NonlinearModelTests.reference()
    let whole = try NonlinearRequest(formula: "logistic ~ x", curve: "logistic").model().fit(table)
    let some = try NonlinearRequest(formula: "logistic ~ x", start: "K=150, m=5", curve: "logistic").model().fit(table)
    for (a, b) in zip(some.terms, whole.terms) { #expect(agree(a.estimate, b.estimate, relative: 1e-9)) }
  }

  @Test(
    arguments: [
      (
        "y ~ a * x", "a=b", nil,
        "\"a=b\" is no start value\n  why: it is a parameter and a number\n  do:  write: b1=500,b2=0.0001"
      ),
      ("y ~ a * x", "a=1,a=2", nil, "a has two start values\n  do:  take one of them away"),
      (
        "y ~ x + z", nil, "bass",
        """
        a curve is one of one variable over one other, and "y ~ x + z" is something else
          why: the bass curve is M * (1 - exp(-(p + q) * x)) / (1 + q / p * exp(-(p + q) * x))
          do:  write: outcome ~ variable
        """
      ),
      ("y ~ x", nil, "logistik", "there is no curve \"logistik\"\n  do:  did you mean \"logistic\"?"),
    ] as [(String, String?, String?, String)])
  func problems(formula: String, start: String?, curve: String?, message: String) {
    #expect {
      try NonlinearRequest(formula: formula, start: start, curve: curve).model()
    } throws: { error in
      "\(error)" == message
    }
  }
}
