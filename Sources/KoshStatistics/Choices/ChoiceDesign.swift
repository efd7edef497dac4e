internal import KoshNumerics
internal import KoshTable

/// Which columns can be estimated when only differences within sets count.
struct ChoiceDesign {
  /// The columns that are left.
  private(set) var design: DesignMatrix
  /// Columns that were left out because they are linear combinations of others (only if asked for).
  private(set) var dropped: [String] = []
  private(set) var cautions: [Caution] = []

  /// The constant goes, since it is the same for all rows of a set. If nothing else is wrong, that is all.
  init(_ rows: ChoiceRows, options: RegressionOptions) throws(Problems) {
    let schema = rows.schema
    let all = schema.design
    design = all.hasIntercept ? all.removing([0]) : all
    guard design.columnCount > 0 else {
      throw Problems(
        Problem(
          .specification, "there is no predictor in \"\(schema.formula.text)\"", at: schema.formula.place,
          why: "a constant is the same for all rows of a \(rows.kind == .choosers ? "chooser" : "group")",
          remedy: "add an attribute that differs between them"))
    }
    let data = ChoiceData(
      rows.kind == .choosers ? .choice : .group, sets: rows.sets, design: design, outcome: schema.outcome, weights: nil,
      offset: nil)
    // At coefficients of 0 the information is that of the columns' deviations from the means of their sets.
    let every = data.setCount >= 32_768 ? 16 : 1
    let zeros = [Double](repeating: 0, count: design.columnCount)
    if let pass = data.pass(zeros, every: every), cholesky(pass.information, tolerance: 1e-8) != nil { return }
    try reduce(rows, dropCollinear: options.dropCollinear)
  }

  private mutating func reduce(_ rows: ChoiceRows, dropCollinear: Bool) throws(Problems) {
    let formula = rows.schema.formula
    let word = rows.kind == .choosers ? "chooser" : "group"
    var centred = Self.centred(design, sets: rows.sets)
    var removed: Set<Int> = []
    for term in design.terms where term.columns.count > 1 {
      // All levels of a category add up to a constant: the first gives way, as it does in a model with a constant.
      let sums = (0..<design.rowCount).map { row in term.columns.reduce(0.0) { $0 + centred[$1][row] } }
      let size = term.columns.reduce(0.0) { max($0, Self.largest(centred[$1])) }
      if size > 0, Self.largest(sums) <= 1e-9 * size, let first = term.columns.first { removed.insert(first) }
    }
    var problems: [Problem] = []
    for term in design.terms {
      for column in term.columns where Self.largest(centred[column]) <= 1e-12 * Self.largest(design.column(column)) {
        let name = design.columnNames[column]
        if design.terms.contains(where: {
          $0.name != term.name && Self.factors($0.name).isSuperset(of: Self.factors(term.name))
        }) {
          removed.insert(column)
        } else if dropCollinear {
          removed.insert(column)
          dropped.append(name)
          cautions.append(Self.constant(name, variable: rows.sets.variable))
        } else {
          problems.append(
            Problem(
              .specification, "the predictor \(name) is the same in all rows of each \(word)", at: formula.place,
              why: "only differences within a \(word) count, so its coefficient cannot be estimated",
              remedy: rows.kind == .choosers
                ? "let its coefficient differ between alternatives: i(alternative):\(name)"
                : "leave it out of \"\(formula.text)\""))
        }
      }
    }
    if !problems.isEmpty { throw Problems(problems) }
    let kept = design.columnNames.indices.filter { !removed.contains($0) }
    centred = kept.map { centred[$0] }
    design = design.removing(removed)
    var plain = DesignMatrix(rowCount: design.rowCount, hasIntercept: false)
    plain.append("", columns: zip(design.columnNames, centred).map { ($0, $1) })
    let ranked = plain.triangle().ranked
    var dependent: Set<Int> = []
    for (column, combination) in zip(ranked.dependent, ranked.combinations) {
      let weights = solveUpper(ranked.triangle, combination)
      let size = weights.map(\.magnitude).max() ?? 0
      let partners = zip(ranked.kept, weights).filter { $0.1.magnitude > 1e-7 * size }.map { design.columnNames[$0.0] }
      let shown = partners.prefix(8).joined(separator: ", ") + (partners.count > 8 ? ", …" : "")
      let name = design.columnNames[column]
      if dropCollinear {
        dependent.insert(column)
        dropped.append(name)
        cautions.append(
          Caution(
            "collinear_dropped",
            Trilingual(
              en:
                "The predictor \(name) was dropped: within \(rows.sets.variable) it is a linear combination of \(shown).",
              ru:
                "Предиктор \(name) исключён: внутри \(rows.sets.variable) он является линейной комбинацией: \(shown).",
              kk:
                "\(name) предикторы алынып тасталды: \(rows.sets.variable) ішінде ол мына айнымалылардың сызықтық комбинациясы: \(shown)."
            )))
      } else {
        problems.append(
          Problem(
            .specification, "within each \(word) the predictor \(name) is a linear combination of \(shown)",
            at: formula.place, why: "its coefficient cannot be told from theirs",
            remedy: "leave it out of \"\(formula.text)\", \(RegressionEstimation.orDropped)"))
      }
    }
    if !problems.isEmpty { throw Problems(problems) }
    if !dependent.isEmpty { design = design.removing(dependent) }
    guard design.columnCount > 0 else {
      throw Problems(
        Problem(.specification, "no predictor of \"\(formula.text)\" can be estimated", at: formula.place))
    }
  }

  private static func factors(_ name: String) -> Set<Substring> { Set(name.split(separator: ":")) }

  private static func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, $1.magnitude) } }

  /// The columns less the means of their sets, in the order of the table.
  private static func centred(_ design: DesignMatrix, sets: ChoiceSets) -> [[Double]] {
    (0..<design.columnCount).map { column in
      var values = design.column(column)
      for set in 0..<sets.count {
        let rows = sets.rows(set)
        // The first value is taken off beforehand, so that equal values leave exactly 0.
        let first = values[rows[0]]
        let mean = rows.reduce(0.0) { $0 + (values[$1] - first) } / Double(rows.count)
        for row in rows { values[row] = (values[row] - first) - mean }
      }
      return values
    }
  }

  private static func constant(_ name: String, variable: String) -> Caution {
    Caution(
      "constant_within_sets",
      Trilingual(
        en: "The predictor \(name) was dropped: it does not vary within \(variable).",
        ru: "Предиктор \(name) исключён: он не меняется внутри \(variable).",
        kk: "\(name) предикторы алынып тасталды: ол \(variable) ішінде өзгермейді."))
  }
}
