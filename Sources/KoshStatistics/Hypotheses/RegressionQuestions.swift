package import KoshTable

/// What is asked of a fit beyond its coefficients, in the words of a command line or a study file.
///
///     var questions = RegressionQuestions()
///     questions.tests = ["gender = lang", "i(region)"]
///     questions.adjustment = .holm
///     let answers = try questions.answers(of: fit, table)
package struct RegressionQuestions: Sendable, Hashable {
  /// Levels of a factor to be compared.
  package struct Contrasts: Sendable, Hashable {
    /// The factor's variable.
    package var variable: String
    /// Which levels are compared.
    package var scheme: ContrastScheme
    /// How p-values are adjusted.
    package var adjustment: PValueAdjustment?

    /// A question from its parts.
    package init(_ variable: String, against scheme: ContrastScheme = .all, adjusting: PValueAdjustment? = .holm) {
      self.variable = variable
      self.scheme = scheme
      adjustment = adjusting
    }
  }

  /// Hypotheses for Wald's test, see ``LinearHypothesis``.
  package var tests: [String] = []
  /// How the p-values of ``tests`` are adjusted for being many; not at all if `nil`.
  package var adjustment: PValueAdjustment?
  /// Hypotheses for the wild cluster bootstrap, one restriction each.
  package var wildTests: [String] = []
  /// Terms of which the score test asks whether they would add something.
  package var added: [String] = []
  /// Factors whose levels are compared.
  package var contrasts: [Contrasts] = []
  /// Where the draws of a wild bootstrap begin.
  package var seed: Int?

  /// Nothing asked.
  package init() {}

  /// How p-values are adjusted, in a word: `holm`, `bh`, or `none` for not at all.
  package static let adjustments = PValueAdjustment.allCases.map(\.rawValue) + ["none"]

  /// The adjustment of a word.
  ///
  /// - Returns: `nil` for `none`.
  /// - Throws: A ``Problem`` with the words that there are.
  package static func adjustment(_ word: String) throws(Problem) -> PValueAdjustment? {
    guard adjustments.contains(word) else {
      throw Problem(
        .specification, "there is no adjustment \"\(word)\"",
        remedy: Spelling.advice(for: word, among: adjustments))
    }
    return PValueAdjustment(rawValue: word)
  }

  /// Answers everything that is asked.
  ///
  /// - Parameters:
  ///   - table: The table that the fit was made from.
  ///   - model: The model of the fit, to be fitted anew to the rows in which no added variable is missing; without it added
  ///     terms that lose rows are refused.
  /// - Throws: All the ``Problems``: hypotheses that cannot be read or tested, factors that are none, tests that do not go
  ///   with the fit's family or standard errors.
  package func answers(
    of fit: any RegressionFit, _ table: Table, refitting model: (any RegressionModel)? = nil
  ) throws(Problems) -> RegressionAnswers {
    var problems: [Problem] = []
    var answers = RegressionAnswers()
    for hypothesis in tests {
      do throws(Problem) { answers.tests.append(try fit.waldTest(hypothesis)) } catch { problems.append(error) }
    }
    for hypothesis in wildTests {
      do throws(Problem) { answers.wildTests.append(try wildTest(hypothesis, fit, table)) } catch {
        problems.append(error)
      }
    }
    for terms in added {
      do throws(Problems) {
        let (known, part) = try Self.complete(fit, adding: terms, table, model)
        answers.added.append(try Self.scored(known, adding: terms, part))
        answers.addedRows.append(known.observationCount)
      } catch { problems += error.list }
    }
    for question in contrasts {
      do throws(Problem) {
        answers.contrasts.append(
          RegressionAnswers.Contrasts(
            question: question,
            list: try fit.contrasts(of: question.variable, against: question.scheme, adjusting: question.adjustment)))
        if fit.isInteracted(question.variable) { answers.cautions.append(interacted(question.variable)) }
      } catch { problems.append(error) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    answers.adjustment = adjustment
    answers.adjusted = adjustment.map { adjustedPValues(answers.tests.map(\.pValue), $0) }
    if adjustment == nil, let many = sayMany(answers.tests.map(\.pValue)) { answers.cautions.append(many) }
    for asked in answers.contrasts where asked.question.adjustment == nil {
      if let many = sayMany(asked.list.map(\.pValue)) { answers.cautions.append(many) }
    }
    answers.cautions += answers.wildTests.flatMap(\.cautions)
    return answers
  }

  /// The test by the clusters that the standard errors are made with.
  private func wildTest(
    _ hypothesis: String, _ fit: any RegressionFit, _ table: Table
  ) throws(Problem) -> WildBootstrapTest {
    guard let linear = fit as? LinearFit else {
      throw Problem(
        .specification, "the wild bootstrap does not test \"\(fit.formula.text)\"", at: fit.formula.place,
        why: "it is for least squares without absorbed effects", remedy: "test \"\(hypothesis)\" by Wald")
    }
    let seed = seed.map { UInt64(bitPattern: Int64($0)) }
    switch fit.covarianceType {
    case .clusters(let clusters) where clusters.variables.count == 1:
      return try wildBootstrapTest(linear, hypothesis, cluster: clusters.variables[0], in: table, seed: seed ?? 1)
    case .bootstrap(let bootstrap) where bootstrap.kind == .wild:
      guard let cluster = bootstrap.cluster else { break }
      return try wildBootstrapTest(
        linear, hypothesis, cluster: cluster, in: table, replications: bootstrap.replications,
        weights: bootstrap.weights, seed: seed ?? bootstrap.seed)
    default: break
    }
    throw Problem(
      .specification, "the wild bootstrap of \"\(hypothesis)\" needs one variable of clusters", at: fit.formula.place,
      why: "the standard errors are \(fit.covarianceType.name)",
      remedy: "ask for the standard errors cluster:VARIABLE, or wild:TIMES:VARIABLE")
  }

  /// The variables of terms that might be added, written as the right side of a formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  package static func variables(ofTerms terms: String) throws(Problem) -> [String] {
    try Formula("outcome ~ " + terms).terms.flatMap { $0.flatMap(\.variables) }
  }

  /// The fit and table of the rows in which no added variable is missing.
  private static func complete(
    _ fit: any RegressionFit, adding terms: String, _ table: Table, _ model: (any RegressionModel)?
  ) throws(Problems) -> (any RegressionFit, Table) {
    guard let model, let variables = try? variables(ofTerms: terms) else { return (fit, table) }
    let columns = variables.compactMap { table[$0] }
    let used = fit.rowsUsed
    let rows = used.filter { row in columns.allSatisfy { !$0.isMissing(at: row) } }
    guard rows.count < used.count else { return (fit, table) }
    let part = table.selecting(rows)
    return (try model.fitAny(part), part)
  }

  private static func scored(
    _ fit: any RegressionFit, adding terms: String, _ table: Table
  ) throws(Problems) -> HypothesisTest {
    guard fit.covarianceType == .iid else {
      throw Problems(
        Problem(
          .specification,
          "the score test of \"\(terms)\" does not go with the standard errors \(fit.covarianceType.name)",
          at: fit.formula.place, why: "it is model-based, and would contradict them",
          remedy: "put the terms into the model and test them by Wald, or fit with iid"))
    }
    let test = try scoreTest(fit, adding: terms, in: table)
    return HypothesisTest(
      kind: .score, hypothesis: terms, chiSquared: test.statistic, degreesOfFreedom: test.degreesOfFreedom)
  }
}

/// What a fit answers to ``RegressionQuestions``, each list in the order of the questions.
package struct RegressionAnswers: Sendable, Hashable {
  /// The compared levels of a factor.
  package struct Contrasts: Sendable, Hashable {
    /// What was asked.
    package let question: RegressionQuestions.Contrasts
    /// One for each pair of levels.
    package let list: [Contrast]
  }

  /// Wald's tests.
  package var tests: [HypothesisTest] = []
  /// How the p-values of ``tests`` are adjusted.
  package var adjustment: PValueAdjustment?
  /// The adjusted p-values of ``tests``; `nil` without an adjustment.
  package var adjusted: [Double?]?
  /// Tests by the wild cluster bootstrap.
  package var wildTests: [WildBootstrapTest] = []
  /// Score tests of terms that the fit does not have.
  package var added: [HypothesisTest] = []
  /// Levels of factors compared.
  package var contrasts: [Contrasts] = []
  /// The rows that each of ``added`` rests on: fewer than the fit's where an added variable is missing.
  package var addedRows: [Int] = []
  /// The fit against another one, where that was asked.
  package var comparison: HypothesisTest?
  /// The rows that both fits of ``comparison`` rest on.
  package var comparedRows: Int?
  /// What to keep in mind.
  package var cautions: [Caution] = []

  /// Nothing answered.
  package init() {}
}

extension RegressionFit {
  /// Whether a variable stands in a product with others.
  fileprivate func isInteracted(_ variable: String) -> Bool {
    result.formula.terms.contains { term in term.count > 1 && term.contains { $0.variables.contains(variable) } }
  }
}

private func interacted(_ variable: String) -> Caution {
  Caution(
    "contrasts_in_product",
    Trilingual(
      en:
        "\(variable) also stands in a product: its contrasts hold where the other variable of the product is 0 or at its reference.",
      ru:
        "\(variable) входит и в произведение: контрасты относятся к случаю, когда другая его переменная равна 0 или своей базовой категории.",
      kk:
        "\(variable) көбейтіндіге де кіреді: контрастар көбейтіндідегі екінші айнымалы 0-ге не базалық санатқа тең жағдайға қатысты."
    ))
}
