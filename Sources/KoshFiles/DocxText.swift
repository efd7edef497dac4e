package import KoshTable

/// The text of a Word document (.docx), as a transcript needs it.
///
/// A paragraph is a line. Tabs stay tabs; line, column and page breaks inside a paragraph are line ends. A row of a table
/// is a line with tabs between its cells, the paragraphs of one cell parted by blanks. Text boxes follow the paragraph
/// that they are anchored in. Tracked changes are read as if all were accepted, but paragraphs stay apart where only the
/// mark between them was deleted. Formatting, pictures, footnotes, endnotes,
/// comments, headers, footers and the numbers of lists are left out; what was left out of the document's body is told.
///
/// Source: ISO/IEC 29500-1:2016, *Office Open XML*, clause 17 (WordprocessingML); both its namespaces are read.
package struct DocxText: Sendable, Hashable {
  /// The text, paragraphs parted by `\n`, without a line end at its end.
  package let text: String
  /// What of the body is not in the text, each kind with its count: `docx_footnotes`, `docx_comments`,
  /// `docx_pictures`, `docx_numbering`, `docx_changes`, `docx_symbols`, `docx_embedded`.
  package let cautions: [Caution]

  /// The most bytes of XML that a document's body may have, some 50,000 pages: more is an archive made to swell.
  static let greatestBody = 1 << 28

  /// The text in a file's bytes.
  ///
  /// - Parameter name: The file's name for problems.
  /// - Throws: ``Problems`` of kind `data`: an old .doc or a document with a password, no ZIP archive, damaged, no Word
  ///   document in it, or XML that cannot be read, with line and column.
  /// - Complexity: O(size of the document).
  package init(_ bytes: [UInt8], name: String) throws(Problems) {
    try self.init(bytes, name: name, greatestBody: DocxText.greatestBody)
  }

  init(_ bytes: [UInt8], name: String, greatestBody: Int) throws(Problems) {
    // The sign of the file system in a file that .doc and encrypted .docx are.
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      throw Problems(
        Problem(
          .data, "this is an old .doc file, or a document with a password", at: Place(file: name),
          why: "neither can be read", remedy: "open it in the word processor and save it as .docx without a password"))
    }
    let archive = try ZIPArchive(bytes: bytes, name: name)
    do throws(Problem) {
      let part = try DocxText.mainPart(archive, greatestBody)
      guard part.size <= greatestBody else {
        throw ZIPProblem.partTooLarge(greatestBody, Place(file: "\(name)/\(part.name)"))
      }
      var reader = DocxBodyReader()
      try reader.read(try archive.contents(of: part), name: "\(name)/\(part.name)")
      (text, cautions) = (reader.text, reader.counts.cautions)
    } catch {
      throw Problems(error)
    }
  }

  /// The text of a file.
  ///
  /// - Throws: ``Problems`` of kind `data`: the file cannot be read, or as for the bytes.
  package init(path: String) throws(Problems) {
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try FileBytes.read(path: path)
    } catch {
      throw Problems(error)
    }
    try self.init(bytes, name: path)
  }

  /// The part that holds the body: the package's relationships name it; most programs call it `word/document.xml`.
  private static func mainPart(_ archive: ZIPArchive, _ greatestBody: Int) throws(Problem) -> ZIPArchive.Entry {
    if let relationships = archive.entry(ignoringCase: "_rels/.rels") {
      let root = try XMLElement(
        parsing: try archive.contents(of: relationships), name: "\(archive.name)/\(relationships.name)")
      for one in root.all("Relationship") where one["Type"]?.hasSuffix("/officeDocument") == true {
        let target = one["Target"] ?? ""
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : target
        guard let entry = archive.entry(ignoringCase: path) else { continue }
        // What is too large is refused by its caller, and not unpacked to look at.
        if entry.size > greatestBody { return entry }
        if try isWord(archive, entry) { return entry }
      }
    }
    if let entry = archive.entry(ignoringCase: "word/document.xml") { return entry }
    throw Problem(
      .data, "the archive holds no Word document", at: Place(file: archive.name),
      why: "there is no word/document.xml in it", remedy: "save the document as .docx")
  }

  private static func isWord(_ archive: ZIPArchive, _ entry: ZIPArchive.Entry) throws(Problem) -> Bool {
    var reader = try XMLReader(try archive.contents(of: entry), name: "\(archive.name)/\(entry.name)")
    while let event = try reader.next() {
      if case .start(let tag) = event { return DocxBodyReader.isWord(tag.name) && tag.name.local == "document" }
    }
    return false
  }
}
