internal import KoshFiles
internal import KoshTable

/// Writes the differences between a project and what its archive says into the archive.
struct REFIWriter {
  let project: InterviewProject
  let options: REFIImport.Options
  let archive: REFIArchive
  /// What the archive says before anything is written.
  let before: REFIContents
  let maker: REFIMaker
  var root: XMLElement
  var losses = REFILosses()

  /// New and changed files of the archive by name, and files that are no longer in it.
  var files: [String: [UInt8]] = [:]
  var removedFiles: Set<String> = []
  /// GUIDs that are taken, in the archive or by what was written.
  var taken: Set<REFIGUID>
  /// The GUID of each thing as it is written.
  var codeGUIDs: [String: String] = [:]
  var userGUIDs: [String: String] = [:]
  var variables: [String: (guid: String, type: String)] = [:]
  var newVariables: [XMLElement] = []
  var newNotes: [XMLElement] = []
  /// The GUID by which a case names a source.
  var sourceGUIDs: [String: String] = [:]
  /// Variables that no longer hold values of their type only.
  var textVariables: Set<REFIGUID> = []

  /// The GUIDs of the archive's codings that no element written anew has taken over.
  var codingsBefore: Set<REFIGUID>

  /// The folder of the archive's texts, spelled as it is there.
  let folder: String

  private let kindsBefore: [REFIGUID: String]

  init(_ project: InterviewProject, _ archive: REFIArchive, _ options: REFIImport.Options) {
    self.project = project
    self.options = options
    self.archive = archive
    before = REFIContents(archive, options: options)
    root = archive.root
    maker = REFIMaker(like: archive.root)
    kindsBefore = REFIReferences(archive.root, file: archive.file, isCodebook: false).kinds
    taken = Set(kindsBefore.keys)
    let known = archive.zip.entries.first { $0.name.lowercased().hasPrefix("sources/") }
    folder = known.map { String($0.name.prefix("sources/".count)) } ?? "sources/"
    codingsBefore = Set(before.project.codings.compactMap { $0.guid.flatMap(REFIGUID.init) })
  }

  var main: Language { options.language }

  mutating func write() {
    writeFrame()
    readNames()
    writeSources()
    writeCases()
    writeVariables()
    append(newNotes, "Note", to: "Notes")
    dropUnusedNotes()
    dropDeadReferences()
    dropEmptyContainers()
    losses.add(.characters, Self.unwritable(root))
  }

  /// The archive's bytes.
  func packed() throws(Problem) -> [UInt8] {
    var writer = ZIPWriter()
    try writer.add(archive.projectEntry, root.file())
    for entry in archive.zip.entries where entry.name != archive.projectEntry {
      if removedFiles.contains(entry.name) { continue }
      if let bytes = files[entry.name] {
        try writer.add(entry.name, bytes)
      } else {
        try writer.add(entry, of: archive.zip)
      }
    }
    for name in files.keys.sorted() where archive.zip[name] == nil { try writer.add(name, files[name] ?? []) }
    return try writer.finished()
  }

  // MARK: Frame

  private mutating func writeFrame() {
    let codeBook = root.first("CodeBook")
    let codeTaken = taken.subtracting(before.tree.elements.keys)
    var codes = REFICodeWriter(maker: maker, main: main, project: projectKey, before: before.tree, taken: codeTaken)
    let elements = codes.elements(project.frame)
    codeGUIDs = codes.guids
    for guid in codes.guids.values { if let key = REFIGUID(guid) { taken.insert(key) } }
    losses.merge(codes.losses)
    var container = codeBook ?? maker.element("CodeBook")
    var list = container.first("Codes") ?? maker.element("Codes")
    list.replace("Code", with: elements, order: maker.order("CodesType"))
    container.replace("Codes", with: elements.isEmpty ? [] : [list], order: maker.order("CodeBookType"))
    root.replace("CodeBook", with: elements.isEmpty ? [] : [container], order: maker.order("ProjectType"))

    let old = before.project.frame
    guard project.frame.name != old.name || project.frame.version != old.version else { return }
    root["name"] = project.frame.name[main].isEmpty ? "Interviews" : project.frame.name[main]
    var rules = REFIRules(name: "", text: root.first("Description")?.text ?? "", main: main)
    rules.name = project.frame.name
    rules.values["version"] = project.frame.version == "1" ? nil : project.frame.version
    let text = rules.text(in: main)
    root.replace(
      "Description", with: text.isEmpty ? [] : [maker.text("Description", text)], order: maker.order("ProjectType"))
  }

