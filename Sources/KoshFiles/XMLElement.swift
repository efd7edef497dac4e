package import KoshTable

/// An element of an XML text with all that it holds.
package struct XMLElement: Sendable, Hashable {
  /// A piece of an element's content.
  package enum Node: Sendable, Hashable {
    /// An element in it.
    case element(XMLElement)
    /// Text in it.
    case text(String)
  }

  /// Its name.
  package var name: XMLName
  /// Its attributes as they are written, declarations of namespaces (`xmlns`) among them.
  package var attributes: [XMLAttribute]
  /// What stands in it, in order.
  package var nodes: [Node]
  /// The line on which it begins, counted from 1; 0 where it was not read. Does not count for equality.
  package var line: Int
  /// Its place on that line, counted from 1; 0 where it was not read. Does not count for equality.
  package var column: Int

  /// An element with attributes without a prefix, and with elements in it.
  package init(
    _ name: String, namespace: String? = nil, attributes: [(String, String)] = [], elements: [XMLElement] = []
  ) {
    self.name = XMLName(name, namespace: namespace)
    self.attributes = attributes.map { XMLAttribute(XMLName($0), $1) }
    nodes = elements.map { .element($0) }
    (line, column) = (0, 0)
  }

  /// An element with text in it.
  package init(_ name: String, namespace: String? = nil, text: String) {
    self.init(name, namespace: namespace)
    nodes = text.isEmpty ? [] : [.text(text)]
  }

  /// The root element of an XML file with all that it holds.
  ///
  /// Blanks between elements are left out where an element holds elements and no other text; comments and processing
  /// instructions are left out everywhere.
  ///
  /// - Parameter name: The file's name for problems.
  /// - Throws: ``Problem`` of kind `data`, as ``XMLReader`` throws.
  /// - Complexity: O(length of the text).
  package init(parsing bytes: [UInt8], name: String) throws(Problem) {
    var reader = try XMLReader(bytes, name: name)
    var open: [XMLElement] = []
    var root: XMLElement?
    while let event = try reader.next() {
      switch event {
      case .start(let tag):
        var element = XMLElement(tag.name.written, namespace: tag.name.namespace)
        (element.attributes, element.line, element.column) = (tag.attributes, tag.line, tag.column)
        open.append(element)
      case .text(let text):
        if !open.isEmpty { open[open.count - 1].nodes.append(.text(text)) }
      case .end:
        guard var element = open.popLast() else { continue }
        element.dropBlanks()
        if open.isEmpty { root = element } else { open[open.count - 1].nodes.append(.element(element)) }
      }
    }
    guard let root else { throw reader.problem("there is no XML in the file", at: 0) }
    self = root
  }

  /// Equal when they are written alike: the place in the file does not count.
  package static func == (left: XMLElement, right: XMLElement) -> Bool {
    left.name == right.name && left.attributes == right.attributes && left.nodes == right.nodes
  }

  /// Hashes what counts for equality.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(attributes)
    hasher.combine(nodes)
  }

  /// The elements in it, in order.
  package var elements: [XMLElement] {
    nodes.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// All text in it, that of the elements in it included.
  package var text: String {
    var result = ""
    for node in nodes {
      switch node {
      case .text(let text): result += text
      case .element(let element): result += element.text
      }
    }
    return result
  }

  /// The first element in it that has a name, the prefix left aside.
  package func first(_ local: String) -> XMLElement? { elements.first { $0.name.local == local } }

  /// The elements in it that have a name, the prefix left aside.
  package func all(_ local: String) -> [XMLElement] { elements.filter { $0.name.local == local } }

  /// The value of an attribute without a prefix. Setting `nil` takes the attribute away; a new one comes last.
  package subscript(attribute: String) -> String? {
    get { attributes.first { $0.name.written == attribute }?.value }
    set {
      let index = attributes.firstIndex { $0.name.written == attribute }
      switch (index, newValue) {
      case (let index?, let value?): attributes[index].value = value
      case (let index?, nil): attributes.remove(at: index)
      case (nil, let value?): attributes.append(XMLAttribute(XMLName(attribute), value))
      case (nil, nil): break
      }
    }
  }

  /// The element as an XML file: UTF-8, two blanks of indentation for each depth, a line end at the end.
  ///
  /// An element with text in it stands on one line, so that no text gets blanks. What XML cannot hold
  /// (``XMLWriter/isWritable(_:)``) becomes U+FFFD. ``init(parsing:name:)`` gives an equal element back.
  ///
  /// - Complexity: O(length of the text).
  package func file() -> [UInt8] {
    var writer = XMLWriter()
    writer.declaration()
    write(to: &writer, depth: 0)
    writer.newLine(0)
    return writer.bytes
  }

  private func write(to writer: inout XMLWriter, depth: Int) {
    writer.start(name.written, attributes.lazy.map { ($0.name.written, $0.value) })
    let hasText = nodes.contains { if case .text = $0 { true } else { false } }
    for node in nodes {
      switch node {
      case .text(let text): writer.text(text)
      case .element(let element):
        if !hasText { writer.newLine(depth + 1) }
        element.write(to: &writer, depth: depth + 1)
      }
    }
    if !hasText, !nodes.isEmpty { writer.newLine(depth) }
    writer.end()
  }

  private mutating func dropBlanks() {
    var (hasElements, isBlank) = (false, true)
    for node in nodes {
      switch node {
      case .element: hasElements = true
      case .text(let text): isBlank = isBlank && text.utf8.allSatisfy(XMLText.isBlank)
      }
    }
    guard hasElements, isBlank else { return }
    nodes.removeAll { if case .text = $0 { true } else { false } }
  }
}
