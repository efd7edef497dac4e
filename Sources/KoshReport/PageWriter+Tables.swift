internal import KoshTable

extension PageWriter {
  // MARK: Tables of results

  mutating func table(_ table: ReportTable) {
    openTable(id: table.id, caption: table.caption)
    raw("<thead><tr>")
    for column in table.columns {
      raw("<th scope=\"col\" class=\"\(column.alignment.className)\">")
      text(column.title)
      raw("</th>")
    }
    raw("</tr></thead>")
    let groups = Dictionary(table.groups.map { ($0.firstRow, $0.title) }, uniquingKeysWith: { first, _ in first })
    raw("<tbody>")
    for (index, row) in table.rows.enumerated() {
      if let group = groups[index] {
        raw("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"\(max(1, table.columns.count))\">")
        text(group)
        raw("</th></tr>")
      }
      raw("<tr>")
      for (position, column) in table.columns.enumerated() {
        var name = column.alignment.className
        if position > 0, position < row.count, row[position].isShort { name += " short" }
        raw(position == 0 ? "<th scope=\"row\" class=\"\(name)\">" : "<td class=\"\(name)\">")
        cell(position < row.count ? row[position] : .empty)
        raw(position == 0 ? "</th>" : "</td>")
      }
      raw("</tr>")
    }
    raw("</tbody></table></div>")
    notes(table.notes)
    raw("</div>")
  }

