package import KoshTable

/// A study as its file says it: checked against the format, holding no data.
package struct StudySpecification: Sendable {
  /// The folder's path as given, and its last component: the study's name.
  package var folder: String
  package var name: String
  package var title: Trilingual
  package var question: Trilingual
  package var paper: Trilingual?
  package var cite: String?
  package var isSynthetic: Bool
  package var sources: [SourceSpecification]
  package var analyses: [any Analysis]
  package var claims: [ClaimSpecification]
  package var exhibits: [ExhibitSpecification]
  package var sections: [SectionSpecification]

  init(_ node: SpecNode, folder: String, name: String) {
    self.folder = folder
    self.name = name
    title = node.trilingual("title") ?? Trilingual(same: name)
    question = node.trilingual("question") ?? Trilingual(same: "")
    paper = node.trilingual("paper")
    cite = node.text("cite")
    isSynthetic = node.truth("synthetic") ?? false
    sources = node["sources"]?.entries.map { SourceSpecification($0.value, id: $0.key, place: $0.place) } ?? []
    analyses = node["analyses"]?.items.compactMap { AnalysisKinds.make($0) } ?? []
    claims = node["claims"]?.items.map { ClaimSpecification($0, inherited: nil) } ?? []
    exhibits = node["exhibits"]?.items.map { ExhibitSpecification($0) } ?? []
    sections = node["report"]?.items.map { SectionSpecification($0) } ?? []
  }
}

/// A data file and its codebook.
package struct SourceSpecification: Sendable {
  package var id: String
  package var place: Place
  package var file: String
  package var filePlace: Place
  package var title: Trilingual
  package var origin: Trilingual
  package var cite: String
  package var licence: String
  /// Whether a row is a person.
  package var isMicrodata: Bool
  package var leastCell: Int
  package var key: [String]
  package var keyPlace: Place
  package var delimiter: String?
  package var decimal: String?
  package var encoding: String?
  package var join: JoinSpecification?
  package var variables: [VariableSpecification]
  package var derived: [DerivedSpecification]

  init(_ node: SpecNode, id: String, place: Place) {
    self.id = id
    self.place = place
    file = node.text("file") ?? ""
    filePlace = node["file"]?.place ?? place
    title = node.trilingual("title") ?? Trilingual(same: id)
    origin = node.trilingual("origin") ?? Trilingual(same: "")
    cite = node.text("cite") ?? ""
    licence = node.text("licence") ?? ""
    isMicrodata = node.truth("microdata") ?? false
    leastCell = node.integer("least_cell") ?? 10
    key = node.texts("key")
    keyPlace = node["key"]?.place ?? place
    delimiter = node["csv"]?.text("delimiter")
    decimal = node["csv"]?.text("decimal")
    encoding = node["csv"]?.text("encoding")
    join = node["join"].map { JoinSpecification($0) }
    variables = node["variables"]?.entries.map { VariableSpecification($0.value, name: $0.key, place: $0.place) } ?? []
    derived = node["derive"]?.entries.map { DerivedSpecification($0.value, name: $0.key, place: $0.place) } ?? []
  }
}

/// Columns of another source, matched by key.
package struct JoinSpecification: Sendable {
  package var source: String
  package var on: [(here: String, there: String)]
  package var place: Place

  init(_ node: SpecNode) {
    source = node.text("source") ?? ""
    on = node["match"]?.entries.map { ($0.key, $0.value.scalar ?? "") } ?? []
    place = node.place
  }
}

/// What a column holds.
package struct VariableSpecification: Sendable {
  package var name: String
  package var place: Place
  package var type: String
  package var label: Trilingual?
  package var unit: Trilingual?
  package var missing: [String]
  package var labels: [String: Trilingual]
  package var isRounded: Bool
  package var measure: String?
  package var period: String?

  init(_ node: SpecNode, name: String, place: Place) {
    self.name = name
    self.place = place
    type = node.text("type") ?? "number"
    label = node.trilingual("label")
    unit = node.trilingual("unit")
    missing = node.texts("missing")
    labels = Dictionary(
      node["labels"]?.entries.compactMap { entry in entry.value.trilingual.map { (entry.key, $0) } } ?? []
    ) { $1 }
    isRounded = node.truth("rounded") ?? false
    measure = node.text("measure")
    period = node.text("period")
  }
}

/// A variable made of others.
package struct DerivedSpecification: Sendable {
  package var variable: VariableSpecification
  package var formula: Expression?
  package var recode: String?
  package var codes: [(new: String, old: [String])]
  package var drop: [String]

  init(_ node: SpecNode, name: String, place: Place) {
    variable = VariableSpecification(node, name: name, place: place)
    formula = node.expression("formula")
    recode = node.text("recode")
    codes = node["to"]?.entries.map { ($0.key, $0.value.items.compactMap(\.scalar)) } ?? []
    drop = node.texts("drop")
  }
}

/// A published statement, or a whole made of parts.
package struct ClaimSpecification: Sendable {
  package var id: String
  package var place: Place
  package var statement: Trilingual
  package var whereItStands: Trilingual
  package var published: [PrintedNumber]
  package var expectation: Expectation?
  package var parts: [ClaimSpecification]
  package var says: Set<Saying>
  package var settle: Trilingual?
  package var isRequired: Bool

  init(_ node: SpecNode, inherited: Trilingual?) {
    id = node.text("id") ?? ""
    place = node["id"]?.place ?? node.place
    statement = node.trilingual("statement") ?? Trilingual(same: "")
    let stands = node.trilingual("place") ?? inherited ?? Trilingual(same: "")
    whereItStands = stands
    published = node.texts("published").compactMap { try? PrintedNumber($0) }
    expectation = node["expect"].flatMap { Expectation($0) }
    parts = node["parts"]?.items.map { ClaimSpecification($0, inherited: stands) } ?? []
    says = Set(node.texts("says").compactMap { Saying(rawValue: $0) })
    settle = node.trilingual("settle")
    isRequired = node.truth("required") ?? false
  }
}

/// A figure or table of data or of an analysis.
package struct ExhibitSpecification: Sendable {
  package var id: String
  package var kind: String
  package var place: Place
  package var title: Trilingual
  package var subtitle: Trilingual
  package var note: Trilingual
  /// The keys of the kind, checked against its schema.
  package var options: SpecNode

  init(_ node: SpecNode) {
    id = node.text("id") ?? ""
    kind = node.text("kind") ?? ""
    place = node.place
    title = node.trilingual("title") ?? Trilingual(same: "")
    subtitle = node.trilingual("subtitle") ?? Trilingual(same: "")
    note = node.trilingual("note") ?? Trilingual(same: "")
    options = node
  }
}

/// A section of the report.
package struct SectionSpecification: Sendable {
  /// A paragraph, or an exhibit by its id.
  package enum Block: Sendable {
    case text(Trilingual, Place)
    case exhibit(String, Place)
  }
  package var title: Trilingual
  package var place: Place
  package var blocks: [Block]

  init(_ node: SpecNode) {
    title = node.trilingual("title") ?? Trilingual(same: "")
    place = node.place
    blocks =
      node["blocks"]?.items.compactMap { block in
        if let text = block["text"], let trilingual = text.trilingual { return .text(trilingual, text.place) }
        return block["exhibit"].map { .exhibit($0.scalar ?? "", $0.place) }
      } ?? []
  }
}
