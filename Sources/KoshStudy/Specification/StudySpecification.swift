internal import KoshTable

/// A study as its file says it: checked against the format, holding no data.
struct StudySpecification: Sendable {
  /// The folder's path as given, and its last component: the study's name.
  var folder: String
  var name: String
  var title: Trilingual
  var question: Trilingual
  var paper: Trilingual?
  var cite: Trilingual?
  var isSynthetic: Bool
  var sources: [SourceSpecification]
  var interviews: [InterviewSpecification]
  var analyses: [any Analysis]
  var claims: [ClaimSpecification]
  var exhibits: [ExhibitSpecification]
  var sections: [SectionSpecification]

  init(_ node: SpecNode, folder: String, name: String) {
    self.folder = folder
    self.name = name
    title = node.trilingual("title") ?? Trilingual(same: name)
    question = node.trilingual("question") ?? Trilingual(same: "")
    paper = node.trilingual("paper")
    cite = node.trilingual("cite")
    isSynthetic = node.truth("synthetic") ?? false
    sources = node["sources"]?.entries.map { SourceSpecification($0.value, id: $0.key, place: $0.place) } ?? []
    interviews =
      node["interviews"]?.entries.map { InterviewSpecification($0.value, id: $0.key, place: $0.place) } ?? []
    analyses = node["analyses"]?.items.compactMap { AnalysisKinds.make($0) } ?? []
    claims = node["claims"]?.items.map { ClaimSpecification($0, inherited: nil) } ?? []
    exhibits = node["exhibits"]?.items.map { ExhibitSpecification($0) } ?? []
    sections = node["report"]?.items.map { SectionSpecification($0) } ?? []
  }
}

/// A data file and its codebook.
struct SourceSpecification: Sendable {
  var id: String
  var place: Place
  var file: String
  var filePlace: Place
  var title: Trilingual
  var origin: Trilingual
  var cite: Trilingual
  var licence: Trilingual
  /// Whether a row is a person.
  var isMicrodata: Bool
  var leastCell: Int
  var key: [String]
  var keyPlace: Place
  var delimiter: String?
  var decimal: String?
  var encoding: String?
  var join: JoinSpecification?
  var variables: [VariableSpecification]
  var derived: [DerivedSpecification]

  init(_ node: SpecNode, id: String, place: Place) {
    self.id = id
    self.place = place
    file = node.text("file") ?? ""
    filePlace = node["file"]?.place ?? place
    title = node.trilingual("title") ?? Trilingual(same: id)
    origin = node.trilingual("origin") ?? Trilingual(same: "")
    cite = node.trilingual("cite") ?? Trilingual(same: "")
    licence = node.trilingual("licence") ?? Trilingual(same: "")
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
struct JoinSpecification: Sendable {
  var source: String
  var on: [(here: String, there: String)]
  var place: Place

  init(_ node: SpecNode) {
    source = node.text("source") ?? ""
    on = node["match"]?.entries.map { ($0.key, $0.value.scalar ?? "") } ?? []
    place = node.place
  }
}

/// What a column holds.
struct VariableSpecification: Sendable {
  var name: String
  var place: Place
  var type: String
  var label: Trilingual?
  var unit: Trilingual?
  var missing: [String]
  var labels: [String: Trilingual]
  var isRounded: Bool
  var measure: String?
  var period: String?

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
struct DerivedSpecification: Sendable {
  var variable: VariableSpecification
  var formula: Expression?
  var recode: String?
  var codes: [(new: String, old: [String])]
  var drop: [String]

  init(_ node: SpecNode, name: String, place: Place) {
    variable = VariableSpecification(node, name: name, place: place)
    formula = node.expression("formula")
    recode = node.text("recode")
    codes = node["to"]?.entries.map { ($0.key, $0.value.items.compactMap(\.scalar)) } ?? []
    drop = node.texts("drop")
  }
}

/// A published statement, or a whole made of parts.
struct ClaimSpecification: Sendable {
  var id: String
  var place: Place
  var statement: Trilingual
  var whereItStands: Trilingual
  var published: [PrintedNumber]
  var expectation: Expectation?
  var parts: [ClaimSpecification]
  var says: Set<Saying>
  var settle: Trilingual?
  var isRequired: Bool

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
struct ExhibitSpecification: Sendable {
  var id: String
  var kind: String
  var place: Place
  var title: Trilingual
  var subtitle: Trilingual
  var note: Trilingual
  /// The keys of the kind, checked against its schema.
  var options: SpecNode

  init(_ node: SpecNode) {
    id = node.text("id") ?? ""
    kind = node.text("kind") ?? ""
    place = node.place
    title = node.trilingual("title") ?? Trilingual(same: "")
    subtitle = node.trilingual("subtitle") ?? Trilingual(same: "")
    note = node.trilingual("note") ?? Trilingual(same: "")
    options = node
  }

  /// Every text with bound numbers, each with its place: title, subtitle, note and the remarks at points of a chart.
  var texts: [(text: Trilingual, place: Place)] {
    let own =
      ["title", "subtitle", "note"].compactMap { options[$0] }
      + (options["annotate"]?.items.compactMap { $0["text"] } ?? [])
    return own.compactMap { node in node.trilingual.map { ($0, node.place) } }
  }
}

/// A section of the report.
struct SectionSpecification: Sendable {
  /// A paragraph, or an exhibit by its id.
  enum Block: Sendable {
    case text(Trilingual, Place)
    case exhibit(String, Place)
  }
  var title: Trilingual
  var place: Place
  var blocks: [Block]

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
