package import KoshTable

/// A whole study report, before it is written in any format.
///
/// A document holds no computation: every number in it has already been rounded and given its finding. Writers
/// (``HTMLWriter``, ``MarkdownWriter``) lay out the sections in the order in which they stand and add what every report
/// has: the summary of verdicts after the question, and the provenance before the first section that holds the finding
/// ledger or the data (at the end if there is none).
package struct ReportDocument: Sendable {
  /// The study's folder name; also the name of its file.
  package var id: String
  /// The title of the page.
  package var title: Trilingual
  /// One line under the title: whose study it is, where it was published. May be empty.
  package var subtitle: Trilingual
  /// What the study asks, in one to three sentences.
  package var question: Trilingual
  /// The version of the program that made the numbers, `0.1.0`.
  package var programVersion: String
  /// Every file that was read.
  package var inputs: [InputFile]
  /// The body, in reading order.
  package var sections: [ReportSection]
  /// A drawing of the verdicts, shown beside their counts.
  package var verdictFigure: Figure?
  /// Whether any input is synthetic: then the word stands at the head of the page and on every exhibit.
  package var isSynthetic: Bool
  /// The address of the page that lists all studies, relative to this one; `nil` leaves the link out.
  package var indexAddress: String?

  /// A document; everything but its name and title may be left out.
  package init(
    id: String, title: Trilingual, subtitle: Trilingual = Trilingual(same: ""),
    question: Trilingual = Trilingual(same: ""), programVersion: String = "", inputs: [InputFile] = [],
    sections: [ReportSection] = [], verdictFigure: Figure? = nil, isSynthetic: Bool = false,
    indexAddress: String? = "index.html"
  ) {
    self.id = id
    self.title = title
    self.subtitle = subtitle
    self.question = question
    self.programVersion = programVersion
    self.inputs = inputs
    self.sections = sections
    self.verdictFigure = verdictFigure
    self.isSynthetic = isSynthetic
    self.indexAddress = indexAddress
  }

  /// The claim cards of all sections, in order; parts stand inside their cards.
  package var claims: [ClaimCard] {
    sections.flatMap(\.blocks).flatMap { block -> [ClaimCard] in
      if case .claims(let cards) = block { cards } else { [] }
    }
  }

  /// The findings of all ledgers, in order.
  package var findings: [FindingEntry] {
    sections.flatMap(\.blocks).flatMap { block -> [FindingEntry] in
      if case .findings(let entries) = block { entries } else { [] }
    }
  }

  /// How many findings were computed: cells of the data that texts mention have entries too, and are none.
  package var findingCount: Int { findings.count(where: \.isComputed) }

  /// The cautions of all sections, in order.
  package var cautions: [CautionNote] {
    sections.flatMap(\.blocks).flatMap { block -> [CautionNote] in
      if case .cautions(let notes) = block { notes } else { [] }
    }
  }

  /// The data tables of all sections, in order.
  package var dataTables: [DataTable] {
    sections.flatMap(\.blocks).compactMap { if case .data(let table) = $0 { table } else { nil } }
  }

  /// How many claim cards came out each way. A card with parts counts once, by its own verdict.
  package var verdictCounts: VerdictCounts { VerdictCounts(claims) }
}

/// A file that a study read.
package struct InputFile: Sendable, Hashable {
  /// The path as the study gives it.
  package var path: String
  /// The SHA-256 of the file's bytes, in hexadecimal.
  package var sha256: String
  /// Data rows, without the header; `nil` for a file that is no table.
  package var rows: Int?
  /// Where the figures come from.
  package var source: Trilingual
  /// How to cite them; empty when the source says all.
  package var citation: Trilingual

  /// An input file.
  package init(
    path: String, sha256: String, rows: Int?, source: Trilingual, citation: Trilingual = Trilingual(same: "")
  ) {
    self.path = path
    self.sha256 = sha256
    self.rows = rows
    self.source = source
    self.citation = citation
  }
}

/// A titled part of the report.
package struct ReportSection: Sendable {
  /// The section's name in addresses; unique in the document.
  package var id: String
  /// The heading.
  package var title: Trilingual
  /// What stands under it.
  package var blocks: [Block]

  /// A section.
  package init(id: String, title: Trilingual, blocks: [Block]) {
    self.id = id
    self.title = title
    self.blocks = blocks
  }

  /// The claims under their usual heading.
  package static func claims(_ cards: [ClaimCard]) -> ReportSection {
    ReportSection(id: "claims", title: Wording.claims, blocks: [.claims(cards)])
  }

  /// What to keep in mind when reading, under its usual heading.
  package static func cautions(_ notes: [CautionNote]) -> ReportSection {
    ReportSection(id: "cautions", title: Wording.cautions, blocks: [.cautions(notes)])
  }

  /// The ledger of findings under its usual heading.
  package static func findings(_ entries: [FindingEntry]) -> ReportSection {
    ReportSection(id: "findings", title: Wording.findings, blocks: [.findings(entries)])
  }

  /// The data as they stood in their files, under their usual heading.
  package static func data(_ tables: [DataTable]) -> ReportSection {
    ReportSection(id: "data", title: Wording.data, blocks: tables.map(Block.data))
  }
}

/// One thing that stands in a section.
package enum Block: Sendable {
  /// A heading below the section's own.
  case heading(Trilingual)
  /// Running text.
  case paragraph(Prose)
  /// A bulleted list.
  case list([Prose])
  /// A chart with its caption and the table behind it.
  case figure(Figure)
  /// A table of results.
  case table(ReportTable)
  /// Models side by side.
  case regression(RegressionTable)
  /// Claims with their verdicts.
  case claims([ClaimCard])
  /// What to keep in mind.
  case cautions([CautionNote])
  /// The ledger: the target of every number.
  case findings([FindingEntry])
  /// A data file as it stood. Writers put it once, after the texts of all three languages.
  case data(DataTable)
  /// How to cite something, set apart from the text.
  case citation(Trilingual)
}

/// Something a reader should know about results that stand nonetheless.
package struct CautionNote: Sendable, Hashable {
  /// What it means for the reading.
  package var text: Trilingual
  /// Which results it is about; empty when about the study.
  package var about: Trilingual
  /// The findings it is about.
  package var findings: [String]

  /// A note.
  package init(_ text: Trilingual, about: Trilingual = Trilingual(same: ""), findings: [String] = []) {
    self.text = text
    self.about = about
    self.findings = findings
  }

  /// A note from a caution of an analysis.
  package init(_ caution: Caution, about: Trilingual = Trilingual(same: ""), findings: [String] = []) {
    self.init(caution.text, about: about, findings: findings)
  }
}
