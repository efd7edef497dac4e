internal import KoshFiles
internal import KoshTable

/// What a REFI-QDA project says in Kosh's words, with the GUIDs by which each thing is found again in its file.
struct REFIContents {
  var project = InterviewProject(sources: [], frame: CodingFrame(codes: []))
  var problems: [Problem] = []
  var losses = REFILosses()
  /// The codes and their elements.
  let tree: REFICodeTree
  /// The name of each coder by the GUID of the user.
  private(set) var coders: [REFIGUID: String] = [:]
  /// The name and type of each variable by GUID.
  private(set) var variables: [REFIGUID: (name: String, type: String)] = [:]
  /// The texts of sources as they stand in the file, by the key of the element that bears them.
  private(set) var texts: [REFIGUID: REFIText] = [:]
  /// The identifier of each source by the key of the element that bears its text.
  private(set) var sourceIDs: [REFIGUID: String] = [:]
  /// The identifiers of the texts in each thing that a case can name as its source.
  private(set) var sourcesOfTarget: [REFIGUID: [String]] = [:]
  /// The source of each selection of text that covers all of it.
  private(set) var wholeSelections: [REFIGUID: String] = [:]

  private let archive: REFIArchive
  private let options: REFIImport.Options
  private var notes: [REFIGUID: String] = [:]
  private(set) var usedNotes: Set<REFIGUID> = []
  private var codingKeys = REFIKeys("coding")
  private var sourceNames: [String: Place] = [:]

  /// The coder of codings of which the file does not say who made them.
  static let unknownCoder = "unknown"

  init(_ archive: REFIArchive, options: REFIImport.Options) {
    self.archive = archive
    self.options = options
    let root = archive.root
    tree = REFICodeTree(root.first("CodeBook")?.first("Codes"), main: options.language)
    readUsers(root)
    readVariables(root)
    readNotes(root)
    readFrame(root)
    readSources(root)
    readCases(root)
    countTheRest(root)
  }

  private mutating func readUsers(_ root: XMLElement) {
    var names = REFINames()
    for user in root.first("Users")?.all("User") ?? [] {
      guard let guid = user["guid"].flatMap(REFIGUID.init) else { continue }
      coders[guid] = names.unique(user["name"], user["id"], user["guid"])
    }
  }

  private mutating func readVariables(_ root: XMLElement) {
    var names = REFINames()
    for variable in root.first("Variables")?.all("Variable") ?? [] {
      guard let guid = variable["guid"].flatMap(REFIGUID.init) else { continue }
      variables[guid] = (names.unique(variable["name"], variable["guid"]), variable["typeOfVariable"] ?? "Text")
      if variable.first("Description") != nil { losses.add(.descriptions) }
    }
  }

  private mutating func readNotes(_ root: XMLElement) {
    for note in root.first("Notes")?.all("Note") ?? [] {
      guard let guid = note["guid"].flatMap(REFIGUID.init) else { continue }
      let content = bytes(of: note, isNote: true).map { SourceText(utf8: $0).string } ?? ""
      notes[guid] = content.isEmpty ? note.first("Description")?.text ?? note["name"] ?? "" : content
    }
  }

  private mutating func readFrame(_ root: XMLElement) {
    let rules = REFIRules(
      name: root["name"] ?? "", text: root.first("Description")?.text ?? "", main: options.language)
    project.frame = CodingFrame(name: rules.name, version: rules.values["version"] ?? "1", codes: tree.codes)
    if !rules.definition.isEmpty { losses.add(.descriptions) }
  }

  // MARK: Sources

  /// The elements of a source that bear a text that is coded, in the order of the file.
  static func bears(_ element: XMLElement) -> Bool {
    ["Representation", "Transcript", "TextDescription"].contains(element.name.local)
  }

  private mutating func readSources(_ root: XMLElement) {
    var names = REFINames()
    var keys = REFIKeys("source")
    for source in root.first("Sources")?.elements ?? [] {
      var ids: [String] = []
      if source.name.local == "TextSource" {
        ids += readText(source, of: source, &names, &keys)
      } else {
        let count = ids.count
        for bearer in source.elements where Self.bears(bearer) { ids += readText(bearer, of: source, &names, &keys) }
        if ids.count == count { losses.add(.media) }
        losses.add(.mediaCodings, source.all("Coding").count)
        for selection in source.elements where selection.name.local.hasSuffix("Selection") {
          losses.add(.mediaCodings, selection.count("Coding"))
        }
      }
      losses.add(.notes, source.all("NoteRef").count)
      if let guid = source["guid"].flatMap(REFIGUID.init) { sourcesOfTarget[guid, default: []] += ids }
    }
  }

