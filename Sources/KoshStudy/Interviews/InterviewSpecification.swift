internal import KoshTable

/// A set of interviews as the study file says it; holds no text.
struct InterviewSpecification: Sendable {
  var id: String
  var place: Place
  var folder: String?
  var files: [String]
  var frame: String
  /// The version of the frame on which the codings were made.
  var frameBefore: String?
  /// The key of pseudonyms, which is kept apart.
  var key: String?
  var codings: [String]
  var cases: String?
  var coders: [String]
  var isPublished: Bool
  var leastCell: Int
  /// The codebook of the respondents' attributes.
  var attributes: [VariableSpecification]
  /// Title, origin, citation and terms, as of a source; the sources that the set makes take them over.
  var head: SourceSpecification
  private let node: SpecNode

  init(_ node: SpecNode, id: String, place: Place) {
    self.id = id
    self.place = place
    self.node = node
    folder = node.text("folder")
    files = node.texts("files")
    frame = node.text("frame") ?? ""
    frameBefore = node.text("frame_before")
    key = node.text("key")
    codings = node.texts("codings")
    cases = node.text("cases")
    coders = node.texts("coder")
    isPublished = node.truth("published") ?? false
    leastCell = max(2, node.integer("least_cell") ?? 10)
    attributes =
      node["attributes"]?.entries.map { VariableSpecification($0.value, name: $0.key, place: $0.place) } ?? []
    head = SourceSpecification(node, id: id, place: place)
  }

  /// Where a key's value stands; the set's own place where the key is not given.
  func place(of key: String) -> Place { node[key]?.place ?? place }

  /// The name of the source with a row a respondent.
  var casesID: String { id + "_cases" }
}