  /// What GUIDs are made from, so that two projects do not share them.
  var projectKey: String { project.frame.name.en + "\u{1F}" + project.frame.name.kk }

  // MARK: Users, variables, notes

  private mutating func readNames() {
    for user in root.first("Users")?.all("User") ?? [] {
      guard let written = user["guid"], let guid = REFIGUID(written), let name = before.coders[guid] else { continue }
      userGUIDs[name] = userGUIDs[name] ?? written
    }
    for variable in root.first("Variables")?.all("Variable") ?? [] {
      guard let written = variable["guid"], let guid = REFIGUID(written), let known = before.variables[guid] else {
        continue
      }
      variables[known.name] = (written, known.type)
    }
  }

  /// The GUID of a coder's user, who is added if need be; `nil` for the unknown coder.
  mutating func user(_ coder: String) -> String? {
    if let known = userGUIDs[coder] { return known }
    guard coder != REFIContents.unknownCoder else { return nil }
    let guid = newGUID("user", coder)
    userGUIDs[coder] = guid
    append([maker.element("User", [("guid", guid), ("name", coder)])], "User", to: "Users")
    return guid
  }

  /// The reference to a note of a text, which is added.
  mutating func note(_ text: String, on key: String) -> XMLElement {
    let guid = newGUID("note", key)
    newNotes.append(
      maker.element("Note", [("guid", guid), ("name", "Memo")], [maker.text("PlainTextContent", text)]))
    return maker.reference("NoteRef", guid)
  }

  /// A value of a variable, which is added if need be.
  mutating func value(_ text: String, of name: String) -> XMLElement {
    let known = variables[name] ?? (newGUID("variable", name), "Text")
    if variables[name] == nil {
      variables[name] = known
      newVariables.append(
        maker.element("Variable", [("guid", known.guid), ("name", name), ("typeOfVariable", known.type)]))
    }
    let kinds: [String: REFISchema.Value] = [
      "Boolean": .boolean, "Integer": .integer, "Float": .decimal, "Date": .date, "DateTime": .dateTime,
    ]
    var type = known.type
    if let kind = kinds[type], !kind.allows(text) {
      type = "Text"
      variables[name] = (known.guid, type)
      if let guid = REFIGUID(known.guid), textVariables.insert(guid).inserted { losses.add(.variableTypes) }
    } else if kinds[type] == nil {
      type = "Text"
    }
    return maker.element(
      "VariableValue", [], [maker.reference("VariableRef", known.guid), maker.text(type + "Value", text)])
  }

  private mutating func writeVariables() {
    append(newVariables, "Variable", to: "Variables")
    guard !textVariables.isEmpty else { return }
    let changed = textVariables
    let textName = maker.prefix + "TextValue"
    func change(_ element: inout XMLElement) {
      if element.name.local == "Variable", let guid = element["guid"].flatMap(REFIGUID.init), changed.contains(guid) {
        element["typeOfVariable"] = "Text"
      }
      if element.name.local == "VariableValue",
        let guid = element.first("VariableRef")?["targetGUID"].flatMap(REFIGUID.init), changed.contains(guid)
      {
        element.updateElements { if $0.name.local.hasSuffix("Value") { $0.name.written = textName } }
      }
      element.updateElements(change)
    }
    change(&root)
  }

