internal import KoshReport
internal import KoshTable

/// Tests side by side: a row for each test or variable, a column for each figure, every cell a finding.
struct TestGrid: Sendable {
  /// One test or variable.
  struct Row: Sendable {
    var label: Trilingual
    /// Ids of findings behind the analysis's own; `nil` where the column says nothing of this row.
    var parts: [String?]
  }
  var rowTitle: Trilingual
  var columns: [Trilingual]
  var rows: [Row]
  var source: String
}

// Tables of tests.
extension ExhibitBuilder {
  /// The tests of an analysis as a table; `nil` where it made none.
  func testTable(_ exhibit: ExhibitSpecification, analysis id: String) -> ReportTable? {
    guard let grid = testGrid(exhibit, analysis: id) else { return nil }
    return ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: [TableColumn(grid.rowTitle, alignment: .leading)] + grid.columns.map { TableColumn($0) },
      rows: grid.rows.map { row in
        [.text(row.label)] + row.parts.map { part in part.map { testCell("\(id).\($0)") } ?? .empty }
      }, notes: notes(exhibit, source: grid.source))
  }

  private func testGrid(_ exhibit: ExhibitSpecification, analysis id: String) -> TestGrid? {
    if let shown = exhibit.options.text("show").flatMap({ RegressionGrid(rawValue: $0) }) {
      return run.outcomes[id]?.grids[shown]
    }
    guard case .tests(let grid)? = run.outcomes[id]?.drawing else { return nil }
    return grid
  }

  private func testCell(_ id: String) -> TableCell {
    guard let finding = run.findings[id] else { return .empty }
    switch finding.value {
    case .undefined(let reason): return .missing(reason: reason)
    case .number(let quantity):
      return id.hasSuffix("p_value") || id.hasSuffix("p_permuted") || id.hasSuffix("adjusted_p")
        ? .pValue(quantity.value, finding: id) : .number(quantity.value, decimals: quantity.decimals, finding: id)
    default: return .value(run.context.text(of: finding), finding: id)
    }
  }
}
