package import KoshTable

/// Writes documents as self-contained HTML pages: no network, no outside fonts, readable without JavaScript.
///
/// A page holds three `<article>`s, one per language, of which it shows one; what stands once for all three (the data
/// tables) follows them. Addresses within a page: `#ru` opens a language, `#ru-claim-D1`, `#ru-finding-ID`,
/// `#ru-figure-ID`, `#ru-table-ID` and `#ru-section-ID` a part of it, `#data-SOURCE` and `#cell-SOURCE-LINE-COLUMN`
/// the data (the column counted from 1). Every block of text carries `data-block`, the same in the three languages:
/// ``NumberAudit`` compares by it.
package enum HTMLWriter {
  /// The page of one study, in all three languages; `language` is shown first.
  ///
  /// References to findings, claims or cells that the document does not hold are written without a link;
  /// ``ReportDocument/brokenReferences`` lists them.
  package static func page(_ document: ReportDocument, default language: Language = .en) -> String {
    var writer = PageWriter(anchors: Anchors(document), isSynthetic: document.isSynthetic)
    writer.openPage(
      title: document.title, description: document.question, default: language, home: document.indexAddress)
    for language in Language.allCases {
      writer.openArticle(language)
      writer.head(of: document)
      writer.body(of: document)
      writer.closeArticle()
    }
    writer.data(document.dataTables)
    writer.closePage(version: document.programVersion)
    return writer.out.string
  }

  /// The page that lists all studies.
  ///
  /// - Parameters:
  ///   - studies: The studies in the order in which they are listed.
  ///   - figure: A drawing of all verdicts.
  ///   - programVersion: The version of the program that made the numbers.
  ///   - language: The language that is shown first.
  package static func index(
    _ studies: [IndexEntry], figure: Figure? = nil, programVersion: String, default language: Language = .en
  ) -> String {
    var writer = PageWriter()
    writer.openPage(title: Wording.indexTitle, description: Wording.whatKoshIs, default: language, home: nil)
    for language in Language.allCases {
      writer.openArticle(language)
      writer.index(studies, figure: figure)
      writer.closeArticle()
    }
    writer.closePage(version: programVersion, footer: Wording.indexFooter)
    return writer.out.string
  }
}

extension PageWriter {
  /// Title, question, contents and the summary of verdicts.
  mutating func head(of document: ReportDocument) {
    raw("<div class=\"head\"")
    blockAttribute("head")
    raw(">")
    if document.isSynthetic { element("p", class: "banner", Wording.syntheticBanner) }
    element("h1", document.title)
    if !document.subtitle.isEmpty { element("p", class: "subtitle", document.subtitle) }
    if !document.question.isEmpty {
      raw("<p class=\"question\"><b>")
      text(Wording.question)
      raw("</b> ")
      text(document.question)
      raw("</p>")
    }
    raw("</div>")
    raw("<section class=\"summary\"")
    blockAttribute("summary")
    raw("><h2>")
    text(Wording.inShort)
    raw("</h2>")
    let counts = document.verdictCounts
    verdictStrip(counts)
    raw("<p class=\"counts\">")
    let lines = [
      (Wording.claimsChecked, counts.total), (Wording.findingsCount, document.findingCount),
      (Wording.cautionsCount, document.cautions.count),
    ]
    for (index, line) in lines.enumerated() {
      if index > 0 { raw(" · ") }
      text(line.0)
      raw(": <b>")
      text(Trilingual(Double(line.1), decimals: 0))
      raw("</b>")
    }
    raw("</p>")
    if counts.total == 0, document.findings.isEmpty { element("p", Wording.nothingYet) }
    raw("</section>")
    contents(of: document)
    if let figure = document.verdictFigure { self.figure(figure) }
  }

  private mutating func contents(of document: ReportDocument) {
    raw("<nav class=\"contents\"")
    blockAttribute("contents")
    raw(" aria-label=\"")
    text(Wording.contents)
    raw("\"><p class=\"label\">")
    text(Wording.contents)
    raw("</p><ol>")
    let split = document.provenanceIndex
    for (index, section) in document.sections.enumerated() {
      if index == split { contentsLine("provenance", Wording.provenance) }
      if !section.isDataOnly { contentsLine(section.id, section.title) }
    }
    if split == document.sections.count { contentsLine("provenance", Wording.provenance) }
    if !document.dataTables.isEmpty {
      raw("<li><a href=\"#data\">")
      text(Wording.data)
      raw("</a></li>")
    }
    raw("</ol></nav>")
  }

  private mutating func contentsLine(_ id: String, _ title: Trilingual) {
    raw("<li><a href=\"")
    address("section", id)
    raw("\">")
    text(title)
    raw("</a></li>")
  }

  /// The sections in order, the provenance in its place.
  mutating func body(of document: ReportDocument) {
    let split = document.provenanceIndex
    for (index, section) in document.sections.enumerated() {
      if index == split { provenance(document) }
      if section.isDataOnly { continue }
      raw("<section")
      idAttribute("section", section.id)
      raw("><h2")
      nextBlockAttribute()
      raw(">")
      text(section.title)
      raw("</h2>")
      for block in section.blocks { self.block(block) }
      raw("</section>")
    }
    if split == document.sections.count { provenance(document) }
  }

  private mutating func block(_ block: Block) {
    switch block {
    case .heading(let title):
      raw("<h3")
      nextBlockAttribute()
      raw(">")
      text(title)
      raw("</h3>")
    case .paragraph(let prose):
      raw("<p")
      nextBlockAttribute()
      raw(">")
      self.prose(prose)
      raw("</p>")
    case .list(let items):
      raw("<ul")
      nextBlockAttribute()
      raw(">")
      for item in items {
        raw("<li>")
        prose(item)
        raw("</li>")
      }
      raw("</ul>")
    case .figure(let figure): self.figure(figure)
    case .table(let table): self.table(table)
    case .regression(let table): regression(table)
    case .claims(let cards): claims(cards)
    case .cautions(let notes): cautions(notes)
    case .findings(let entries): findings(entries)
    case .data(let table): dataLink(table)
    case .citation(let citation):
      raw("<p class=\"citation\"")
      nextBlockAttribute()
      raw(">")
      text(citation)
      raw("</p>")
    }
  }

  private mutating func cautions(_ notes: [CautionNote]) {
    raw("<ul class=\"cautions\">")
    for note in notes {
      raw("<li")
      nextBlockAttribute()
      raw(">")
      if !note.about.isEmpty {
        raw("<b>")
        text(note.about)
        raw("</b> ")
      }
      text(note.text)
      if hasFindings(note.findings) {
        raw("<span class=\"used\">")
        findingLinks(note.findings)
        raw("</span>")
      }
      raw("</li>")
    }
    raw("</ul>")
  }
}

extension ReportDocument {
  /// Before which section the provenance stands.
  var provenanceIndex: Int {
    sections.firstIndex { section in
      section.blocks.contains {
        switch $0 {
        case .findings, .data: true
        default: false
        }
      }
    } ?? sections.count
  }
}
