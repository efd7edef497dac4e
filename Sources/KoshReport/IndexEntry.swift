package import KoshTable

/// What the index page tells about one study.
package struct IndexEntry: Sendable {
  /// The study's folder name.
  package var id: String
  /// The address of its page, relative to the index.
  package var address: String
  /// A short name, as figures of all studies call it: `Article A`. May be empty.
  package var label: Trilingual
  /// The title of its page.
  package var title: Trilingual
  /// One line under the title.
  package var subtitle: Trilingual
  /// What it asks.
  package var question: Trilingual
  /// How its claims came out.
  package var verdictCounts: VerdictCounts
  /// How many findings it has.
  package var findings: Int
  /// How many cautions it carries.
  package var cautions: Int
  /// Whether any of its data are synthetic.
  package var isSynthetic: Bool

  /// An entry from its parts.
  package init(
    id: String, address: String, title: Trilingual, subtitle: Trilingual = Trilingual(same: ""),
    question: Trilingual = Trilingual(same: ""), verdictCounts: VerdictCounts, findings: Int, cautions: Int,
    isSynthetic: Bool = false, label: Trilingual = Trilingual(same: "")
  ) {
    self.id = id
    self.address = address
    self.title = title
    self.subtitle = subtitle
    self.question = question
    self.verdictCounts = verdictCounts
    self.findings = findings
    self.cautions = cautions
    self.isSynthetic = isSynthetic
    self.label = label
  }

  /// The entry of a document that is written to `address`.
  package init(_ document: ReportDocument, address: String) {
    self.init(
      id: document.id, address: address, title: document.title, subtitle: document.subtitle,
      question: document.question, verdictCounts: document.verdictCounts, findings: document.findingCount,
      cautions: document.cautions.count, isSynthetic: document.isSynthetic)
  }
}
