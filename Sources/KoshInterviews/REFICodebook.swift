internal import KoshFiles
package import KoshTable

/// A REFI-QDA codebook (`.qdc`) and the coding frame in it.
///
/// Source: REFI (2019), *QDA-XML: Codebook Exchange*, version 1.0.
package struct REFICodebook: Sendable {
  /// The codes.
  package let frame: CodingFrame
  /// What departs from the standard without keeping the codebook from being read, in the order of the file.
  package let problems: [Problem]
  /// What of the file is not in ``frame``.
  package let losses: [REFILoss]
  private let root: XMLElement
  private let language: Language

  /// Reads a codebook.
  ///
  /// - Parameters:
  ///   - name: The file's name for problems.
  ///   - language: The language in which names are, where the file does not say otherwise.
  /// - Throws: ``Problems`` of kind `data`: XML that cannot be read, or that is no codebook.
  /// - Complexity: O(size of the file).
  package init(_ bytes: [UInt8], name: String, language: Language = .en) throws(Problems) {
    let root: XMLElement
    do throws(Problem) {
      root = try XMLElement(parsing: bytes, name: name)
    } catch {
      throw Problems(error)
    }
    let departures = REFISchema.codebook.check(root, file: name)
    guard root.name.local == REFISchema.codebook.root.name else { throw Problems(departures) }
    let references = REFIReferences(root, file: name, isCodebook: true)
    problems = Problems(departures + references.problems).list
    frame = CodingFrame(codes: REFICodeTree(root.first("Codes"), main: language).codes)
    var losses = REFILosses()
    losses.add(.sets, root.first("Sets")?.all("Set").count ?? 0)
    self.losses = losses.list
    self.root = root
    self.language = language
  }

  /// A frame as a codebook.
  ///
  /// Names are written in one language; the others, and rules and examples, stand as lines in each code's `Description`,
  /// from which ``init(_:name:language:)`` takes them back. Name and version of the frame do not travel: a codebook has no
  /// place for them.
  ///
  /// - Parameters:
  ///   - onto: The codebook that the frame came from; what did not change stays as it was written there, sets included.
  ///   - language: The language in which names are written; without `onto` only.
  /// - Returns: The file's bytes, and what does not travel.
  /// - Throws: ``Problems`` of kind `data`: a frame without codes, which the standard does not allow, or two codes of one
  ///   identifier.
  package static func export(
    _ frame: CodingFrame, onto: REFICodebook? = nil, language: Language = .en
  ) throws(Problems) -> (bytes: [UInt8], losses: [REFILoss]) {
    var problems: [Problem] = []
    if frame.codes.isEmpty {
      problems.append(Problem(.data, "the coding frame has no codes", why: "a REFI-QDA codebook holds at least one"))
    }
    var ids = Set<String>()
    for code in frame.codes where !ids.insert(code.id).inserted {
      problems.append(
        Problem(
          .data, "two codes have the identifier \"\(code.id)\"", why: "codings could mean either",
          remedy: "give one of them another identifier"))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    let namespace = REFISchema.codebook.namespace
    var root =
      onto?.root
      ?? XMLElement("CodeBook", namespace: namespace, attributes: [("xmlns", namespace), ("origin", "Kosh")])
    let before = REFIReferences(root, file: "", isCodebook: true)
    let maker = REFIMaker(like: root)
    let main = onto?.language ?? language
    let tree = REFICodeTree(root.first("Codes"), main: main)
    var writer = REFICodeWriter(
      maker: maker, main: main, project: frame.name.en, before: tree,
      taken: Set(before.kinds.keys).subtracting(tree.elements.keys))
    let elements = writer.elements(frame)
    var losses = writer.losses
    let order = REFISchema.codebook.types["CodeBookType"]?.children.map(\.name) ?? []
    var list = root.first("Codes") ?? maker.element("Codes")
    list.replace("Code", with: elements, order: ["Code"])
    root.replace("Codes", with: [list], order: order)

    let alive = REFIReferences(root, file: "", isCodebook: true).kinds
    root.updateElements { sets in
      sets.updateElements { set in
        guard set.name.local == "Set" else { return }
        let count = set.nodes.count
        set.removeElements { member in
          guard let guid = member["guid"].flatMap(REFIGUID.init) else { return false }
          return before.kinds[guid] != nil && alive[guid] == nil
        }
        losses.add(.removedReferences, count - set.nodes.count)
      }
    }
    root.removeElements { $0.name.local == "Sets" && $0.elements.isEmpty }
    return (root.file(), losses.list)
  }
}
