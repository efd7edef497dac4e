internal import KoshChart
internal import KoshTable

extension PageWriter {
  /// The drawing in both layouts, its caption, and below it the numbers that are drawn.
  mutating func figure(_ figure: Figure) {
    figures += 1
    raw("<figure class=\"exhibit\"")
    idAttribute("figure", figure.id)
    nextBlockAttribute()
    raw("><div class=\"drawing\">")
    for width in ChartWidth.allCases {
      var prefix = HTMLBuffer(capacity: 64)
      prefix.raw("\(language.rawValue)-drawing-")
      prefix.name(figure.id)
      prefix.raw(width == .wide ? "-wide" : "-narrow")
      raw(figure.chart.svg(in: language, width: width, idPrefix: prefix.string))
    }
    raw("</div><figcaption><b>")
    text(Wording.figure(figures))
    raw(figure.caption.isEmpty ? "</b>" : ".</b> ")
    text(figure.caption)
    syntheticTag()
    raw("</figcaption>")
    used(figure.findings)
    let data = figure.chart.data
    if !data.columns.isEmpty { self.data(data, of: figure) }
    raw("</figure>")
  }

  private mutating func data(_ data: ChartData, of figure: Figure) {
    raw("<details><summary>")
    text(Wording.dataBehind)
    raw("</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    text(Wording.dataBehind)
    raw("\"><table><caption><div>")
    text(figure.chart.text.title)
    raw("</div></caption><thead><tr>")
    let isNumeric = data.columns.indices.map { column in
      data.rows.allSatisfy { row in
        if column < row.count, case .label = row[column] { false } else { true }
      }
    }
    for (index, column) in data.columns.enumerated() {
      raw("<th scope=\"col\" class=\"\(isNumeric[index] ? "trailing" : "leading")\">")
      text(column)
      raw("</th>")
    }
    raw("</tr></thead><tbody>")
    for row in data.rows {
      raw("<tr>")
      for (index, cell) in row.enumerated() where index < data.columns.count {
        let name = isNumeric[index] ? "trailing" : "leading"
        raw(index == 0 ? "<th scope=\"row\" class=\"\(name)\">" : "<td class=\"\(name)\">")
        text(cell.text(in: language))
        raw(index == 0 ? "</th>" : "</td>")
      }
      raw("</tr>")
    }
    raw("</tbody></table></div><p><a class=\"download\" download=\"")
    out.name(figure.id)
    raw(".csv\" href=\"data:text/csv;charset=utf-8,")
    out.percentEncoded(data.csv(in: language))
    raw("\">")
    text(Wording.download)
    raw("</a></p></details>")
  }
}

extension ChartData {
  /// The table as a CSV file that the spreadsheets of the language's readers open as a table.
  ///
  /// English: comma and decimal point. Russian and Kazakh: semicolon and decimal comma, as spreadsheets there expect.
  /// UTF-8 with a byte order mark, lines ended by CR LF, numbers without thousands separators, a missing value empty.
  func csv(in language: Language) -> String {
    let separator = language == .en ? "," : ";"
    func quoted(_ text: String) -> String {
      let needsQuotes = text.contains {
        $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == "\r\n" || $0 == "," || $0 == ";"
      }
      return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    func field(_ cell: ChartCell) -> String {
      switch cell {
      case .label(let label): return quoted(label[language])
      case .missing: return ""
      case .number(let value, let decimals):
        let plain = NumberText.fixed(value, decimals: decimals, language: language)
        let group = NumberText.groupSeparator(language)
        return plain.replacing(group, with: "").replacing("−", with: "-")
      }
    }
    let head = columns.map { quoted($0[language]) }.joined(separator: separator)
    let lines = [head] + rows.map { $0.map(field).joined(separator: separator) }
    return "\u{FEFF}" + lines.map { $0 + "\r\n" }.joined()
  }
}
