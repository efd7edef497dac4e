extension ReportDocument {
  /// What the document refers to and does not hold, and names that stand twice; empty for a sound document.
  ///
  /// Writers put such references as plain text, so that a page never has a dead link; a study's own tests should hold
  /// this list to be empty. Each line names the place and the reference: `claim D7: there is no finding "x"`.
  package var brokenReferences: [String] {
    var problems: [String] = []
    let anchors = Anchors(self)
    var names: Set<String> = []
    func declare(_ kind: String, _ name: String) {
      if !names.insert("\(kind) \(name)").inserted { problems.append("there are two of the name \(kind) \"\(name)\"") }
    }
    func check(_ findings: [String], in place: String) {
      for finding in findings where anchors.findings[finding] == nil {
        problems.append("\(place): there is no finding \"\(finding)\"")
      }
    }
    func check(_ prose: Prose, in place: String) {
      for piece in prose.en + prose.ru + prose.kk {
        switch piece {
        case .number(_, let finding): check([finding], in: place)
        case .link(_, let target):
          if target.hasPrefix("#"), anchors.split(target) == nil {
            problems.append("\(place): there is no \"\(target)\"")
          }
        case .text, .emphasis: break
        }
      }
    }
    func check(_ card: ClaimCard) {
      declare("claim", card.id)
      check(card.findings, in: "claim \(card.id)")
      for part in card.parts { check(part) }
    }
    func check(_ rows: [[TableCell]], in place: String) {
      for cell in rows.joined() {
        check(cell.finding.map { [$0] } ?? [], in: place)
        if case .verdict(_, let claim?) = cell, !anchors.claims.contains(claim) {
          problems.append("\(place): there is no claim \"\(claim)\"")
        }
      }
    }
    func check(_ entry: FindingEntry) {
      declare("finding", entry.id)
      check(entry.basis, in: "finding \(entry.id)")
      for cell in entry.cells {
        let place = "finding \(entry.id)"
        guard let table = anchors.data[cell.source] else {
          problems.append("\(place): there is no data table \"\(cell.source)\"")
          continue
        }
        if table.columns[cell.column] == nil {
          problems.append("\(place): \(cell.source) has no column \"\(cell.column)\"")
        }
      }
    }
    if let figure = verdictFigure { declare("figure", figure.id) }
    for section in sections {
      declare("section", section.id)
      let place = "section \(section.id)"
      for block in section.blocks {
        switch block {
        case .paragraph(let prose): check(prose, in: place)
        case .list(let items): for item in items { check(item, in: place) }
        case .figure(let figure):
          declare("figure", figure.id)
          check(figure.findings, in: "figure \(figure.id)")
        case .table(let table):
          declare("table", table.id)
          check(table.rows, in: "table \(table.id)")
        case .regression(let table):
          declare("table", table.id)
          let cells = table.terms.flatMap(\.cells).compactMap { $0?.finding }
          check(cells, in: "table \(table.id)")
          check(table.statistics.map(\.cells), in: "table \(table.id)")
        case .claims(let cards): for card in cards { check(card) }
        case .cautions(let notes): for note in notes { check(note.findings, in: place) }
        case .findings(let entries): for entry in entries { check(entry) }
        case .data(let table): declare("data table", table.source)
        case .heading, .citation: break
        }
      }
    }
    return problems
  }
}

extension TableCell {
  /// The finding that the cell's number came from.
  var finding: String? {
    switch self {
    case .number(_, _, _, let finding), .interval(_, _, _, let finding), .pValue(_, let finding),
      .value(_, let finding), .quote(_, let finding):
      finding
    case .text, .verdict, .missing, .empty: nil
    }
  }
}
