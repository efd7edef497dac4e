internal import KoshFiles
internal import KoshTable

/// The tree of `Code` elements that codebooks and projects share.
struct REFICodeTree {
  /// The codes, each before those below it.
  private(set) var codes: [Code] = []
  /// The identifier of each code by its GUID.
  private(set) var ids: [REFIGUID: String] = [:]
  /// The element of each code, without those below it.
  private(set) var elements: [REFIGUID: XMLElement] = [:]

  private var names = REFINames()
  private var keys = REFIKeys("code")

  /// The codes of a `Codes` element; none where there is no such element.
  ///
  /// - Parameter main: The language in which names are taken to be, where nothing says otherwise.
  init(_ element: XMLElement?, main: Language) {
    for code in element?.all("Code") ?? [] { read(code, parent: nil, main: main) }
  }

  private mutating func read(_ element: XMLElement, parent: String?, main: Language) {
    let (key, written) = keys.next(element)
    let name = element["name"] ?? ""
    let rules = REFIRules(name: name, text: element.first("Description")?.text ?? "", main: main)
    let id = names.unique(rules.values["id"], name, parent.map { "\($0)/\(name)" }, name.isEmpty ? written : nil)
    var code = Code(id, name: rules.name, parent: parent, guid: written)
    (code.definition, code.include, code.exclude, code.examples) = (
      rules.definition, rules.include, rules.exclude, rules.examples
    )
    code.isCodable = !["false", "0"].contains(TabText.trimmed(element["isCodable"] ?? ""))
    code.color = element["color"]
    code.replaces = (rules.values["replaces"] ?? "").split(separator: " ").map(String.init)
    codes.append(code)
    ids[key] = id
    var alone = element
    alone.removeElements { $0.name.local == "Code" }
    elements[key] = alone
    for child in element.all("Code") { read(child, parent: id, main: main) }
  }
}

/// Writes a frame as `Code` elements.
struct REFICodeWriter {
  private let maker: REFIMaker
  private let main: Language
  private let project: String
  private let before: REFICodeTree
  private let beforeByGUID: [REFIGUID: Code]
  private var taken: Set<REFIGUID>
  /// The GUID of each code by its identifier, as it is written.
  private(set) var guids: [String: String] = [:]
  private(set) var losses = REFILosses()
  /// Codes whose identifier an import would not find by their names.
  private var unfound: Set<String> = []

  /// - Parameters:
  ///   - before: The codes of the file that is written onto; what did not change stays as it is written there.
  ///   - taken: GUIDs of other things in that file.
  init(maker: REFIMaker, main: Language, project: String, before: REFICodeTree, taken: Set<REFIGUID>) {
    (self.maker, self.main, self.project, self.before, self.taken) = (maker, main, project, before, taken)
    beforeByGUID = Dictionary(
      before.codes.compactMap { code in code.guid.flatMap(REFIGUID.init).map { ($0, code) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The top `Code` elements of a frame, with those below them in them.
  ///
  /// Codes are written in the order of the frame; a parent that does not exist or stands below its own child counts as
  /// none.
  mutating func elements(_ frame: CodingFrame) -> [XMLElement] {
    var second = self
    let elements = tree(frame)
    // Of two codes of one name, which one an import numbers depends on where they stand.
    let again = REFICodeTree(maker.element("Codes", [], elements), main: main)
    for (id, guid) in guids {
      if let key = REFIGUID(guid), again.ids[key] != id { second.unfound.insert(id) }
    }
    guard !second.unfound.isEmpty else { return elements }
    let result = second.tree(frame)
    self = second
    return result
  }

  private mutating func tree(_ frame: CodingFrame) -> [XMLElement] {
    var children: [String: [Code]] = [:]
    var tops: [Code] = []
    let known = Set(frame.codes.map(\.id))
    for code in frame.codes {
      if let parent = code.parent, known.contains(parent), !frame.broader(than: parent).contains(code.id),
        parent != code.id
      {
        children[parent, default: []].append(code)
      } else {
        tops.append(code)
      }
    }
    return tops.map { element($0, children: children, depth: 0) }
  }

  private mutating func element(_ code: Code, children: [String: [Code]], depth: Int) -> XMLElement {
    let (written, key) = guid(of: code)
    guids[code.id] = written
    var result = before.elements[key] ?? maker.element("Code", [("guid", written)])
    let old = beforeByGUID[key]
    if !isSame(code, old) { write(code, old: old, to: &result) }
    let below = (children[code.id] ?? []).map { element($0, children: children, depth: depth + 1) }
    result.nodes += below.map { .element($0) }
    return result
  }

  private func isSame(_ code: Code, _ old: Code?) -> Bool {
    guard var old, !unfound.contains(code.id) else { return false }
    // Where a code stands is told by the tree.
    old.parent = code.parent
    old.guid = code.guid
    return old == code
  }

  private mutating func write(_ code: Code, old: Code?, to element: inout XMLElement) {
    let name = code.name[main].isEmpty ? code.id : code.name[main]
    element["name"] = name
    element["isCodable"] = code.isCodable ? "true" : "false"
    if code.color != old?.color || old == nil {
      if let color = code.color, !REFISchema.Value.RGBType.allows(color) {
        losses.add(.colours)
        element["color"] = nil
      } else {
        element["color"] = code.color
      }
    }
    var rules = REFIRules(name: code.name)
    (rules.definition, rules.include, rules.exclude, rules.examples) = (
      code.definition, code.include, code.exclude, code.examples
    )
    if code.id != name || unfound.contains(code.id) { rules.values["id"] = code.id }
    if !code.replaces.isEmpty { rules.values["replaces"] = code.replaces.joined(separator: " ") }
    let text = rules.text(in: main)
    if code.name != Trilingual(same: name) || code.definition != Trilingual(same: text) || !code.include.isEmpty
      || !code.exclude.isEmpty || !code.examples.isEmpty
    {
      losses.add(.languages)
    }
    element.replace(
      "Description", with: text.isEmpty ? [] : [maker.text("Description", text)], order: maker.order("CodeType"))
  }

  private mutating func guid(of code: Code) -> (written: String, key: REFIGUID) {
    if let written = code.guid, let key = REFIGUID(written), !taken.contains(key) {
      taken.insert(key)
      return (written, key)
    }
    if code.guid != nil { losses.add(.guids) }
    var key = REFIGUID(kind: "code", project: project, key: code.id)
    while !taken.insert(key).inserted { key = REFIGUID(kind: "code", project: project, key: key.text) }
    return (key.text, key)
  }
}