  private mutating func readText(
    _ element: XMLElement, of source: XMLElement, _ names: inout REFINames, _ keys: inout REFIKeys
  ) -> [String] {
    let (key, written) = keys.next(element)
    let name = element["name"] ?? source["name"] ?? written
    guard let content = bytes(of: element, isNote: false) else { return [] }
    var text = REFIText(content)
    text.decide(options.lineEnds, selections: element.all("PlainTextSelection"), origin: archive.root["origin"] ?? "")
    let description = element.first("Description")?.text ?? ""
    let rules = REFIRules(name: name, text: description, main: options.language)
    if !rules.definition.isEmpty { losses.add(.descriptions) }
    let place = REFISchema.place(element, archive.file)
    if let other = sourceNames[name] {
      problems.append(
        Problem(
          .data, "two sources have the name \"\(name)\"", at: place,
          why: "the other one stands on line \(other.line ?? 0), and a reader could not tell their quotes apart",
          remedy: "give one of them another name"))
    }
    sourceNames[name] = sourceNames[name] ?? place
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    var made = SourceReader.source(
      text.text, name: name, stem: stem, path: nil,
      language: rules.values["language"].flatMap(Language.init(rawValue:)))
    made.id = names.unique(rules.values["id"], made.id, name)
    made.guid = written
    for (variable, value) in values(element) { made.metadata[variable] = value }
    project.sources.append(made)
    texts[key] = text
    sourceIDs[key] = made.id
    if let guid = element["guid"].flatMap(REFIGUID.init), element != source { sourcesOfTarget[guid] = [made.id] }
    if text.hadReturns { losses.add(.lineEnds) }
    if text.countsUnits { losses.add(.units) }
    if element["richTextPath"] != nil { losses.add(.richText) }
    if element.name.local == "Transcript" {
      readTranscript(element, made.id, text)
    } else {
      readSelections(element, made.id, text)
    }
    return [made.id]
  }

  /// The bytes of the text that an element bears or names; a problem where there is none.
  private mutating func bytes(of element: XMLElement, isNote: Bool) -> [UInt8]? {
    if let content = element.first("PlainTextContent") { return Array(content.text.utf8) }
    let name = element["name"] ?? element["guid"] ?? ""
    func found(_ what: String, why: String? = nil, remedy: String? = nil) {
      problems.append(
        Problem(.data, what, at: REFISchema.place(element, archive.file), why: why, remedy: remedy))
    }
    guard let path = element["plainTextPath"] else {
      if !isNote {
        found(
          "the source \"\(name)\" has no text", why: "it has neither PlainTextContent nor plainTextPath",
          remedy: "export the project with the texts of its sources")
      }
      return nil
    }
    guard let entry = archive.entry(forPath: path) else {
      found(
        "the text of \"\(name)\" is not in the archive: \(path)", why: "only files of the archive are read",
        remedy: "export the project with its sources inside")
      return nil
    }
    do throws(Problem) {
      let bytes = try archive.zip.contents(of: entry)
      return try TextFile.utf8(of: bytes, name: "\(archive.name)/\(entry.name)").bytes
    } catch {
      problems.append(error)
      return nil
    }
  }

  // MARK: Codings

  private mutating func readSelections(_ element: XMLElement, _ id: String, _ text: REFIText) {
    for selection in element.all("PlainTextSelection") {
      let start = selection["startPosition"].flatMap { Int(TabText.trimmed($0)) }.map(text.position)
      let end = selection["endPosition"].flatMap { Int(TabText.trimmed($0)) }.map(text.position)
      readCodings(selection, id, text, start, end)
    }
    for coding in element.all("Coding") {
      if add(coding, in: nil, id, 0, text.text.count) { losses.add(.wholeSources) }
    }
  }

  private mutating func readTranscript(_ element: XMLElement, _ id: String, _ text: REFIText) {
    var points: [REFIGUID: Int] = [:]
    for point in element.all("SyncPoint") {
      if let guid = point["guid"].flatMap(REFIGUID.init),
        let at = point["position"].flatMap({ Int(TabText.trimmed($0)) })
      {
        points[guid] = text.position(at)
      }
    }
    for selection in element.all("TranscriptSelection") {
      let start = selection["fromSyncPoint"].flatMap(REFIGUID.init).flatMap { points[$0] }
      let end = selection["toSyncPoint"].flatMap(REFIGUID.init).flatMap { points[$0] }
      readCodings(selection, id, text, start, end)
    }
  }

