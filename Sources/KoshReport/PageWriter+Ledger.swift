internal import KoshTable

extension PageWriter {
  // MARK: Findings

  mutating func findings(_ entries: [FindingEntry]) {
    raw("<p class=\"lead-note\"")
    nextBlockAttribute()
    raw(">")
    text(Wording.findingsNote)
    raw("</p>")
    // Hundreds of entries are read by following a link, not by scrolling: each analysis opens by itself.
    for group in Self.groups(entries) {
      raw("<details class=\"ledger-group\"><summary")
      blockAttribute("ledger-" + group.name)
      raw("><code translate=\"no\">")
      text(group.name)
      raw("</code> \(group.entries.count)</summary><ul class=\"ledger\">")
      for entry in group.entries { finding(entry) }
      raw("</ul></details>")
    }
  }

  /// Entries by what stands before the first dot or bracket of their names, in order of appearance.
  static func groups(_ entries: [FindingEntry]) -> [(name: String, entries: [FindingEntry])] {
    var groups: [(name: String, entries: [FindingEntry])] = []
    var index: [String: Int] = [:]
    for entry in entries {
      let name = String(entry.id.prefix { $0 != "." && $0 != "[" })
      if let position = index[name] {
        groups[position].entries.append(entry)
      } else {
        index[name] = groups.count
        groups.append((name, [entry]))
      }
    }
    return groups
  }

