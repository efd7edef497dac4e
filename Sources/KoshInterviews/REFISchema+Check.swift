internal import KoshFiles
internal import KoshTable

extension REFISchema {
  /// Where an element departs from the schema, each departure with its place; empty for a valid file.
  ///
  /// Attributes with a prefix (`xsi:schemaLocation`) are nobody's business here.
  ///
  /// - Parameter file: The file's name for the places.
  func check(_ element: XMLElement, file: String) -> [Problem] {
    guard element.name.local == root.name, element.name.namespace == namespace else {
      let found =
        element.name.namespace.map { "\"\(element.name.local)\" of \($0)" }
        ?? "\"\(element.name.local)\" without a namespace"
      return [
        Problem(
          .data, "the root element is \(found)", at: Self.place(element, file),
          why: "REFI-QDA begins with \"\(root.name)\" of \(namespace)")
      ]
    }
    var problems: [Problem] = []
    check(element, type: root.type, file: file, into: &problems)
    return problems
  }

  /// The place of an element.
  static func place(_ element: XMLElement, _ file: String) -> Place {
    element.line > 0 ? Place(file: file, line: element.line, column: element.column) : Place(file: file)
  }

  private func check(_ element: XMLElement, type: String, file: String, into problems: inout [Problem]) {
    let name = element.name.local
    func found(_ what: String, at other: XMLElement? = nil, why: String? = nil, remedy: String? = nil) {
      problems.append(Problem(.data, what, at: Self.place(other ?? element, file), why: why, remedy: remedy))
    }
    guard let complex = types[type] else {
      if let value = Value(rawValue: type), !value.allows(element.text) {
        found("\"\(element.text)\" is no value of \(name)", why: "it must be \(value.expectation)")
      }
      if let child = element.elements.first {
        found("\(child.name.local) stands in \(name)", at: child, why: "\(name) holds text only")
      }
      return
    }
    for attribute in element.attributes where !attribute.name.written.contains(":") && attribute.name.written != "xmlns"
    {
      guard let known = complex.attributes.first(where: { $0.name == attribute.name.written }) else {
        found(
          "\(name) has the attribute \"\(attribute.name.written)\", which the standard does not know",
          remedy: Spelling.nearest(to: attribute.name.written, in: complex.attributes.map(\.name)).map {
            "did you mean \"\($0)\"?"
          })
        continue
      }
      if !known.value.allows(attribute.value) {
        found(
          "\"\(attribute.value)\" is no value of \(known.name) in \(name)", why: "it must be \(known.value.expectation)"
        )
      }
    }
    for known in complex.attributes where known.isRequired && element[known.name] == nil {
      found("\(name) has no \(known.name)", why: "the standard demands it")
    }
    if element.nodes.contains(where: { if case .text(let text) = $0 { !TabText.trimmed(text).isEmpty } else { false } })
    {
      found("text stands in \(name)", why: "only elements may stand there")
    }
    checkChildren(of: element, complex, file: file, into: &problems)
  }

  private func checkChildren(
    of element: XMLElement, _ complex: Complex, file: String, into problems: inout [Problem]
  ) {
    let name = element.name.local
    var counts: [String: Int] = [:]
    var furthest = 0
    var alternative: String?
    for child in element.elements {
      let local = String(child.name.local)
      guard child.name.namespace == namespace, let position = complex.children.firstIndex(where: { $0.name == local })
      else {
        problems.append(
          Problem(.data, "\(local) stands in \(name), which the standard does not know", at: Self.place(child, file)))
        continue
      }
      let known = complex.children[position]
      counts[local, default: 0] += 1
      if counts[local] == 2, known.count == .one || known.count == .optional {
        problems.append(Problem(.data, "\(local) stands more than once in \(name)", at: Self.place(child, file)))
      }
      if complex.alternatives.contains(local) {
        if let other = alternative, other != local {
          problems.append(
            Problem(
              .data, "\(name) has both \(other) and \(local)", at: Self.place(child, file), why: "one value is allowed")
          )
        }
        alternative = local
      }
      if position < furthest, !complex.isUnordered {
        problems.append(
          Problem(
            .data, "\(local) stands after \(complex.children[furthest].name) in \(name)", at: Self.place(child, file),
            why: "the standard has the order \(complex.children.map(\.name).joined(separator: ", "))"))
      }
      furthest = max(furthest, position)
      check(child, type: known.type, file: file, into: &problems)
    }
    for known in complex.children where known.count == .one || known.count == .oneOrMore {
      if counts[known.name] == nil {
        problems.append(
          Problem(.data, "\(name) has no \(known.name)", at: Self.place(element, file), why: "the standard demands one")
        )
      }
    }
    if complex.isUnordered, counts.isEmpty {
      problems.append(
        Problem(
          .data, "\(name) is empty", at: Self.place(element, file), why: "the standard leaves such an element out"))
    }
  }
}
