internal import KoshFiles
internal import KoshTable

/// Who names whom by GUID in a REFI-QDA file.
struct REFIReferences {
  /// The kind of every thing that has a GUID.
  private(set) var kinds: [REFIGUID: String] = [:]
  /// Two things of one GUID, and references that lead nowhere or to the wrong kind of thing.
  private(set) var problems: [Problem] = []

  private let file: String
  private let isCodebook: Bool

  init(_ root: XMLElement, file: String, isCodebook: Bool) {
    self.file = file
    self.isCodebook = isCodebook
    collect(root)
    check(root)
  }

  /// The elements to which a reference may lead, by the name of the element or attribute that refers; `nil` where any
  /// thing may be meant.
  static func targets(_ element: Substring, _ attribute: String) -> Set<String>? {
    switch (element, attribute) {
    case ("CodeRef", _), ("MemberCode", _): ["Code"]
    case ("VariableRef", _): ["Variable"]
    case ("SourceRef", _), ("MemberSource", _):
      ["TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"]
    case ("SelectionRef", _):
      [
        "PlainTextSelection", "PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection",
        "TranscriptSelection",
      ]
    case ("NoteRef", _), ("MemberNote", _): ["Note"]
    case (_, "creatingUser"), (_, "modifyingUser"), (_, "creatingUserGUID"), (_, "modifyingUserGUID"): ["User"]
    case (_, "sourceVertex"), (_, "targetVertex"): ["Vertex"]
    case (_, "fromSyncPoint"), (_, "toSyncPoint"): ["SyncPoint"]
    default: nil
    }
  }

  /// The attributes that name another thing.
  static let attributes: Set<String> = [
    "targetGUID", "creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID", "sourceVertex",
    "targetVertex", "fromSyncPoint", "toSyncPoint", "representedGUID", "originGUID",
  ]

  /// The attribute by which an element refers with nothing else in it, if it is such an element.
  static func soleReference(_ element: XMLElement, isCodebook: Bool) -> String? {
    let name = element.name.local
    if isCodebook, name == "MemberCode" { return "guid" }
    return name.hasSuffix("Ref") || name.hasPrefix("Member") ? "targetGUID" : nil
  }

  private mutating func collect(_ element: XMLElement) {
    let isMember = isCodebook && element.name.local == "MemberCode"
    if !isMember, let written = element["guid"], let guid = REFIGUID(written) {
      let kind = String(element.name.local)
      if let other = kinds.updateValue(kind, forKey: guid) {
        problems.append(
          Problem(
            .data, "two things have the GUID \(written): a \(other) and a \(kind)",
            at: REFISchema.place(element, file), why: "references could mean either",
            remedy: "export the project anew, or give one of them another GUID"))
      }
    }
    for node in element.nodes { if case .element(let child) = node { collect(child) } }
  }

  private mutating func check(_ element: XMLElement) {
    let name = element.name.local
    for attribute in element.attributes {
      let written = attribute.name.written
      let isMember = isCodebook && name == "MemberCode" && written == "guid"
      guard isMember || Self.attributes.contains(written), let guid = REFIGUID(attribute.value) else { continue }
      let wanted = Self.targets(name, written)
      let what = "\(written) of \(name) names \(attribute.value)"
      guard let kind = kinds[guid] else {
        problems.append(
          Problem(
            .data, "\(what), which does not exist", at: REFISchema.place(element, file),
            why: wanted.map { "it must name a \(Self.list($0))" }))
        continue
      }
      if let wanted, !wanted.contains(kind) {
        problems.append(
          Problem(
            .data, "\(what), which is a \(kind)", at: REFISchema.place(element, file),
            why: "it must name a \(Self.list(wanted))"))
      }
    }
    for node in element.nodes { if case .element(let child) = node { check(child) } }
  }

  private static func list(_ kinds: Set<String>) -> String {
    kinds.count == 1 ? kinds.first ?? "" : kinds.contains("TextSource") ? "source" : "selection"
  }
}
