internal import KoshFiles

/// Walking through and building the elements of REFI-QDA.
extension XMLElement {
  /// Changes the elements in it in place, in order.
  mutating func updateElements(_ body: (inout XMLElement) -> Void) {
    for index in nodes.indices {
      guard case .element(var element) = nodes[index] else { continue }
      // Given up meanwhile, so that the change needs no copy.
      nodes[index] = .text("")
      body(&element)
      nodes[index] = .element(element)
    }
  }

  /// Puts `elements` in the place of all elements of a name: where the first of them stood, else where the order of the
  /// schema wants them.
  ///
  /// - Complexity: O(number of nodes).
  mutating func replace(_ local: String, with elements: [XMLElement], order: [String]) {
    var result: [Node] = []
    result.reserveCapacity(nodes.count + elements.count)
    let later = Set(order.drop { $0 != local }.dropFirst())
    var isPlaced = false
    let isKnown = nodes.contains { if case .element(let one) = $0 { one.name.local == local } else { false } }
    for node in nodes {
      var isOld = false
      if case .element(let one) = node {
        isOld = one.name.local == local
        if !isPlaced, isOld || !isKnown && later.contains(String(one.name.local)) {
          result += elements.map { .element($0) }
          isPlaced = true
        }
      }
      if !isOld { result.append(node) }
    }
    if !isPlaced { result += elements.map { .element($0) } }
    nodes = result
  }

  /// Takes elements away that `isUnwanted` names.
  mutating func removeElements(_ isUnwanted: (XMLElement) -> Bool) {
    nodes.removeAll { if case .element(let element) = $0 { isUnwanted(element) } else { false } }
  }

  /// The number of elements of a name in it, however deep.
  func count(_ local: String) -> Int {
    nodes.reduce(0) { sum, node in
      guard case .element(let element) = node else { return sum }
      return sum + (element.name.local == local ? 1 : 0) + element.count(local)
    }
  }
}

/// Makes elements of the namespace and prefix of a file.
struct REFIMaker {
  let namespace: String
  let prefix: String

  init(like root: XMLElement) {
    namespace = root.name.namespace ?? ""
    let written = root.name.written
    prefix = String(written.dropLast(root.name.local.count))
  }

  func element(_ name: String, _ attributes: [(String, String?)] = [], _ elements: [XMLElement] = []) -> XMLElement {
    XMLElement(
      prefix + name, namespace: namespace.isEmpty ? nil : namespace,
      attributes: attributes.compactMap { name, value in value.map { (name, $0) } }, elements: elements)
  }

  func text(_ name: String, _ text: String) -> XMLElement {
    XMLElement(prefix + name, namespace: namespace.isEmpty ? nil : namespace, text: text)
  }

  /// An element that names another: `<CodeRef targetGUID="…"/>`.
  func reference(_ name: String, _ target: String) -> XMLElement { element(name, [("targetGUID", target)]) }

  /// The names of a type's children in the order of the schema.
  func order(_ type: String) -> [String] { REFISchema.project.types[type]?.children.map(\.name) ?? [] }
}

/// Gives every element of a kind a GUID that is its own: the one it has, or, where it has none or another has it, one by
/// its place in the file. Two walks in one order give the same.
struct REFIKeys {
  private let kind: String
  private var seen: Set<REFIGUID> = []
  private var ordinal = 0

  init(_ kind: String) { self.kind = kind }

  /// The key of the next element and the GUID as it is written or made.
  mutating func next(_ element: XMLElement) -> (key: REFIGUID, written: String) {
    ordinal += 1
    if let written = element["guid"], let guid = REFIGUID(written), seen.insert(guid).inserted {
      return (guid, written)
    }
    let made = REFIGUID(kind: kind, project: "without GUID", key: String(ordinal))
    seen.insert(made)
    return (made, made.text)
  }
}

/// Gives names that no other thing of its kind has, fit to be identifiers: without tabs and line ends.
struct REFINames {
  private var taken: Set<String> = []

  /// Whether a name is taken.
  func has(_ name: String) -> Bool { taken.contains(name) }

  /// The first of the candidates that is free, else the first with a number.
  mutating func unique(_ candidates: String?...) -> String {
    let clean = candidates.compactMap { $0.map(Self.cleaned) }.filter { !$0.isEmpty }
    if let free = clean.first(where: { !taken.contains($0) }) {
      taken.insert(free)
      return free
    }
    let stem = clean.first ?? "?"
    var number = 2
    while taken.contains("\(stem) (\(number))") { number += 1 }
    taken.insert("\(stem) (\(number))")
    return "\(stem) (\(number))"
  }

  private static func cleaned(_ text: String) -> String {
    TabText.trimmed(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
  }
}
