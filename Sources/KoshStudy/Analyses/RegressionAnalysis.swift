internal import KoshStatistics
internal import KoshTable

/// Regressions side by side, with the diagnostics that a reader needs.
struct RegressionAnalysis: Analysis {
  let head: AnalysisHead
  let models: [Model]
  let comparisons: [Comparison]
  let time: String?
  let timePlace: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    time = node.text("time")
    timePlace = node["time"]?.place ?? node.place
    models = node["models"]?.entries.map { Model($0) } ?? []
    comparisons =
      node["compare"]?.entries.map { entry in
        Comparison(name: entry.key, models: entry.value.items.compactMap(\.scalar), place: entry.place)
      } ?? []
  }

  var findingPatterns: [String] {
    models.flatMap { model in model.findingParts.map { "\(model.name).\($0)" } }
      + comparisons.flatMap { $0.findingParts(isLeastSquares: isLeastSquares($0)) }
  }

  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { time.map { [($0, true, timePlace)] } ?? [] }

  func problems(in data: StudyData) -> [Problem] {
    guard let source = head.data.flatMap({ data[$0] }) else { return [] }
    return problemsOfComparisons
      + models.flatMap { model -> [Problem] in
        let others = model.condition.map { source.problems(ofCondition: $0, at: model.place) } ?? []
        do throws(Problems) {
          let request = try model.request()
          func unknown(_ names: [String], _ place: Place, _ why: String?) -> [Problem] {
            names.filter { source.table[$0] == nil }.map { name in
              Problem(
                .specification, "\"\(source.specification.id)\" has no variable \"\(name)\"", at: place, why: why,
                remedy: Spelling.advice(for: name, among: source.table.names))
            }
          }
          let margins = (model.margins?.named ?? []).filter { !request.formula.variables.contains($0) }
          return others
            + unknown(request.formula.variables, model.formulaPlace, "the formula is \(model.formula)")
            + unknown(
              request.variables.filter { !request.formula.variables.contains($0) }, model.place, nil)
            + unknown(model.margins?.group.map { [$0] } ?? [], model.place, nil)
            + model.problemsOfQuestions(source)
            + margins.map { name in
              Problem(
                .specification, "\"\(name)\" is no predictor of the model \(model.name)", at: model.place,
                why: "the formula is \(model.formula)",
                remedy: Spelling.advice(for: name, among: request.formula.variables))
            }
        } catch {
          return others + error.list
        }
      }
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let common = source.rows(where: head.condition)
    var outcome = AnalysisOutcome(findings: [])
    var fitted: [FittedModel] = []
    var compared: [String: ComparedModel] = [:]
    var grids: [RegressionGrid: [TestGrid.Row]] = [:]
    var problems: [Problem] = []
    for model in models {
      do throws(Problems) {
        let chosen = Set(source.rows(where: model.condition))
        let rows = common.filter { chosen.contains($0) }
        var table = source.table.selecting(rows)
        if model.isDifferenced { table = differenced(table) }
        let result = try fit(model, table)
        let report = try RegressionReport(self, model, result, table, source, rows: rows)
        outcome.findings += report.findings
        outcome.cautions += report.cautions
        grids.merge(report.grids) { $0 + $1 }
        compared[model.name] = ComparedModel(model: model, fit: result, rows: rows)
        fitted.append(
          FittedModel(
            name: model.name, label: model.label, fit: result,
            outcome: outcomeLabel(result, source), prefix: "\(id).\(model.name)", source: source.specification.id,
            rows: result.rowsUsed.map { rows[$0] }))
      } catch {
        problems += error.list
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    outcome.drawing = .regression(fitted)
    outcome.cautions =
      Self.labelled(fitted.flatMap { model in model.fit.cautions.map { (model.label, $0) } }) + outcome.cautions
    for comparison in comparisons {
      let (findings, row) = try compare(comparison, compared, source)
      outcome.findings += findings
      grids[.comparisons, default: []].append(row)
    }
    outcome.grids = RegressionGrid.allCases.reduce(into: [:]) { tables, grid in
      tables[grid] = grid.grid(grids[grid] ?? [], adjusted: adjustments(of: grid), source: source.specification.id)
    }
    outcome.cautions = outcome.cautions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return outcome
  }

  func fit(_ model: Model, _ table: Table) throws(Problems) -> any RegressionFit {
    do throws(Problems) {
      return try model.request().model.fitAny(table)
    } catch {
      throw error.placed(at: model.place)
    }
  }

  /// Every number replaced by its change from the row before; the first row has none.
  func differenced(_ table: Table) -> Table {
    table.columns.reduce(table) { result, column in
      guard let numbers = column.numbers, column.name != time, !numbers.isEmpty else { return result }
      let changes = [Double.nan] + zip(numbers.dropFirst(), numbers).map { $0 - $1 }
      return result.setting(Column(column.variable, numbers: changes))
    }
  }

  func outcomeLabel(_ fit: any RegressionFit, _ source: LoadedSource) -> Trilingual {
    source.table[fit.outcome]?.variable.label ?? Trilingual(same: fit.outcome)
  }

  /// A term as it stands in the id of a finding.
  static func part(ofTerm term: String) -> String {
    term == "(Intercept)"
      ? "intercept" : String(term.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" ? $0 : "_" })
  }
}

extension RegressionFit {
  /// The odds or incidence-rate ratio of a term.
  func ratio(of term: TermEstimate) -> OddsRatio? {
    result.ratioName == nil ? nil : RegressionDiagnostics.oddsRatios(self).first { $0.term == term.term }
  }
}

/// A fitted model, as an exhibit shows it.
struct FittedModel: Sendable {
  var name: String
  var label: Trilingual
  var fit: any RegressionFit
  var outcome: Trilingual
  /// `analysis.model`, before the parts of its findings.
  var prefix: String
  var source: String
  /// The rows of the source that it uses, in the order of the fit.
  var rows: [Int]

  /// The columns of its source that it rests on.
  func columns(of source: LoadedSource) -> [String] { fit.formula.variables.filter { source.table[$0] != nil } }

  /// Whether e to a coefficient is a ratio that readers know.
  var hasRatios: Bool { fit.ratioName != nil }
}
