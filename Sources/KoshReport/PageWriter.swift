internal import KoshTable

/// Writes the parts of a page into one buffer and knows which addresses exist in it.
///
/// A reference to something that the document does not hold is written as plain text: a page never has a dead link.
struct PageWriter {
  var out = HTMLBuffer()
  /// The language that is being written.
  var language: Language = .en
  let anchors: Anchors
  let isSynthetic: Bool
  /// The count of figures, tables and blocks so far in this language: the same in all three.
  var figures = 0
  var tables = 0
  var blocks = 0

  init(anchors: Anchors = Anchors(), isSynthetic: Bool = false) {
    self.anchors = anchors
    self.isSynthetic = isSynthetic
  }

  // MARK: Text

  mutating func raw(_ markup: String) { out.raw(markup) }

  mutating func text(_ text: String) { out.text(text) }

  /// The text in the language that is being written.
  mutating func text(_ text: Trilingual) { out.text(text[language]) }

  /// `<tag class="…">text</tag>`.
  mutating func element(_ tag: String, class name: String? = nil, _ content: Trilingual) {
    raw("<\(tag)")
    if let name { raw(" class=\"\(name)\"") }
    raw(">")
    text(content)
    raw("</\(tag)>")
  }

  /// The same text three times, of which the stylesheet shows one: for what stands outside the three articles.
  mutating func inAllLanguages(_ content: Trilingual, block: String) {
    for language in Language.allCases {
      raw("<span lang=\"\(language.rawValue)\" data-block=\"")
      out.name(block)
      raw("\">")
      out.text(content[language])
      raw("</span>")
    }
  }

  // MARK: Blocks and addresses

  /// ` data-block="NAME"`: the unit in which the languages are compared.
  mutating func blockAttribute(_ name: String) {
    raw(" data-block=\"")
    out.name(name)
    raw("\"")
  }

  /// ` data-block` with the next number of this language.
  mutating func nextBlockAttribute() {
    blocks += 1
    blockAttribute("b\(blocks)")
  }

  /// ` id="en-KIND-NAME"`.
  mutating func idAttribute(_ kind: String, _ name: String) {
    raw(" id=\"\(language.rawValue)-\(kind)-")
    out.name(name)
    raw("\"")
  }

  /// `#en-KIND-NAME`, for an attribute.
  mutating func address(_ kind: String, _ name: String) {
    raw("#\(language.rawValue)-\(kind)-")
    out.name(name)
  }

  /// A number that leads to its finding, if the ledger has it.
  mutating func number(_ written: String, finding: String?) {
    guard let finding, let label = anchors.findings[finding] else { return text(written) }
    // Words break like words, and an interval may stand below its estimate; only a number stays on its line.
    raw(written.count > 24 || written.contains(" [") ? "<a class=\"n words\" href=\"" : "<a class=\"n\" href=\"")
    address("finding", finding)
    raw("\" title=\"")
    text(label)
    raw("\">")
    text(written)
    raw("</a>")
  }

  /// Links to findings, in a row; those that the ledger does not have are left out.
  mutating func findingLinks(_ ids: [String]) {
    var isFirst = true
    for id in ids {
      guard let label = anchors.findings[id] else { continue }
      if !isFirst { raw(" · ") }
      isFirst = false
      raw("<a href=\"")
      address("finding", id)
      raw("\">")
      text(label)
      raw("</a>")
    }
  }

  /// The findings that a figure or a claim rests on, each a link; more than a line of them is folded.
  mutating func used(_ ids: [String]) {
    let count = ids.count { anchors.findings[$0] != nil }
    guard count > 0 else { return }
    if count > 6 {
      raw("<details class=\"used\"><summary>")
      text(Wording.findingsUsed)
      raw(": \(count)</summary><p>")
      findingLinks(ids)
      raw("</p></details>")
    } else {
      raw("<p class=\"used\"><b>")
      text(Wording.findingsUsed)
      raw("</b> ")
      findingLinks(ids)
      raw("</p>")
    }
  }

  /// Whether any of the findings is in the ledger.
  func hasFindings(_ ids: [String]) -> Bool { ids.contains { anchors.findings[$0] != nil } }

  mutating func syntheticTag() {
    guard isSynthetic else { return }
    raw(" ")
    element("span", class: "synthetic", Wording.synthetic)
  }

  // MARK: Prose

  mutating func prose(_ prose: Prose) {
    for piece in prose[language] {
      switch piece {
      case .text(let content): text(content)
      case .number(let content, let finding): number(content, finding: finding)
      case .emphasis(let content):
        raw("<em>")
        text(content)
        raw("</em>")
      case .link(let content, let target): link(content, to: target)
      }
    }
  }

  mutating func link(_ content: String, to target: String) {
    if target.hasPrefix("https://") || target.hasPrefix("http://") {
      raw("<a class=\"out\" href=\"")
      text(target)
      raw("\" rel=\"noopener\">")
    } else if let (kind, name) = anchors.split(target) {
      raw("<a href=\"")
      address(kind, name)
      raw("\">")
    } else {
      return text(content)
    }
    text(content)
    raw("</a>")
  }
}

/// What a page's links can lead to.
struct Anchors {
  var findings: [String: Trilingual] = [:]
  var claims: Set<String> = []
  var figures: Set<String> = []
  var tables: Set<String> = []
  var sections: Set<String> = []
  var data: [String: DataAnchors] = [:]

  struct DataAnchors {
    var columns: [String: Int]
    var lines: Set<Int>
    /// The lines as runs of neighbours: what a reference to the whole column lists.
    var runs: [ClosedRange<Int>]

    init(_ table: DataTable) {
      columns = Dictionary(
        table.columns.enumerated().map { ($0.element, $0.offset + 1) }, uniquingKeysWith: { first, _ in first })
      lines = Set(table.rows.map(\.line))
      runs = PageWriter.runs(table.rows.map(\.line))
    }
  }

  init() {}

  init(_ document: ReportDocument) {
    for section in document.sections {
      if !section.isDataOnly { sections.insert(section.id) }
      for block in section.blocks {
        switch block {
        case .figure(let figure): figures.insert(figure.id)
        case .table(let table): tables.insert(table.id)
        case .regression(let table): tables.insert(table.id)
        case .claims(let cards): insert(cards)
        case .findings(let entries): for entry in entries { findings[entry.id] = entry.label }
        case .data(let table):
          data[table.source] = DataAnchors(table)
        case .heading, .paragraph, .list, .cautions, .citation: break
        }
      }
    }
    if let figure = document.verdictFigure { figures.insert(figure.id) }
  }

  private mutating func insert(_ cards: [ClaimCard]) {
    for card in cards {
      claims.insert(card.id)
      insert(card.parts)
    }
  }

  /// `#claim-D1` → `("claim", "D1")` if the page has it.
  func split(_ target: String) -> (kind: String, name: String)? {
    guard target.hasPrefix("#"), let dash = target.firstIndex(of: "-") else { return nil }
    let kind = String(target[target.index(after: target.startIndex)..<dash])
    let name = String(target[target.index(after: dash)...])
    let exists =
      switch kind {
      case "claim": claims.contains(name)
      case "finding": findings[name] != nil
      case "figure": figures.contains(name)
      case "table": tables.contains(name)
      case "section": sections.contains(name)
      default: false
      }
    return exists ? (kind, name) : nil
  }
}

extension ReportSection {
  /// Whether the section holds data tables only, which stand after the three texts.
  var isDataOnly: Bool {
    !blocks.isEmpty && blocks.allSatisfy { if case .data = $0 { true } else { false } }
  }
}
