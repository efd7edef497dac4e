import KoshTable
import Testing

@testable import KoshFiles

@Suite struct DocxTextTests {
  static let relationships = """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
    Target="word/document.xml"/></Relationships>
    """

  /// A document of the paragraphs and tables given in WordprocessingML.
  static func document(
    _ body: String, namespace: String = "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    part: String = "word/document.xml"
  ) throws -> [UInt8] {
    var archive = ZIPWriter()
    try archive.add("_rels/.rels", Array(relationships.replacing("word/document.xml", with: part).utf8))
    let xml = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:document xmlns:w="\(namespace)" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
      xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>\(body)</w:body></w:document>
      """
    try archive.add(part, Array(xml.utf8))
    return try archive.finished()
  }

  static func text(_ body: String) throws -> String { try DocxText(try document(body), name: "a.docx").text }

  static func run(_ text: String) -> String {
    "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  static func paragraph(_ text: String) -> String {
    "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\(run(text))</w:p>"
  }

  static func problems(_ bytes: [UInt8]) -> String {
    do throws(Problems) {
      _ = try DocxText(bytes, name: "a.docx")
      return "no problem"
    } catch {
      return error.description
    }
  }

  @Test func paragraphsTabsAndBreaks() throws {
    let body =
      Self.paragraph("И: Почему") + "<w:p/>"
      + "<w:p>\(Self.run("Р: "))\(Self.run("Грант &amp; "))<w:r><w:tab/><w:t>шығын</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/></w:r>"
      + "<w:hyperlink>\(Self.run("link"))</w:hyperlink><w:fldSimple w:instr=\"PAGE\">\(Self.run("7"))</w:fldSimple></w:p>"
      + "<w:sdt><w:sdtPr><w:tab/></w:sdtPr><w:sdtContent>\(Self.paragraph("last"))</w:sdtContent></w:sdt><w:sectPr/>"
    #expect(try Self.text(body) == "И: Почему\n\nР: Грант & \tшығын\nb\u{2011}link7\nlast")
    #expect(try DocxText(try Self.document(body), name: "a.docx").cautions == [])
  }

  @Test func tables() throws {
    func row(_ cells: [String]) -> String {
      "<w:tr>" + cells.map { "<w:tc><w:tcPr/>\($0)</w:tc>" }.joined() + "</w:tr>"
    }
    let nested = "<w:tbl>" + row([Self.paragraph("x"), Self.paragraph("y")]) + "</w:tbl><w:p/>"
    let table =
      "<w:tbl><w:tblPr/>" + row([Self.paragraph("И"), Self.paragraph("Почему?")])
      + row([Self.paragraph("Р"), Self.paragraph("Грант.") + Self.paragraph("Ата-анам.")]) + row([nested, "<w:p/>"])
      + "</w:tbl>"
    #expect(
      try Self.text(Self.paragraph("a") + table + Self.paragraph("b")) == "a\nИ\tПочему?\nР\tГрант. Ата-анам.\nx y\t\nb"
    )
  }

  @Test func textBoxesFollowTheirParagraph() throws {
    let box = "<w:txbxContent>\(Self.paragraph("in the box"))</w:txbxContent>"
    let body =
      "<w:p>\(Self.run("a"))<w:r><mc:AlternateContent><mc:Choice><w:drawing>\(box)</w:drawing></mc:Choice>"
      + "<mc:Fallback><w:pict>\(box)</w:pict></mc:Fallback></mc:AlternateContent></w:r>\(Self.run("b"))</w:p>"
    #expect(try Self.text(body + Self.paragraph("c")) == "ab\nin the box\nc")
  }

  @Test func whatIsLeftOutIsTold() throws {
    let body = """
      <w:p><w:pPr><w:numPr><w:ins/></w:numPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins>\(Self.run("new "))</w:ins>\
      <w:del><w:r><w:delText>old</w:delText></w:r></w:del>\(Self.run("x"))<w:r><w:footnoteReference w:id="1"/>\
      <w:commentReference w:id="1"/><w:drawing/><w:object/><w:sym w:font="Wingdings" w:char="F0E0"/>\
      <w:sym w:char="2192"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></w:p>
      """
    let document = try DocxText(try Self.document(body), name: "a.docx")
    #expect(document.text == "new x\u{FFFD}→y")
    #expect(
      document.cautions.map(\.text.en) == [
        "Footnotes and endnotes left out of the text: 1.",
        "Comments in the margin left out of the text: 1.",
        "Pictures and drawings left out; what is written in text boxes was read: 1.",
        "Paragraphs of lists whose number or bullet is not in the text: 1.",
        "Tracked changes read as accepted: passages deleted 1, inserted 1.",
        "Signs of symbol fonts that text has no letter for, written as U+FFFD: 1.",
        "Embedded objects and files left out: 1.",
      ])
    #expect(
      document.cautions.map(\.code) == [
        "docx_footnotes", "docx_comments", "docx_pictures", "docx_numbering", "docx_changes", "docx_symbols",
        "docx_embedded",
      ])
    #expect(
      document.cautions[4].text.ru == "Исправления прочитаны как принятые: удалённых фрагментов 1, вставленных 1.")
    #expect(document.cautions[0].text.kk == "Мәтінге кірмеген сілтемелер саны: 1.")
  }

  @Test func strictNamespaceAndOtherPartName() throws {
    let bytes = try Self.document(
      Self.paragraph("қала"), namespace: "http://purl.oclc.org/ooxml/wordprocessingml/main", part: "word/document2.xml")
    #expect(try DocxText(bytes, name: "a.docx").text == "қала")
  }

  @Test func whatIsNoDocument() throws {
    #expect(
      Self.problems([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]) == """
        a.docx: this is an old .doc file, or a document with a password
          why: neither can be read
          do:  open it in the word processor and save it as .docx without a password
        """)
    #expect(
      Self.problems(Array("hello".utf8)) == """
        a.docx: this is no ZIP archive
          why: the list of files that ends an archive is not there
          do:  check that the right file was given
        """)
    #expect(
      Self.problems(ZIPArchiveTests.sample) == """
        a.docx: the archive holds no Word document
          why: there is no word/document.xml in it
          do:  save the document as .docx
        """)
    #expect(
      Self.problems(try Self.document("<w:p>\n</w:x>")) == """
        a.docx/word/document.xml:3:1: "</w:x>" stands where "</w:p>" must
        """)
  }

  @Test func damagedDocumentsNeverCrash() throws {
    let sample = try Self.document(
      "<w:tbl><w:tr><w:tc>\(Self.paragraph("a"))</w:tc></w:tr></w:tbl>\(Self.paragraph("b"))")
    var mutations = Mutations(seed: 4)
    for _ in 0..<3_000 { _ = Self.problems(mutations.damaged(sample)) }
    // Damage that the checksum would catch is tried on the body itself.
    let body = Array("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t><w:tab/></w:r></w:p></w:tc></w:tr></w:tbl>".utf8)
    for _ in 0..<3_000 {
      let damaged = String(decoding: mutations.damaged(body), as: UTF8.self)
      _ = Self.problems(try Self.document(damaged))
    }
    // Elements out of place lose no text.
    #expect(
      try Self.text("<w:t>a</w:t><w:tc><w:p>\(Self.run("b"))</w:p></w:tc><w:tr><w:p>\(Self.run("c"))</w:p></w:tr>")
        .contains("a"))
  }

  @Test func aBodyMadeToSwellIsNotUnpacked() throws {
    let bytes = try Self.document(Self.paragraph("a"))
    for relationships in [true, false] {
      var archive = ZIPWriter()
      if relationships { try archive.add("_rels/.rels", Array(Self.relationships.utf8)) }
      try archive.add("word/document.xml", Array(repeating: 32, count: 3 << 20))
      let problem = #expect(throws: Problems.self) {
        try DocxText(try archive.finished(), name: "a.docx", greatestBody: 2 << 20)
      }
      #expect(
        problem?.description == """
          a.docx/word/document.xml: the entry would unpack to more than 2 MiB
            why: that is the limit, so that no file can fill the memory
            do:  split the document, or save its text without pictures and formatting
          """)
    }
    #expect(try DocxText(bytes, name: "a.docx", greatestBody: 2 << 20).text == "a")
  }
}