  /// A GUID of a thing that has none; never one that is taken.
  mutating func newGUID(_ kind: String, _ key: String) -> String {
    var guid = REFIGUID(kind: kind, project: projectKey, key: key)
    while !taken.insert(guid).inserted { guid = REFIGUID(kind: kind, project: projectKey, key: guid.text) }
    return guid.text
  }

  /// The GUID that a thing brings along if it is one and free, else a new one.
  mutating func ownGUID(_ written: String?, _ kind: String, _ key: String) -> String {
    if let written, let guid = REFIGUID(written), taken.insert(guid).inserted { return written }
    if written != nil { losses.add(.guids) }
    return newGUID(kind, key)
  }

  /// Adds elements at the end of a container of the project, which is made if need be.
  mutating func append(_ elements: [XMLElement], _ name: String, to container: String) {
    guard !elements.isEmpty else { return }
    var found = false
    root.updateElements { element in
      guard !found, element.name.local == container else { return }
      element.nodes += elements.map { .element($0) }
      found = true
    }
    if !found {
      root.replace(container, with: [maker.element(container, [], elements)], order: maker.order("ProjectType"))
    }
  }

  // MARK: Tidying up

  /// Takes away notes that codings had and that nothing names any more.
  private mutating func dropUnusedNotes() {
    let used = before.usedNotes
    guard !used.isEmpty else { return }
    var named: Set<REFIGUID> = []
    func collect(_ element: XMLElement) {
      for attribute in element.attributes where REFIReferences.attributes.contains(attribute.name.written) {
        if let guid = REFIGUID(attribute.value) { named.insert(guid) }
      }
      for child in element.elements { collect(child) }
    }
    collect(root)
    root.updateElements { notes in
      guard notes.name.local == "Notes" else { return }
      notes.removeElements { note in
        guard let guid = note["guid"].flatMap(REFIGUID.init) else { return false }
        return used.contains(guid) && !named.contains(guid)
      }
    }
  }

  /// Takes away references to what was in the archive and is not any more.
  private mutating func dropDeadReferences() {
    let alive = REFIReferences(root, file: "", isCodebook: false).kinds
    let dead = Set(kindsBefore.keys).subtracting(alive.keys)
    guard !dead.isEmpty else { return }
    var count = 0
    func isDead(_ written: String?) -> Bool { written.flatMap(REFIGUID.init).map(dead.contains) ?? false }
    func clean(_ element: inout XMLElement) {
      for name in REFIReferences.attributes where isDead(element[name]) {
        element[name] = nil
        count += 1
      }
      element.removeElements { child in
        let isSole = REFIReferences.soleReference(child, isCodebook: false).map { isDead(child[$0]) } ?? false
        let needed =
          child.name.local == "Coding" ? "CodeRef" : child.name.local == "VariableValue" ? "VariableRef" : nil
        let lacks = needed.map { isDead(child.first($0)?["targetGUID"]) } ?? false
        if isSole || lacks { count += 1 }
        return isSole || lacks
      }
      element.updateElements(clean)
    }
    clean(&root)
    losses.add(.removedReferences, count)
  }

  private mutating func dropEmptyContainers() {
    let containers: Set<String> = [
      "Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs",
    ]
    root.removeElements { containers.contains(String($0.name.local)) && $0.elements.isEmpty }
  }

  private static func unwritable(_ element: XMLElement) -> Int {
    var count = element.attributes.reduce(0) { $0 + unwritable($1.value) }
    for node in element.nodes {
      switch node {
      case .text(let text): count += unwritable(text)
      case .element(let child): count += unwritable(child)
      }
    }
    return count
  }

  private static func unwritable(_ text: String) -> Int {
    XMLWriter.isWritable(text) ? 0 : text.unicodeScalars.count { !XMLWriter.isWritable(String(Character($0))) }
  }
}
