internal import KoshTable

/// Marginal effects as a table for a terminal. English only.
package struct MarginalEffectsText: Sendable {
  private let heading: String
  private let estimates: [MarginalEstimate]
  private let level: Double
  private let arePredictions: Bool

  /// - Parameters:
  ///   - heading: What is shown.
  ///   - level: The probability of the intervals.
  ///   - arePredictions: Whether they are predictions rather than effects.
  package init(_ estimates: [MarginalEstimate], heading: String, level: Double, arePredictions: Bool = false) {
    self.estimates = estimates
    self.arePredictions = arePredictions
    self.heading = heading
    self.level = level
  }

  /// The whole text, with a line end.
  package var text: String {
    let decimals = RegressionText.decimals(for: estimates.compactMap(\.standardError))
    func number(_ value: Double?) -> String { value.map { RegressionText.fixed($0, decimals) } ?? "–" }
    let groups = estimates.contains { $0.group != nil }
    var columns = [TextColumn("", estimates.map { $0.variable == nil ? "prediction" : $0.contrast }, isText: true)]
    if !arePredictions { columns.insert(TextColumn("", estimates.map { $0.variable ?? "" }, isText: true), at: 0) }
    if estimates.contains(where: { $0.category != nil }) {
      columns.append(TextColumn("outcome", estimates.map { $0.category ?? "" }, isText: true))
    }
    if groups { columns.append(TextColumn("group", estimates.map { $0.group ?? "" }, isText: true)) }
    columns += [
      TextColumn("estimate", estimates.map { number($0.estimate) }),
      TextColumn("std. error", estimates.map { number($0.standardError) }),
    ]
    // That a prediction is 0 is nobody's hypothesis.
    if !arePredictions {
      columns.append(TextColumn("p", estimates.map { $0.pValue.map { NumberText.pValue($0).en } ?? "–" }))
    }
    columns += [
      TextColumn("\(NumberText.plain(level * 100, language: .en)) % from", estimates.map { number($0.confLow) }),
      TextColumn("to", estimates.map { number($0.confHigh) }),
    ]
    return (["", heading] + TextColumn.lines(columns)).joined(separator: "\n") + "\n"
  }
}

/// A column of a table in plain text.
struct TextColumn {
  let head: String
  let cells: [String]
  /// Whether cells begin at the left.
  let isText: Bool

  init(_ head: String, _ cells: [String], isText: Bool = false) {
    self.head = head
    self.cells = cells
    self.isText = isText
  }

  /// The lines of a table: heads, a rule, rows.
  static func lines(_ columns: [TextColumn]) -> [String] {
    let widths = columns.map { column in ([column.head] + column.cells).map(\.count).max() ?? 0 }
    func line(_ cells: [String]) -> String {
      var text = " "
      for (position, cell) in cells.enumerated() {
        let gap = String(repeating: " ", count: widths[position] - cell.count)
        text += (position == 0 ? " " : "  ") + (columns[position].isText ? cell + gap : gap + cell)
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    let rows = (columns.first?.cells.count ?? 0)
    let body = (0..<rows).map { row in line(columns.map { $0.cells[row] }) }
    let head = line(columns.map(\.head))
    let width = ([head] + body).map(\.count).max() ?? 2
    return [head, "  " + String(repeating: "─", count: max(0, width - 2))] + body
  }
}
