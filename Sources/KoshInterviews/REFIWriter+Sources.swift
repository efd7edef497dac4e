internal import KoshFiles
internal import KoshTable

/// Sources and codings.
extension REFIWriter {
  /// What is to be written for the codings of one text.
  private struct Codings {
    /// The codings of the project by GUID.
    var byKey: [REFIGUID: Coding] = [:]
    /// Those without a GUID of their own, in the order of the project.
    var fresh: [Coding] = []
    /// Those that were met in the file and stay at their place.
    var placed: Set<REFIGUID> = []
    /// The keys in the order of the project.
    var order: [REFIGUID] = []
    /// All of them in the order of the project.
    var all: [Coding] = []
  }

  mutating func writeSources() {
    let codings = groupedCodings()
    let kept = Dictionary(
      project.sources.compactMap { source in source.guid.flatMap(REFIGUID.init).map { ($0, source) } },
      uniquingKeysWith: { first, _ in first })
    let oldByID = Dictionary(before.project.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let oldCodings = Dictionary(
      before.project.codings.compactMap { coding in coding.guid.flatMap(REFIGUID.init).map { ($0, coding) } },
      uniquingKeysWith: { first, _ in first })
    var keys = REFIKeys("source")
    var codingKeys = REFIKeys("coding")
    var written: Set<String> = []
    var container = root.first("Sources") ?? maker.element("Sources")
    var nodes: [XMLElement.Node] = []
    nodes.reserveCapacity(container.nodes.count)
    for var source in container.elements {
      if source.name.local == "TextSource" {
        let (key, _) = keys.next(source)
        guard let oldID = before.sourceIDs[key], let old = oldByID[oldID] else {
          nodes.append(.element(source))
          continue
        }
        if let new = kept[key] {
          update(&source, key: key, old: old, new: new, codings[new.id], oldCodings, &codingKeys)
          sourceGUIDs[new.id] = source["guid"]
          written.insert(new.id)
          nodes.append(.element(source))
        } else {
          passCodings(of: source, &codingKeys)
          if let entry = source["plainTextPath"].flatMap(archive.entry(forPath:)) { removedFiles.insert(entry.name) }
        }
        continue
      }
      let guid = source["guid"]
      source.updateElements { bearer in
        guard REFIContents.bears(bearer) else { return }
        let (key, _) = keys.next(bearer)
        guard let oldID = before.sourceIDs[key], let old = oldByID[oldID] else { return }
        guard let new = kept[key] else { return passCodings(of: bearer, &codingKeys) }
        update(&bearer, key: key, old: old, new: new, codings[new.id], oldCodings, &codingKeys)
        sourceGUIDs[new.id] = guid
        written.insert(new.id)
      }
      nodes.append(.element(source))
    }
    container.nodes = nodes
    for source in project.sources where !written.contains(source.id) {
      container.nodes.append(.element(newSource(source, codings[source.id])))
    }
    root.replace("Sources", with: container.elements.isEmpty ? [] : [container], order: maker.order("ProjectType"))
  }

  private func groupedCodings() -> [String: Codings] {
    var result: [String: Codings] = [:]
    for coding in project.codings {
      result[coding.source, default: Codings()].all.append(coding)
      if let key = coding.guid.flatMap(REFIGUID.init), result[coding.source]?.byKey[key] == nil {
        result[coding.source, default: Codings()].byKey[key] = coding
        result[coding.source]?.order.append(key)
      } else {
        result[coding.source, default: Codings()].fresh.append(coding)
      }
    }
    return result
  }

  /// Counts the codings of a text that is left as it is, so that those after it keep their keys.
  private func passCodings(of element: XMLElement, _ keys: inout REFIKeys) {
    let name = element.name.local == "Transcript" ? "TranscriptSelection" : "PlainTextSelection"
    for selection in element.all(name) { for coding in selection.all("Coding") { _ = keys.next(coding) } }
    if element.name.local != "Transcript" { for coding in element.all("Coding") { _ = keys.next(coding) } }
  }

  // MARK: One source

  private mutating func newSource(_ source: Source, _ codings: Codings?) -> XMLElement {
    let guid = ownGUID(source.guid, "source", source.id)
    let file = (REFIGUID(guid)?.text ?? guid) + ".txt"
    files[folder + file] = source.text.utf8
    sourceGUIDs[source.id] = guid
    var element = maker.element(
      "TextSource", [("guid", guid), ("name", source.name), ("plainTextPath", "internal://\(file)")])
    let expected = SourceReader.source(source.text, name: source.name, stem: Self.stem(source.name), path: nil)
    if expected.turns != source.turns { losses.add(.turns) }
    if source.path != nil { losses.add(.paths) }
    describe(&element, source, expected: expected)
    writeValues(&element, source.metadata, expected: expected.metadata)
    let selections = (codings?.all ?? []).enumerated().map {
      newSelection($1, ordinal: $0, text: source.text, raw: { $0 })
    }
    element.replace("PlainTextSelection", with: selections, order: maker.order("TextSourceType"))
    return element
  }

  private static func stem(_ name: String) -> String { name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name }

  /// Writes identifier and language into the description where they do not follow from name and text.
  private func describe(_ element: inout XMLElement, _ source: Source, expected: Source) {
    var rules = REFIRules(name: source.name, text: element.first("Description")?.text ?? "", main: main)
    if source.id != expected.id { rules.values["id"] = source.id }
    if source.language != expected.language { rules.values["language"] = source.language?.rawValue }
    let text = rules.text(in: main)
    element.replace(
      "Description", with: text.isEmpty ? [] : [maker.text("Description", text)], order: maker.order("TextSourceType"))
  }

  private mutating func writeValues(_ element: inout XMLElement, _ values: [String: String], expected: [String: String])
  {
    var elements = element.all("VariableValue")
    for name in Set(values.keys).union(expected.keys).sorted() where values[name] != expected[name] {
      let guid = variables[name].flatMap { REFIGUID($0.guid) }
      elements.removeAll { guid != nil && $0.first("VariableRef")?["targetGUID"].flatMap(REFIGUID.init) == guid }
      if let value = values[name] { elements.append(self.value(value, of: name)) }
    }
    let type = element.name.local == "Case" ? "CaseType" : "TextSourceType"
    element.replace("VariableValue", with: elements, order: maker.order(type))
  }

  private mutating func update(
    _ element: inout XMLElement, key: REFIGUID, old: Source, new: Source, _ codings: Codings?,
    _ oldCodings: [REFIGUID: Coding], _ keys: inout REFIKeys
  ) {
    let isTranscript = element.name.local == "Transcript"
    if old.name != new.name { element["name"] = new.name }
    var expected = old
    let isSameText = old.text == new.text
    if !isSameText {
      writeText(&element, new)
      let head = SourceReader.source(new.text, name: new.name, stem: Self.stem(new.name), path: nil)
      expected.metadata = head.metadata.merging(before.values(element)) { $1 }
    }
    if old.id != new.id || old.language != new.language || old.name != new.name {
      expected = SourceReader.source(new.text, name: new.name, stem: Self.stem(new.name), path: nil)
      describe(&element, new, expected: expected)
      expected.metadata = expected.metadata.merging(before.values(element)) { $1 }
    }
    if new.metadata != expected.metadata, !isTranscript {
      writeValues(&element, new.metadata, expected: expected.metadata)
    }

    let text = before.texts[key]
    let raw: (Int) -> Int = isSameText ? { text?.raw($0) ?? $0 } : { $0 }
    var codings = codings ?? Codings()
    let selectionName = isTranscript ? "TranscriptSelection" : "PlainTextSelection"
    var selections: [XMLElement] = []
    for var selection in element.all(selectionName) {
      if updateSelection(&selection, isTranscript, isSameText, raw, &codings, oldCodings, &keys) {
        selections.append(selection)
      }
    }
    if !isTranscript { updateWholeCodings(&element, new, &codings, oldCodings, &keys) }
    let type = isTranscript ? "TranscriptType" : "TextSourceType"
    let added = codings.order.filter { !codings.placed.contains($0) }.compactMap { codings.byKey[$0] } + codings.fresh
    if isTranscript {
      var points: [XMLElement] = []
      for (ordinal, coding) in added.enumerated() {
        selections.append(newTranscriptSelection(coding, ordinal: ordinal, text: new.text, raw: raw, &points))
      }
      if !points.isEmpty {
        element.replace("SyncPoint", with: element.all("SyncPoint") + points, order: maker.order(type))
      }
    } else {
      selections += added.enumerated().map { newSelection($1, ordinal: $0, text: new.text, raw: raw) }
    }
    element.replace(selectionName, with: selections, order: maker.order(type))
  }

  private mutating func writeText(_ element: inout XMLElement, _ source: Source) {
    if let entry = element["plainTextPath"].flatMap(archive.entry(forPath:)), element.first("PlainTextContent") == nil {
      files[entry.name] = source.text.utf8
    } else {
      element.removeElements { $0.name.local == "PlainTextContent" }
      let file = newGUID("text", source.id + source.sha256) + ".txt"
      files[folder + file] = source.text.utf8
      element["plainTextPath"] = "internal://\(file)"
    }
    if element["richTextPath"] != nil {
      // The formatted text no longer says the same.
      element["richTextPath"] = nil
      losses.add(.removedReferences)
    }
  }

  // MARK: Codings

  /// Brings a selection up to date; `false` if nothing is left of it.
  private mutating func updateSelection(
    _ selection: inout XMLElement, _ isTranscript: Bool, _ isSameText: Bool, _ raw: (Int) -> Int,
    _ codings: inout Codings, _ oldCodings: [REFIGUID: Coding], _ keys: inout REFIKeys
  ) -> Bool {
    let elements = selection.all("Coding")
    guard !elements.isEmpty else {
      if !isSameText { losses.add(.movedAnnotations) }
      return true
    }
    let all = elements.map { (element: $0, key: keys.next($0).key) }
    let spans = all.compactMap { one in
      oldCodings[one.key] == nil ? nil : codings.byKey[one.key].map { $0.start..<$0.end }
    }
    let oldSpan = all.lazy.compactMap { oldCodings[$0.key] }.first.map { $0.start..<$0.end }
    // The selection stays where it is for the sake of one coding that does.
    let span = oldSpan.map { old in spans.contains(old) ? old : spans.first ?? old }
    if let span, span != oldSpan || !isSameText, !spans.isEmpty, !isTranscript {
      selection["startPosition"] = String(raw(span.lowerBound))
      selection["endPosition"] = String(raw(span.upperBound))
    }
    let stays = isTranscript && !isSameText ? nil : isTranscript ? oldSpan : span
    var kept: [XMLElement] = []
    for (element, key) in all {
      guard let old = oldCodings[key] else {
        kept.append(element)
        continue
      }
      guard let new = codings.byKey[key], new.start..<new.end == stays else { continue }
      codings.placed.insert(key)
      codingsBefore.remove(key)
      kept.append(updated(element, key, old: old, new: new))
    }
    if kept != elements { selection.replace("Coding", with: kept, order: maker.order("PlainTextSelectionType")) }
    return !kept.isEmpty || selection.first("Description") != nil || selection.first("NoteRef") != nil
  }

  /// Brings the codes of a whole source up to date; those that no longer cover all of it become selections.
  private mutating func updateWholeCodings(
    _ element: inout XMLElement, _ source: Source, _ codings: inout Codings, _ oldCodings: [REFIGUID: Coding],
    _ keys: inout REFIKeys
  ) {
    let elements = element.all("Coding")
    guard !elements.isEmpty else { return }
    var kept: [XMLElement] = []
    for one in elements {
      let (key, _) = keys.next(one)
      guard let old = oldCodings[key] else {
        kept.append(one)
        continue
      }
      guard let new = codings.byKey[key], new.start == 0, new.end == source.text.count else { continue }
      codings.placed.insert(key)
      codingsBefore.remove(key)
      var oldHere = old
      (oldHere.start, oldHere.end) = (new.start, new.end)
      kept.append(updated(one, key, old: oldHere, new: new))
    }
    if kept != elements { element.replace("Coding", with: kept, order: maker.order("TextSourceType")) }
  }

  /// A coding's element with what is different now.
  private mutating func updated(_ element: XMLElement, _ key: REFIGUID, old: Coding, new: Coding) -> XMLElement {
    var element = element
    if old.code != new.code {
      element.updateElements { if $0.name.local == "CodeRef" { $0["targetGUID"] = codeGUIDs[new.code] } }
    }
    if old.coder != new.coder { element["creatingUser"] = user(new.coder) }
    if old.date != new.date { element["creationDateTime"] = moment(new.date) }
    if old.memo != new.memo {
      let notes = new.memo.map { [note($0, on: key.text + $0)] } ?? []
      element.replace("NoteRef", with: notes, order: maker.order("CodingType"))
    }
    return element
  }

  private mutating func newCoding(_ coding: Coding, key: String) -> XMLElement {
    let known = coding.guid.flatMap(REFIGUID.init)
    let guid: String
    if let known, let written = coding.guid, codingsBefore.remove(known) != nil {
      // It moved from one selection to another and stays what it is.
      guid = written
    } else {
      guid = ownGUID(coding.guid, "coding", key)
    }
    var elements = [maker.reference("CodeRef", codeGUIDs[coding.code] ?? "")]
    if let memo = coding.memo { elements.append(note(memo, on: guid + memo)) }
    return maker.element(
      "Coding", [("guid", guid), ("creatingUser", user(coding.coder)), ("creationDateTime", moment(coding.date))],
      elements)
  }

  private mutating func newSelection(_ coding: Coding, ordinal: Int, text: SourceText, raw: (Int) -> Int) -> XMLElement
  {
    let key = Self.key(coding, ordinal)
    let guid = newGUID("selection", key)
    return maker.element(
      "PlainTextSelection",
      [
        ("guid", guid), ("name", Self.quote(coding, text)), ("startPosition", String(raw(coding.start))),
        ("endPosition", String(raw(coding.end))), ("creatingUser", user(coding.coder)),
        ("creationDateTime", moment(coding.date, isCounted: false)),
      ], [newCoding(coding, key: key)])
  }

  private mutating func newTranscriptSelection(
    _ coding: Coding, ordinal: Int, text: SourceText, raw: (Int) -> Int, _ points: inout [XMLElement]
  ) -> XMLElement {
    let key = Self.key(coding, ordinal)
    let guid = newGUID("selection", key)
    let (from, to) = (newGUID("sync point", key + "from"), newGUID("sync point", key + "to"))
    points.append(maker.element("SyncPoint", [("guid", from), ("position", String(raw(coding.start)))]))
    points.append(maker.element("SyncPoint", [("guid", to), ("position", String(raw(coding.end)))]))
    return maker.element(
      "TranscriptSelection",
      [
        ("guid", guid), ("name", Self.quote(coding, text)), ("fromSyncPoint", from), ("toSyncPoint", to),
        ("creatingUser", user(coding.coder)), ("creationDateTime", moment(coding.date, isCounted: false)),
      ], [newCoding(coding, key: key)])
  }

  private static func key(_ coding: Coding, _ ordinal: Int) -> String {
    "\(coding.source)\u{1F}\(coding.start)\u{1F}\(coding.end)\u{1F}\(coding.code)\u{1F}\(coding.coder)\u{1F}\(ordinal)"
  }

  /// The beginning of the quotation on one line: other programs show it, and some cannot do without.
  private static func quote(_ coding: Coding, _ text: SourceText) -> String {
    let end = min(coding.end, coding.start + 60)
    let words = text[coding.start..<end].map { $0.isWhitespace || !XMLWriter.isWritable(String($0)) ? " " : $0 }
    return String(words) + (end < coding.end ? "…" : "")
  }

  /// A date as a date and time; `nil` where it cannot be told as one.
  private mutating func moment(_ date: String?, isCounted: Bool = true) -> String? {
    guard let date else { return nil }
    if REFISchema.Value.dateTime.allows(date) { return date }
    if REFISchema.Value.date.allows(date), date.utf8.count == 10 { return date + "T00:00:00" }
    if isCounted { losses.add(.dates) }
    return nil
  }
}
