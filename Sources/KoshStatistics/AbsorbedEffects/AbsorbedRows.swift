internal import CKernels
internal import KoshNumerics
internal import KoshTable

/// What is done with rows that are the only one of their level of an absorbed effect.
///
/// Such a row is fitted exactly and says nothing about the coefficients; kept, it makes the number of observations, and
/// through it some standard errors, other than they are without it.
public enum SingletonRule: String, CaseIterable, Sendable, Hashable {
  /// They are left out, again and again until there is none, and counted: as reghdfe, ppmlhdfe and pyfixest.
  case drop
  /// They are kept: as fixest by default.
  case keep
}

extension Schema {
  /// The groups of every absorbed effect, in the formula's order.
  var absorbedGroups: [RowGroups] {
    formula.absorbed.compactMap { variables in
      let parts = variables.compactMap { groups[$0] }
      guard let first = parts.first else { return nil }
      let crossed = parts.dropFirst().reduce(first) { $0.crossed(with: $1) }
      return RowGroups(variable: variables.joined(separator: "^"), codes: crossed.codes, names: crossed.names)
    }
  }

  /// Without the rows of absorbed effects that say nothing: those of levels whose outcomes are all 0 (for counts), then
  /// those that are alone in their level, until there is none.
  ///
  /// - Throws: A problem if no row is left.
  func prunedForEffects(counts isCounts: Bool, singletons: SingletonRule, frequencies: [Double]?) throws(Problems)
    -> (schema: Schema, effects: [AbsorbedEffects.Dimension])
  {
    let dimensions = absorbedGroups
    var kept = [UInt8](repeating: 1, count: outcome.count)
    var work = [Double](repeating: 0, count: 2 * dimensions.reduce(0) { $0 + $1.count })
    let staying = withPointers(to: dimensions.map(\.codes)) { codes in
      // A null pointer says that there are none.
      withPointers(to: [frequencies ?? [], isCounts ? outcome : []]) { values in
        kosh_effects_prune(
          outcome.count, dimensions.count, codes, dimensions.map { Int32($0.count) },
          frequencies == nil ? nil : values[0], isCounts ? values[1] : nil, singletons == .drop ? 1 : 0, &kept, &work)
      }
    }
    guard staying < outcome.count else {
      return (
        self, dimensions.map { AbsorbedEffects.Dimension(name: $0.variable, codes: $0.codes, levelNames: $0.names) }
      )
    }
    let names = dimensions.map(\.variable).joined(separator: ", ")
    var losses = self.losses
    let zeros = kept.count { $0 == 2 }
    let alone = kept.count { $0 == 0 }
    if zeros > 0 { losses.append(RowLoss(variable: names, rule: .zeroOutcome, count: zeros)) }
    if alone > 0 { losses.append(RowLoss(variable: names, rule: .singleton, count: alone)) }
    guard staying > 0 else {
      throw Problems(
        Problem(
          .data, "no row is left that says anything about \"\(formula.text)\"", at: formula.place,
          why: "rows left out: " + losses.map(\.text.en).joined(separator: "; "),
          remedy: "absorb effects with fewer levels"))
    }
    let rows = kept.indices.filter { kept[$0] == 1 }
    return (
      Schema(self, keeping: rows, losses: losses),
      dimensions.map { group in
        let group = group.selecting(rows)
        return AbsorbedEffects.Dimension(name: group.variable, codes: group.codes, levelNames: group.names)
      }
    )
  }

  private init(_ other: Schema, keeping rows: [Int], losses: [RowLoss]) {
    func selected(_ values: [Double]) -> [Double] { rows.map { values[$0] } }
    formula = other.formula
    selection = other.selection.map { selection in rows.map { selection[$0] } } ?? rows
    self.losses = losses
    outcome = selected(other.outcome)
    weights = other.weights.map(selected)
    offset = other.offset.map(selected)
    groups = other.groups.mapValues { $0.selecting(rows) }
    populationSizes = other.populationSizes.map(selected)
    design = other.design.selecting(rows: rows)
    learned = other.learned
    cautions = other.cautions
    tableRowCount = other.tableRowCount
  }

  /// The same rows with other columns.
  init(_ other: Schema, design: DesignMatrix) {
    formula = other.formula
    selection = other.selection
    losses = other.losses
    outcome = other.outcome
    weights = other.weights
    offset = other.offset
    groups = other.groups
    populationSizes = other.populationSizes
    self.design = design
    learned = other.learned
    cautions = other.cautions
    tableRowCount = other.tableRowCount
  }
}

extension DesignMatrix {
  /// Some of the rows.
  func selecting(rows: [Int]) -> DesignMatrix {
    var result = DesignMatrix(rowCount: rows.count, hasIntercept: hasIntercept)
    for term in terms {
      guard let first = term.columns.first else { continue }
      if case .slot(let factor, _) = storage[first] {
        let codes = factors[factor].codes
        result.append(
          term.name, names: term.columns.map { columnNames[$0] }, codes: rows.map { codes[$0] },
          reference: term.reference)
      } else {
        result.append(
          term.name,
          columns: term.columns.map { index in
            let values = column(index)
            return (columnNames[index], rows.map { values[$0] })
          })
      }
    }
    return result
  }

  /// Columns of the same names with other values.
  func replacing(_ values: [[Double]]) -> DesignMatrix {
    var result = DesignMatrix(rowCount: rowCount, hasIntercept: false)
    for term in terms {
      result.append(term.name, columns: term.columns.map { (columnNames[$0], values[$0]) })
    }
    return result
  }
}
