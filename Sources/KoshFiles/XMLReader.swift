package import KoshTable

/// What an XML text consists of, piece by piece.
package enum XMLEvent: Sendable, Hashable {
  /// An element begins; an empty one (`<a/>`) begins and ends.
  case start(XMLTag)
  /// The innermost open element ends.
  case end
  /// Text and CDATA between tags; never empty, and never two in a row.
  case text(String)
}

/// The name of an element or attribute.
package struct XMLName: Sendable, Hashable {
  /// The name as it is written, with its prefix: `w:p`.
  package var written: String
  /// The namespace that the prefix stands for; `nil` without one.
  package var namespace: String?

  /// A name as it is written and what its prefix stands for.
  package init(_ written: String, namespace: String? = nil) {
    self.written = written
    self.namespace = namespace
  }

  /// The name without its prefix: `p`.
  package var local: Substring {
    guard let colon = written.utf8.firstIndex(of: 0x3A) else { return written[...] }
    return written[written.utf8.index(after: colon)...]
  }
}

/// An attribute of an element.
package struct XMLAttribute: Sendable, Hashable {
  /// Its name; without a prefix it has no namespace.
  package var name: XMLName
  /// Its value, entities resolved.
  package var value: String

  /// An attribute.
  package init(_ name: XMLName, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// The beginning of an element.
package struct XMLTag: Sendable, Hashable {
  /// Its name.
  package var name: XMLName
  /// Its attributes as they are written, declarations of namespaces (`xmlns`) among them.
  package var attributes: [XMLAttribute]
  /// The line of its `<`, counted from 1.
  package var line: Int
  /// The place of its `<` on that line in Unicode scalars, counted from 1.
  package var column: Int

  /// The value of the attribute that is written so.
  package subscript(written: String) -> String? { attributes.first { $0.name.written == written }?.value }

  /// The value of the attribute of a namespace, whatever its prefix.
  package func value(_ local: String, in namespace: String) -> String? {
    attributes.first { $0.name.namespace == namespace && $0.name.local == local }?.value
  }
}

/// Reads XML 1.0 with namespaces, one event after another.
///
/// It reads what documents of programs are made of and refuses the rest: no document type and so no entities but the
/// five of XML itself and characters by number, nothing from outside of the text, at most ``depthLimit`` elements in one
/// another. Comments and processing instructions are passed over. Every problem says line and column; that is why this
/// reader is our own.
///
///     var reader = try XMLReader(Array("<a x='1'>b</a>".utf8), name: "a.xml")
///     while let event = try reader.next() { … }
///
/// Source: W3C, *Extensible Markup Language (XML) 1.0*, fifth edition; *Namespaces in XML 1.0*, third edition.
package struct XMLReader: Sendable {
  /// How deep elements may stand in one another.
  package static let depthLimit = 256

  let name: String
  let bytes: [UInt8]
  var at: Int
  var cursor = TextCursor()
  private var open: [XMLName] = []
  private var scopes: [(depth: Int, prefix: String, namespace: String?)] = []
  private var endsNow = false
  private var hasRoot = false

  /// A reader of the bytes of an XML file: UTF-8, or UTF-16 with a byte-order mark.
  ///
  /// - Parameter name: The file's name for problems.
  /// - Throws: ``Problem`` of kind `data`: the bytes are not text, or the XML declaration names another version or
  ///   encoding.
  package init(_ file: [UInt8], name: String) throws(Problem) {
    self.name = name
    let isUTF16 = file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF])
    if isUTF16 {
      let text = try DecodedText(file, encoding: .utf16, name: name)
      (bytes, at) = (text.bytes, text.start)
    } else {
      if let bad = UTF8Check.firstInvalid(file, from: 0) {
        throw Problem(
          .data, "the byte \(hexadecimal(file[bad])) is not UTF-8",
          at: Place(file: name, line: lineNumber(of: bad, in: file)), why: "XML is read as UTF-8 or UTF-16",
          remedy: "save the file anew as UTF-8")
      }
      (bytes, at) = (file, file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    }
    cursor.skipMark(to: at)
    try readDeclaration(isUTF16: isUTF16)
  }

  /// The next event; `nil` after the end.
  ///
  /// - Throws: ``Problem`` of kind `data` with line and column where the text is no well-formed XML, or has what is
  ///   refused. After that the reader is of no use.
  /// - Complexity: O(length of the text) for all events together.
  package mutating func next() throws(Problem) -> XMLEvent? {
    if endsNow {
      endsNow = false
      return close()
    }
    var text: [UInt8] = []
    let textStart = at
    while at < bytes.count {
      guard bytes[at] == 0x3C else {
        try readCharacters(&text)
        continue
      }
      if starts(with: "<!--") {
        try skip(to: "-->", "a comment")
      } else if starts(with: "<?") {
        try skip(to: "?>", "a processing instruction")
      } else if starts(with: "<![CDATA[") {
        guard !open.isEmpty else { throw problem("text stands outside of the root element", at: at) }
        try readCharacterData(&text)
      } else if !text.isEmpty {
        if let event = try textEvent(text, from: textStart) { return event }
        text = []
      } else if starts(with: "</") {
        return try readEnd()
      } else if starts(with: "<!") {
        throw problem(
          "a document type stands in the XML", at: at, why: "such declarations can name files and swell; none is read",
          remedy: "remove it")
      } else {
        return .start(try readStart())
      }
    }
    if !text.isEmpty, let event = try textEvent(text, from: textStart) { return event }
    if let unclosed = open.last {
      throw problem("the XML ends before \"\(unclosed.written)\" does", at: at, remedy: "the file may be cut off")
    }
    guard hasRoot else { throw problem("there is no XML in the file", at: at) }
    return nil
  }

  /// A problem at a byte of the text.
  func problem(_ what: String, at byte: Int, why: String? = nil, remedy: String? = nil) -> Problem {
    var cursor = cursor
    cursor.advance(to: byte, in: bytes)
    return Problem(
      .data, what, at: Place(file: name, line: cursor.line, column: cursor.column), why: why, remedy: remedy)
  }

  private func textEvent(_ text: [UInt8], from start: Int) throws(Problem) -> XMLEvent? {
    guard !open.isEmpty else {
      guard text.allSatisfy(XMLText.isBlank) else {
        throw problem("text stands outside of the root element", at: firstSign(from: start))
      }
      return nil
    }
    return .text(String(decoding: text, as: UTF8.self))
  }

  private func firstSign(from start: Int) -> Int {
    bytes[start...].firstIndex { !XMLText.isBlank($0) } ?? start
  }

  private mutating func readStart() throws(Problem) -> XMLTag {
    let start = at
    guard open.count < XMLReader.depthLimit else {
      throw problem("elements stand more than \(XMLReader.depthLimit) deep in one another", at: start)
    }
    guard !(hasRoot && open.isEmpty) else { throw problem("a second root element begins", at: start) }
    hasRoot = true
    cursor.advance(to: start, in: bytes)
    at += 1
    let written = try readName("an element's name")
    var attributes: [XMLAttribute] = []
    var places: [Int] = []
    while true {
      let gap = at
      skipBlanks()
      guard at < bytes.count else {
        throw problem("the XML ends inside a tag", at: start, remedy: "the file may be cut off")
      }
      if bytes[at] == 0x3E {
        at += 1
        break
      }
      if starts(with: "/>") {
        at += 2
        endsNow = true
        break
      }
      guard gap < at else { throw problem("a blank is missing before an attribute", at: at) }
      places.append(at)
      attributes.append(try readAttribute())
    }
    try declare(attributes, places)
    var seen = Set<XMLName>()
    for index in attributes.indices {
      let written = attributes[index].name.written
      if let prefix = XMLReader.prefix(of: written), prefix != "xmlns" {
        attributes[index].name.namespace = try namespace(of: prefix, at: places[index])
      }
      let name = attributes[index].name
      let key = name.namespace == nil ? name : XMLName(String(name.local), namespace: name.namespace)
      if attributes.count > 1, !seen.insert(key).inserted {
        throw problem("the attribute \"\(written)\" stands twice", at: places[index])
      }
    }
    let prefix = XMLReader.prefix(of: written)
    let name = XMLName(written, namespace: try namespace(of: prefix ?? "", at: start))
    open.append(name)
    return XMLTag(name: name, attributes: attributes, line: cursor.line, column: cursor.column)
  }

  private mutating func readEnd() throws(Problem) -> XMLEvent {
    let start = at
    at += 2
    let written = try readName("an element's name")
    skipBlanks()
    guard at < bytes.count, bytes[at] == 0x3E else {
      throw problem("\"</\(written)\" is not closed by \">\"", at: start)
    }
    guard let last = open.last else { throw problem("\"</\(written)>\" ends what has not begun", at: start) }
    guard last.written == written else {
      throw problem("\"</\(written)>\" stands where \"</\(last.written)>\" must", at: start)
    }
    at += 1
    return close()
  }

  private mutating func close() -> XMLEvent {
    while let scope = scopes.last, scope.depth == open.count { scopes.removeLast() }
    open.removeLast()
    return .end
  }

  // MARK: Namespaces

  private static func prefix(of written: String) -> String? {
    guard let colon = written.utf8.firstIndex(of: 0x3A) else { return nil }
    return String(written[..<colon])
  }

  private mutating func declare(_ attributes: [XMLAttribute], _ places: [Int]) throws(Problem) {
    for (attribute, place) in zip(attributes, places) {
      let written = attribute.name.written
      if written == "xmlns" {
        scopes.append((open.count + 1, "", attribute.value.isEmpty ? nil : attribute.value))
      } else if written.hasPrefix("xmlns:") {
        guard !attribute.value.isEmpty else {
          throw problem("the prefix \"\(attribute.name.local)\" stands for nothing", at: place)
        }
        scopes.append((open.count + 1, String(attribute.name.local), attribute.value))
      }
    }
  }

  private func namespace(of prefix: String, at place: Int) throws(Problem) -> String? {
    if let scope = scopes.last(where: { $0.prefix == prefix }) { return scope.namespace }
    if prefix.isEmpty { return nil }
    if prefix == "xml" { return "http://www.w3.org/XML/1998/namespace" }
    throw problem("the prefix \"\(prefix)\" is not declared", at: place)
  }
}

/// Counts lines and columns while a reader moves on.
struct TextCursor: Sendable {
  /// The line, counted from 1.
  private(set) var line = 1
  /// The scalar on the line, counted from 1.
  private(set) var column = 1
  private var at = 0

  /// Passes a byte-order mark, which is no column.
  mutating func skipMark(to start: Int) { at = start }

  /// Moves on to a byte; back it does not go. LF, CR LF and CR end a line.
  mutating func advance(to byte: Int, in bytes: [UInt8]) {
    while at < byte {
      let value = bytes[at]
      if value == 10 || value == 13 && !(at + 1 < bytes.count && bytes[at + 1] == 10) {
        (line, column) = (line + 1, 1)
      } else if value & 0xC0 != 0x80, value != 13 {
        column += 1
      }
      at += 1
    }
  }
}