  private mutating func finding(_ entry: FindingEntry) {
    raw("<li")
    idAttribute("finding", entry.id)
    blockAttribute("finding-" + entry.id)
    raw("><p class=\"what\">")
    text(entry.label)
    raw("</p><p class=\"value\">")
    if let quote = entry.quote {
      raw("<q translate=\"no\"\(quote.language.map { " lang=\"\($0.rawValue)\"" } ?? "")>")
      text(entry.value)
      raw("</q>")
    } else {
      text(entry.value)
    }
    if !entry.unit.isEmpty {
      raw(" ")
      element("span", class: "unit", entry.unit)
    }
    raw("</p><div class=\"how\">")
    if !entry.method.isEmpty { element("p", entry.method) }
    if hasFindings(entry.basis) {
      raw("<p>")
      text(Wording.basis)
      raw(": ")
      findingLinks(entry.basis)
      raw("</p>")
    }
    for reference in entry.cells { cellLinks(reference) }
    raw("<code translate=\"no\">")
    text(entry.id)
    raw("</code></div></li>")
  }

  /// One link per run of neighbouring lines, the first twelve; a run's link leads to its first cell, and the script
  /// marks the others.
  private mutating func cellLinks(_ reference: CellReference) {
    raw("<p class=\"cells\">")
    text(Wording.cells)
    raw(" ")
    guard let table = anchors.data[reference.source] else {
      raw("<code translate=\"no\">")
      text("\(reference.source) · \(reference.column)")
      raw("</code></p>")
      return
    }
    raw("<a translate=\"no\" href=\"#data-")
    out.name(reference.source)
    raw("\"><code>")
    text("\(reference.source) · \(reference.column)")
    raw("</code></a>")
    let shown = 12
    let runs = reference.lines.isEmpty ? table.runs : Self.runs(reference.lines)
    for run in runs.prefix(shown) {
      raw(", ")
      guard let column = table.columns[reference.column], let line = run.first(where: table.lines.contains) else {
        text(Wording.lines(run))
        continue
      }
      raw("<a href=\"#cell-")
      out.name(reference.source)
      raw("-\(line)-\(column)\"")
      if run.count > 1 { raw(" data-run=\"\(column) \(run.lowerBound) \(run.upperBound)\"") }
      raw(">")
      text(Wording.lines(run))
      raw("</a>")
    }
    if runs.count > shown {
      raw(", ")
      text(Wording.more(runs.dropFirst(shown).reduce(0) { $0 + $1.count }))
    }
    raw("</p>")
  }

  /// Neighbouring numbers joined: 2, 3, 4, 7 → 2…4, 7…7.
  static func runs(_ lines: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    // Most come in order, and then need no sorting.
    let isInOrder = zip(lines, lines.dropFirst()).allSatisfy { $0 < $1 }
    for line in isInOrder ? lines : Set(lines).sorted() {
      if let last = runs.last, last.upperBound + 1 == line {
        runs[runs.count - 1] = last.lowerBound...line
      } else {
        runs.append(line...line)
      }
    }
    return runs
  }

  // MARK: Data

  /// In a text: the link to the data table, which stands once after the three texts.
  mutating func dataLink(_ table: DataTable) {
    raw("<p class=\"data-link\"")
    nextBlockAttribute()
    raw("><a href=\"#data-")
    out.name(table.source)
    raw("\">")
    text(table.title)
    raw("</a></p>")
  }

  /// The data tables of all three languages.
  mutating func data(_ tables: [DataTable]) {
    guard !tables.isEmpty else { return }
    raw("<section class=\"shared\" id=\"data\"><h2>")
    inAllLanguages(Wording.data, block: "data")
    raw("</h2><p class=\"lead-note\">")
    inAllLanguages(Wording.dataNote, block: "data-note")
    raw("</p>")
    for table in tables { data(table) }
    raw("</section>")
  }

  private mutating func data(_ table: DataTable) {
    raw("<div class=\"exhibit data\" id=\"data-")
    out.name(table.source)
    raw("\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    text(table.path.isEmpty ? table.source : table.path)
    raw("\"><table><caption><div><b>")
    inAllLanguages(table.title, block: "data-" + table.source)
    raw("</b> <code translate=\"no\">")
    text(table.path.isEmpty ? table.source : table.path)
    raw("</code>")
    if isSynthetic {
      raw(" <span class=\"synthetic\">")
      inAllLanguages(Wording.synthetic, block: "data-synthetic-" + table.source)
      raw("</span>")
    }
    raw("</div></caption><thead><tr><th scope=\"col\">")
    inAllLanguages(Wording.line, block: "data-line-" + table.source)
    raw("</th>")
    let isNumeric = table.columns.indices.map { column in
      table.rows.allSatisfy { column >= $0.cells.count || $0.cells[column].isEmpty || $0.cells[column].looksNumeric }
    }
    for (index, column) in table.columns.enumerated() {
      raw("<th scope=\"col\" translate=\"no\" class=\"\(isNumeric[index] ? "trailing" : "leading")\">")
      text(column)
      raw("</th>")
    }
    raw("</tr></thead><tbody translate=\"no\">")
    // The part of every cell's address that stays the same in this table.
    var buffer = HTMLBuffer(capacity: 64)
    buffer.name(table.source)
    let cellStart = "\" id=\"cell-\(buffer.string)-"
    for row in table.rows {
      raw("<tr><th scope=\"row\">\(row.line)</th>")
      for index in table.columns.indices {
        let cell = index < row.cells.count ? row.cells[index] : ""
        raw(isNumeric[index] ? "<td class=\"trailing" : "<td class=\"leading")
        raw(cellStart)
        raw("\(row.line)-\(index + 1)\">")
        text(cell)
        raw("</td>")
      }
      raw("</tr>")
    }
    raw("</tbody></table></div>")
    if table.rowsLeftOut > 0 {
      raw("<p class=\"notes\">")
      inAllLanguages(
        Trilingual(
          en: "\(Wording.rowsLeftOut): \(table.rowsLeftOut)", ru: "\(Wording.rowsLeftOut): \(table.rowsLeftOut)",
          kk: "\(Wording.rowsLeftOut): \(table.rowsLeftOut)"), block: "data-rest-" + table.source)
      raw("</p>")
    }
    raw("</div>")
  }
}

extension String {
  /// Whether the text starts as numbers do and holds nothing but what numbers are made of.
  fileprivate var looksNumeric: Bool {
    var hasDigit = false
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: " "),
        UInt8(ascii: "%"), UInt8(ascii: "e"), UInt8(ascii: "E"), 0xE2, 0x88, 0x92, 0xC2, 0xA0:
        break
      default: return false
      }
    }
    return hasDigit
  }
}