  private mutating func readCodings(_ selection: XMLElement, _ id: String, _ text: REFIText, _ start: Int?, _ end: Int?)
  {
    let codings = selection.all("Coding")
    if let start, let end, start <= 0, end >= text.text.count, let guid = selection["guid"].flatMap(REFIGUID.init) {
      wholeSelections[guid] = id
    }
    if codings.isEmpty { losses.add(.annotations) }
    let place = REFISchema.place(selection, archive.file)
    var problem: Problem?
    if let start, let end {
      if start > end {
        problem = Problem(.data, "the selection is reversed: it begins at \(start) and ends at \(end)", at: place)
      } else if start < 0 || end > text.text.count {
        problem = Problem(
          .data, "the selection \(start)–\(end) lies outside of its text of \(text.text.count) characters", at: place,
          why: "positions are Unicode characters counted from 0",
          remedy: "see whether the program that wrote them counts bytes or UTF-16 units")
      } else if start == end {
        problem = Problem(.data, "the selection is empty: it begins and ends at \(start)", at: place)
      }
    } else {
      problem = Problem(.data, "the selection does not say where it begins and ends", at: place)
    }
    if let problem {
      problems.append(problem)
      losses.add(.skippedCodings, codings.count)
    }
    for coding in codings {
      if problem != nil {
        _ = codingKeys.next(coding)
      } else {
        _ = add(coding, in: selection, id, start ?? 0, end ?? 0)
      }
    }
  }

  /// Adds a coding; `false` where its code is not known.
  private mutating func add(_ element: XMLElement, in selection: XMLElement?, _ id: String, _ start: Int, _ end: Int)
    -> Bool
  {
    let (_, written) = codingKeys.next(element)
    guard let code = element.first("CodeRef")?["targetGUID"].flatMap(REFIGUID.init).flatMap({ tree.ids[$0] }) else {
      // That the reference leads nowhere is among the deviations.
      losses.add(.skippedCodings)
      return false
    }
    let user =
      element["creatingUser"] ?? selection?["creatingUser"] ?? archive.root["creatingUserGUID"]
    let coder = user.flatMap(REFIGUID.init).flatMap { coders[$0] } ?? Self.unknownCoder
    let moment = element["creationDateTime"] ?? selection?["creationDateTime"]
    project.codings.append(
      Coding(
        source: id, start: start, end: end, code: code, coder: coder, date: moment.map(Self.date),
        memo: memo(element, selection), guid: written))
    return true
  }

  /// A day where the time is exactly midnight and says no zone, as days are written for want of a time.
  private static func date(_ moment: String) -> String {
    let text = TabText.trimmed(moment)
    return text.hasSuffix("T00:00:00") ? String(text.dropLast("T00:00:00".count)) : text
  }

  /// The notes on a coding; without any, what is said of the selection.
  private mutating func memo(_ coding: XMLElement, _ selection: XMLElement?) -> String? {
    var parts: [String] = []
    func take(_ element: XMLElement) {
      for reference in element.all("NoteRef") {
        guard let guid = reference["targetGUID"].flatMap(REFIGUID.init), let note = notes[guid] else { continue }
        usedNotes.insert(guid)
        parts.append(note)
      }
    }
    take(coding)
    if parts.isEmpty, let selection {
      if let description = selection.first("Description")?.text, !description.isEmpty { parts.append(description) }
      take(selection)
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  // MARK: Cases

  /// The values of variables in an element, by the variable's name.
  func values(_ element: XMLElement) -> [String: String] {
    var result: [String: String] = [:]
    for value in element.all("VariableValue") {
      guard
        let name = value.first("VariableRef")?["targetGUID"].flatMap(REFIGUID.init).flatMap({ variables[$0]?.name }),
        let content = value.elements.first(where: { $0.name.local.hasSuffix("Value") })
      else { continue }
      result[name] = content.text
    }
    return result
  }

  private mutating func readCases(_ root: XMLElement) {
    var names = REFINames()
    var keys = REFIKeys("case")
    for element in root.first("Cases")?.all("Case") ?? [] {
      let (_, written) = keys.next(element)
      var attributes = values(element)
      let rules = REFIRules(name: "", text: element.first("Description")?.text ?? "", main: options.language)
      if !rules.definition.isEmpty { losses.add(.descriptions) }
      let id = names.unique(element["name"], written)
      let pseudonym = attributes.removeValue(forKey: "pseudonym")
      var sources: [String] = []
      for reference in element.all("SourceRef") {
        guard let guid = reference["targetGUID"].flatMap(REFIGUID.init) else { continue }
        sources += (sourcesOfTarget[guid] ?? []).filter { !sources.contains($0) }
      }
      for reference in element.all("SelectionRef") {
        guard let guid = reference["targetGUID"].flatMap(REFIGUID.init) else { continue }
        if let source = wholeSelections[guid] {
          if !sources.contains(source) { sources.append(source) }
        } else {
          losses.add(.caseSelections)
        }
      }
      losses.add(.caseCodes, element.all("CodeRef").count)
      project.cases.append(
        Case(id: id, pseudonym: pseudonym, attributes: attributes, sources: sources, guid: written))
    }
  }

  private mutating func countTheRest(_ root: XMLElement) {
    losses.add(.sets, root.first("Sets")?.all("Set").count ?? 0)
    losses.add(.links, root.first("Links")?.all("Link").count ?? 0)
    losses.add(.graphs, root.first("Graphs")?.all("Graph").count ?? 0)
    losses.add(.notes, notes.keys.count { !usedNotes.contains($0) })
  }
}
