internal import KoshFiles
internal import KoshTable

/// Cases and their values.
extension REFIWriter {
  mutating func writeCases() {
    let kept = Dictionary(
      project.cases.compactMap { one in one.guid.flatMap(REFIGUID.init).map { ($0, one) } },
      uniquingKeysWith: { first, _ in first })
    var old = before.project.cases[...]
    var keys = REFIKeys("case")
    var written: Set<REFIGUID> = []
    var elements: [XMLElement] = []
    for var element in root.first("Cases")?.all("Case") ?? [] {
      let (key, _) = keys.next(element)
      guard let known = old.popFirst(), let new = kept[key] else { continue }
      if known != new { update(&element, old: known, new: new) }
      written.insert(key)
      elements.append(element)
    }
    for one in project.cases {
      if let key = one.guid.flatMap(REFIGUID.init), kept[key] == one, written.contains(key) { continue }
      var element = maker.element("Case", [("guid", ownGUID(one.guid, "case", one.id)), ("name", one.id)])
      update(&element, old: Case(id: one.id, sources: []), new: one)
      elements.append(element)
    }
    var container = root.first("Cases") ?? maker.element("Cases")
    container.replace("Case", with: elements, order: maker.order("CasesType"))
    root.replace("Cases", with: elements.isEmpty ? [] : [container], order: maker.order("ProjectType"))
  }

  private mutating func update(_ element: inout XMLElement, old: Case, new: Case) {
    if old.id != new.id { element["name"] = new.id }
    func all(_ one: Case) -> [String: String] {
      one.pseudonym == one.id ? one.attributes : one.attributes.merging(["pseudonym": one.pseudonym]) { $1 }
    }
    let (oldValues, newValues) = (all(old), all(new))
    if oldValues != newValues {
      var values = element.all("VariableValue")
      for name in Set(oldValues.keys).union(newValues.keys).sorted() where oldValues[name] != newValues[name] {
        let guid = variables[name].flatMap { REFIGUID($0.guid) }
        values.removeAll { guid != nil && $0.first("VariableRef")?["targetGUID"].flatMap(REFIGUID.init) == guid }
        if let text = newValues[name] { values.append(value(text, of: name)) }
      }
      element.replace("VariableValue", with: values, order: maker.order("CaseType"))
    }
    guard old.sources != new.sources else { return }
    let wanted = Set(new.sources)
    var covered: Set<String> = []
    func stays(_ reference: XMLElement) -> Bool {
      guard let guid = reference["targetGUID"].flatMap(REFIGUID.init) else { return true }
      let ids = before.wholeSelections[guid].map { [$0] } ?? before.sourcesOfTarget[guid] ?? []
      covered.formUnion(ids.filter(wanted.contains))
      return ids.isEmpty || ids.contains(where: wanted.contains)
    }
    var references = element.all("SourceRef").filter(stays)
    let selections = element.all("SelectionRef").filter(stays)
    for id in new.sources where !covered.contains(id) {
      if let guid = sourceGUIDs[id] {
        references.append(maker.reference("SourceRef", guid))
        covered.insert(id)
      }
    }
    element.replace("SourceRef", with: references, order: maker.order("CaseType"))
    element.replace("SelectionRef", with: selections, order: maker.order("CaseType"))
  }
}
