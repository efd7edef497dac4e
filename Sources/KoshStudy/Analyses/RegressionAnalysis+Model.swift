internal import KoshStatistics
internal import KoshTable

// One model, and what is asked of it.
extension RegressionAnalysis {
  struct Margins: Sendable {
    var variables: [String]?
    var point: MarginPoint
    var group: String?
    var predictions: [String]
    var comparisons: [String]

    /// The predictors that are named.
    var named: [String] {
      (variables ?? [])
        + (predictions + comparisons).map { text in
          String((text.split(separator: "=").first ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }
  }

  struct Model: Sendable {
    var name: String
    var formula: String
    var family: String
    var words: RegressionRequest.Words
    var condition: Expression?
    var isDifferenced: Bool
    var margins: Margins?
    /// Hypotheses for Wald's test.
    var tests: [Named]
    /// How their p-values are adjusted.
    var adjustment: PValueAdjustment?
    /// Hypotheses for the wild cluster bootstrap.
    var wildTests: [Named]
    /// Terms that might be added.
    var added: [Named]
    var contrasts: [RegressionQuestions.Contrasts]
    var label: Trilingual
    var place: Place
    var formulaPlace: Place
    var adjustmentPlace: Place?

    /// Reads a model that fits the schema.
    init(_ entry: SpecNode.Entry) {
      let model = entry.value
      var words = RegressionRequest.Words()
      words.vcov = model.text("vcov")
      words.weights = model.text("weights")
      words.weightMeaning = model.text("weight_meaning")
      words.strata = model.text("strata")
      words.psu = model.text("psu")
      words.populationSize = model.text("fpc")
      words.lonelyUnit = model.text("lonely_psu")
      words.correction = model.text("correction")
      words.seed = model.integer("seed")
      words.confidenceLevel = model.number("level")
      words.dropCollinear = model.truth("drop_collinear") ?? false
      words.chooser = model.text("chooser")
      words.alternative = model.text("alternative")
      words.nests = model.text("nests")
      words.order = model["order"].map { _ in model.texts("order") }
      words.reference = model.text("reference")
      self.words = words
      name = entry.key
      formula = model.text("formula") ?? ""
      family = model.text("family") ?? "ols"
      condition = model.expression("where")
      isDifferenced = model.truth("difference") ?? false
      margins = model["margins"].map { node in
        Margins(
          variables: node["variables"].map { _ in node.texts("variables") },
          point: node.text("at").flatMap { MarginPoint(rawValue: $0) } ?? .rows, group: node.text("by"),
          predictions: node.texts("predict"), comparisons: node.texts("compare"))
      }
      func named(_ key: String) -> [Named] {
        model[key]?.entries.map { Named(name: $0.key, text: $0.value.scalar ?? "") } ?? []
      }
      tests = named("tests")
      adjustment = model.text("adjust").flatMap { PValueAdjustment(rawValue: $0) }
      adjustmentPlace = model["adjust"]?.place
      wildTests = named("wild_tests")
      added = named("add")
      contrasts =
        model["contrasts"]?.items.map { node in
          RegressionQuestions.Contrasts(
            node.text("variable") ?? "", against: ContrastScheme(node.text("against") ?? "all"),
            adjusting: PValueAdjustment(rawValue: node.text("adjust") ?? "holm"))
        } ?? []
      label = model.trilingual("label") ?? Trilingual(same: entry.key)
      place = entry.place
      formulaPlace = model["formula"]?.place ?? entry.place
    }

    /// - Throws: What is wrong with the formula or with the words around it.
    func request() throws(Problems) -> RegressionRequest {
      let parsed: Formula
      do throws(Problem) {
        parsed = try Formula(formula, at: formulaPlace)
      } catch {
        throw Problems(error)
      }
      return try RegressionRequest(formula: parsed, family: family, words: words, at: place)
    }

    /// What is found of the model, with a star where the data decide.
    var findingParts: [String] {
      guard let formula = try? Formula(formula) else { return [] }
      let terms = coefficientParts(formula)
      let family = Family(rawValue: family)
      let ratio =
        !RegressionRequest.hasRatios(family: self.family)
        ? []
        : (family == .poisson || family == .negativeBinomial ? ["rate"] : ["odds"]).flatMap {
          ["\($0)_ratio", "\($0)_low", "\($0)_high"]
        }
      let quality = [
        "nagelkerke", "tjur", "auc", "auc.std_error", "brier", "hosmer_lemeshow", "hosmer_lemeshow.p_value",
      ]
      let numbers = ["std_error", "p_value", "conf_low", "conf_high"]
      return terms
        + terms.flatMap { term in
          (numbers + ["statistic", "leave_one_out_min", "leave_one_out_max"] + ratio).map { "\(term).\($0)" }
        }
        + [
          "vif.*", "raw_r.*", "n", "lost", "r_squared", "log_likelihood", "aic", "bic", "condition_number", "clusters",
          "adjusted_r_squared", "r", "sigma",
        ]
        + (family == nil ? ["durbin_watson"] : quality)
        + (InfluenceReport.families.contains(self.family) && formula.absorbed.isEmpty ? InfluenceReport.parts : [])
        + (isBootstrapped ? terms.flatMap { ["\($0).percentile_low", "\($0).percentile_high"] } : [])
        + marginParts(formula, numbers)
        + answerParts(numbers, ratio: ratio)
    }

    /// The coefficients: of a multinomial logit for each category, `CATEGORY__TERM`; of an ordered one thresholds in place
    /// of the constant.
    private func coefficientParts(_ formula: Formula) -> [String] {
      let terms = formula.terms.flatMap { Self.parts(ofTerm: $0) }
      switch family {
      case "multinomial": return ((formula.hasIntercept ? ["_Intercept_"] : []) + terms).map { "*__\($0)" }
      case "ordered": return terms + ["*_*"]
      case "conditional": return terms
      case "nested": return terms + ["dissimilarity__*"]
      default: return (formula.hasIntercept && formula.absorbed.isEmpty ? ["intercept"] : []) + terms
      }
    }

    /// Marginal effects: of a number by its name, of a category with the category behind it; predictions with the value;
    /// then the group, and the category of the outcome where it has several.
    private func marginParts(_ formula: Formula, _ numbers: [String]) -> [String] {
      guard let margins else { return [] }
      let hasCategories = ["ordered", "multinomial", "conditional"].contains(family)
      let places = (margins.group == nil ? "" : ".*") + (hasCategories ? ".*" : "")
      let slopes = (margins.variables ?? formula.terms.flatMap { $0.flatMap(\.variables) })
        .map { "ame." + RegressionAnalysis.part(ofTerm: $0) }.flatMap { [$0 + places, $0 + "_*" + places] }
      let predictions = margins.predictions.isEmpty ? [] : ["predicted.*" + places]
      let changes = margins.comparisons.isEmpty ? [] : ["change.*__*" + places]
      return (slopes + changes).flatMap { part in [part] + numbers.map { "\(part).\($0)" } }
        + predictions.flatMap { part in [part] + numbers.filter { $0 != "p_value" }.map { "\(part).\($0)" } }
    }

    /// What the questions of the model find.
    private func answerParts(_ numbers: [String], ratio: [String]) -> [String] {
      func parts(_ prefix: String, _ asked: [Named], _ ends: [String]) -> [String] {
        asked.flatMap { one in ["\(prefix).\(one.name)"] + ends.map { "\(prefix).\(one.name).\($0)" } }
      }
      let wald =
        ["p_value", "df"] + (family == "ols" ? ["df_residual"] : []) + (adjustment == nil ? [] : ["adjusted_p"])
      return parts("test", tests, wald) + parts("wild_test", wildTests, ["p_value", "samples"])
        + parts("add", added, ["p_value", "df"])
        + contrasts.flatMap { asked -> [String] in
          let base = if case .level(let name) = asked.scheme { RegressionAnalysis.part(ofTerm: name) } else { "*" }
          let part = "contrast.\(RegressionAnalysis.part(ofTerm: asked.variable)).*__\(base)"
          let ends = numbers + ["statistic"] + ratio + (asked.adjustment == nil ? [] : ["adjusted_p"])
          return [part] + ends.map { "\(part).\($0)" }
        }
    }

    /// Whether the standard errors come from refits, which have percentiles.
    private var isBootstrapped: Bool {
      guard case .bootstrap? = try? request().options.vcov else { return false }
      return true
    }

    /// What is asked of the fit beyond its coefficients.
    var questions: RegressionQuestions {
      var questions = RegressionQuestions()
      questions.tests = tests.map(\.text)
      questions.adjustment = adjustment
      questions.wildTests = wildTests.map(\.text)
      questions.added = added.map(\.text)
      questions.contrasts = contrasts
      questions.seed = words.seed
      return questions
    }

    /// The parts of a term's findings: a bare variable may turn out to be numbers or categories.
    private static func parts(ofTerm factors: [Formula.Factor]) -> [String] {
      factors.reduce([""]) { found, factor in
        let name = RegressionAnalysis.part(ofTerm: factor.variables.first ?? "")
        let choices: [String] =
          switch factor {
          case .categories: [name + "__*"]
          case .polynomial(_, let degree, _):
            (1...degree).map { RegressionAnalysis.part(ofTerm: factor.text + "\($0)") }
          case .value(let expression):
            expression.bareVariable == nil ? [RegressionAnalysis.part(ofTerm: factor.text)] : [name, name + "__*"]
          }
        return found.flatMap { before in choices.map { before.isEmpty ? $0 : before + "_" + $0 } }
      }
    }

    /// The family in a table's note.
    var familyLabel: Trilingual {
      RegressionRequest.families.first { $0.name == family }?.label ?? Trilingual(same: family)
    }
  }

  /// A hypothesis, or terms, with the name by which its findings go.
  struct Named: Sendable {
    var name: String
    var text: String
  }
}