  /// Opens the exhibit, its scrolling frame and the table, up to the caption.
  mutating func openTable(id: String, caption: Trilingual, class name: String = "") {
    tables += 1
    raw("<div class=\"exhibit table \(name)\"")
    idAttribute("table", id)
    nextBlockAttribute()
    raw("><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    text(Wording.table(tables))
    raw("\"><table><caption><div><b>")
    text(Wording.table(tables))
    raw(".</b> ")
    text(caption)
    syntheticTag()
    raw("</div></caption>")
  }

  mutating func notes(_ notes: [Trilingual]) {
    guard !notes.isEmpty else { return }
    raw("<div class=\"notes\">")
    for note in notes { element("p", note) }
    raw("</div>")
  }

  mutating func cell(_ cell: TableCell) {
    switch cell {
    case .text(let content): text(content)
    case .number(let value, let decimals, let sign, let finding):
      number(NumberText.fixed(value, decimals: decimals, sign: sign, language: language), finding: finding)
    case .interval(let low, let high, let decimals, let finding):
      let ends = [low, high].map { NumberText.fixed($0, decimals: decimals, language: language) }
      // A decimal comma needs another mark between the ends.
      number("[\(ends[0])\(language == .en ? "," : ";") \(ends[1])]", finding: finding)
    case .pValue(let p, let finding): number(NumberText.pValue(p)[language], finding: finding)
    case .value(let content, let finding): number(content[language], finding: finding)
    case .quote(let words, let finding):
      // Its numbers are the speaker's: no language of the report writes them anew.
      raw("<q translate=\"no\">")
      number(words, finding: finding)
      raw("</q>")
    case .verdict(let verdict, let claim):
      if let claim, anchors.claims.contains(claim) {
        raw("<a class=\"plain\" href=\"")
        address("claim", claim)
        raw("\">")
        badge(verdict)
        raw("</a>")
      } else {
        badge(verdict)
      }
    case .missing(let reason):
      raw("<abbr class=\"missing\" title=\"")
      text(reason.isEmpty ? Wording.notAvailable : reason)
      raw("\">–</abbr>")
    case .empty: break
    }
  }

  // MARK: Regression tables

  mutating func regression(_ table: RegressionTable) {
    openTable(id: table.id, caption: table.caption, class: "regression")
    raw("<thead>")
    dependentRow(table.columns)
    raw("<tr class=\"numbers\">")
    element("th scope=\"col\"", closing: "th", Wording.term)
    for (index, column) in table.columns.enumerated() {
      raw("<th scope=\"col\" class=\"trailing\">(\(index + 1))")
      if !column.title.isEmpty {
        raw("<br>")
        text(column.title)
      }
      raw("</th>")
    }
    raw("</tr></thead><tbody>")
    for term in table.terms {
      raw("<tr class=\"estimate\">")
      element("th scope=\"row\" rowspan=\"2\"", closing: "th", term.label)
      for index in table.columns.indices {
        raw("<td class=\"trailing\">")
        if let cell = term.cell(index) {
          number(NumberText.fixed(cell.estimate, decimals: cell.decimals, language: language), finding: cell.finding)
          raw("<span class=\"stars\">")
          text(StarCutoff.mark(for: cell.pValue, cutoffs: table.stars))
          raw("</span>")
        }
        raw("</td>")
      }
      raw("</tr><tr class=\"error\">")
      for index in table.columns.indices {
        raw("<td class=\"trailing\">")
        if let cell = term.cell(index), let error = cell.standardError {
          let written = NumberText.fixed(error, decimals: cell.decimals, language: language)
          number("(\(written))", finding: cell.finding)
          raw("<span class=\"stars\"></span>")
        }
        raw("</td>")
      }
      raw("</tr>")
    }
    raw("</tbody><tbody class=\"statistics\">")
    for statistic in table.statistics {
      raw("<tr>")
      element("th scope=\"row\"", closing: "th", statistic.label)
      for index in table.columns.indices {
        raw("<td class=\"trailing\">")
        cell(index < statistic.cells.count ? statistic.cells[index] : .empty)
        raw("<span class=\"stars\"></span></td>")
      }
      raw("</tr>")
    }
    raw("</tbody></table></div>")
    notes(table.legend + table.notes)
    raw("</div>")
  }

  /// The dependent variables, each over the neighbouring models that share it.
  private mutating func dependentRow(_ columns: [RegressionColumn]) {
    raw("<tr>")
    element("th scope=\"col\"", closing: "th", Wording.dependent)
    var start = 0
    while start < columns.count {
      var end = start + 1
      while end < columns.count, columns[end].dependent == columns[start].dependent { end += 1 }
      let span = end - start
      raw("<th scope=\"colgroup\" class=\"dependent\"\(span > 1 ? " colspan=\"\(span)\"" : "")>")
      text(columns[start].dependent)
      raw("</th>")
      start = end
    }
    raw("</tr>")
  }

  /// An element whose opening tag carries attributes.
  mutating func element(_ opening: String, closing: String, _ content: Trilingual) {
    raw("<\(opening)>")
    text(content)
    raw("</\(closing)>")
  }
}

extension TableCell {
  /// A few words that read better unbroken, in every language: `s01, line 14`.
  fileprivate var isShort: Bool {
    if case .text(let words) = self { Language.allCases.allSatisfy { words[$0].count <= 16 } } else { false }
  }
}

extension RegressionTerm {
  fileprivate func cell(_ index: Int) -> RegressionCell? { index < cells.count ? cells[index] : nil }
}

extension RegressionTable {
  /// What the brackets, the scale and the stars mean, one line each.
  var legend: [Trilingual] {
    let colon = Trilingual(same: ": ")
    var lines: [Trilingual] = []
    if !standardErrors.isEmpty { lines.append(Wording.inBrackets + colon + standardErrors + Trilingual(same: ".")) }
    if !scale.isEmpty { lines.append(Wording.scale + colon + scale + Trilingual(same: ".")) }
    if !stars.isEmpty {
      let marks = stars.sorted { $0.below > $1.below }.map { cutoff in
        Trilingual(
          en: "\(cutoff.mark) p < \(cutoff.below)", ru: "\(cutoff.mark) p < \(cutoff.below)",
          kk: "\(cutoff.mark) p < \(cutoff.below)")
      }
      lines.append(marks.joined(separator: "; ") + Trilingual(same: "."))
    }
    return lines
  }
}

extension TableColumn.Alignment {
  var className: String {
    switch self {
    case .leading: "leading"
    case .trailing: "trailing"
    case .center: "center"
    }
  }
}
