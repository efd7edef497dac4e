internal import KoshTable

/// Walks through the body of a Word document and writes its text.
struct DocxBodyReader {
  /// What was written.
  private(set) var text = ""
  /// What was left out.
  private(set) var counts = DocxCounts()

  /// Where text goes: the body, or a cell or text box inside it.
  private struct Container {
    var kind: Kind
    var paragraphs: [String] = []
    var cells: [String] = []
    /// Text boxes that wait for the end of their paragraph.
    var boxes: [String] = []
    /// The paragraph that is being read.
    var line: String?

    enum Kind { case body, table, cell, box }
  }

  private var containers = [Container(kind: .body)]

  /// Whether a name is one of WordprocessingML, transitional or strict.
  static func isWord(_ name: XMLName) -> Bool {
    name.namespace == "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
      || name.namespace == "http://purl.oclc.org/ooxml/wordprocessingml/main"
  }

  private static func isMath(_ name: XMLName) -> Bool {
    name.namespace == "http://schemas.openxmlformats.org/officeDocument/2006/math"
      || name.namespace == "http://purl.oclc.org/ooxml/officeDocument/math"
  }

  private static func isCompatibility(_ name: XMLName) -> Bool {
    name.namespace == "http://schemas.openxmlformats.org/markup-compatibility/2006"
  }

  mutating func read(_ bytes: [UInt8], name: String) throws(Problem) {
    var reader = try XMLReader(bytes, name: name)
    var open: [XMLName] = []
    // The depth below which everything is left out.
    var skipped: Int?
    while let event = try reader.next() {
      switch event {
      case .start(let tag):
        open.append(tag.name)
        if skipped == nil, !begin(tag) { skipped = open.count }
      case .text(let characters):
        guard skipped == nil, let last = open.last, last.local == "t", Self.isWord(last) || Self.isMath(last) else {
          continue
        }
        // Line ends of the file inside a run are blanks of the text.
        let isOneLine = !characters.utf8.contains { $0 == 10 || $0 == 13 }
        write(isOneLine ? characters : String(characters.map { $0.isNewline ? " " : $0 }))
      case .end:
        let last = open.popLast()
        if let depth = skipped {
          if open.count < depth { skipped = nil }
        } else if let last {
          end(last)
        }
      }
    }
    endParagraph()
    text = containers[0].paragraphs.joined(separator: "\n")
  }

  /// Begins an element; `false` leaves it out with all that it holds.
  private mutating func begin(_ tag: XMLTag) -> Bool {
    let name = tag.name
    if Self.isCompatibility(name) {
      // The fallback repeats, for older programs, what the choice says.
      return name.local != "Fallback"
    }
    guard Self.isWord(name) else { return true }
    switch name.local {
    case "p": startParagraph()
    case "tab": if isInRun { write("\t") }
    case "br", "cr": write("\n")
    case "noBreakHyphen": write("\u{2011}")
    case "softHyphen": write("\u{AD}")
    case "ptab": write("\t")
    case "sym": symbol(tag)
    case "tbl": containers.append(Container(kind: .table))
    case "tc": containers.append(Container(kind: .cell))
    case "txbxContent": containers.append(Container(kind: .box))
    case "r": runDepth += 1
    case "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "instrText", "delInstrText":
      if name.local == "pPr" { isInProperties = true }
      // Only list numbers are looked for inside of properties.
      return name.local == "pPr"
    case "numPr": counts.numbering += 1
    case "del", "moveFrom":
      counts.deletions += 1
      return false
    case "ins", "moveTo": if !isInProperties { counts.insertions += 1 }
    case "footnoteReference", "endnoteReference": counts.footnotes += 1
    case "commentReference": counts.comments += 1
    case "drawing", "pict": counts.pictures += 1
    case "object": counts.embedded += 1
    case "altChunk": counts.embedded += 1
    default: break
    }
    return true
  }

  private var runDepth = 0
  private var isInProperties = false
  private var isInRun: Bool { runDepth > 0 && !isInProperties }

  private mutating func end(_ name: XMLName) {
    guard Self.isWord(name) else { return }
    switch name.local {
    case "p": endParagraph()
    case "pPr": isInProperties = false
    case "r": runDepth -= 1
    case "tc": endCell()
    case "tr": endRow()
    case "tbl": endTable()
    case "txbxContent": endBox()
    default: break
    }
  }

  private mutating func write(_ piece: String) {
    startParagraph()
    containers[containers.count - 1].line?.append(piece)
  }

  private mutating func startParagraph() {
    if containers[containers.count - 1].line == nil { containers[containers.count - 1].line = "" }
  }

  private mutating func endParagraph() {
    let last = containers.count - 1
    guard let line = containers[last].line else { return }
    containers[last].paragraphs.append(line)
    containers[last].line = nil
    containers[last].paragraphs += containers[last].boxes
    containers[last].boxes = []
  }

  private mutating func endCell() {
    guard containers.last?.kind == .cell, let cell = containers.popLast() else { return }
    let blank: (Character) -> Character = { $0.isNewline || $0 == "\t" ? " " : $0 }
    let content = cell.paragraphs.filter { !$0.isEmpty }.joined(separator: " ")
    containers[containers.count - 1].cells.append(String(content.map(blank)))
  }

  private mutating func endRow() {
    let last = containers.count - 1
    guard containers[last].kind == .table else { return }
    containers[last].paragraphs.append(containers[last].cells.joined(separator: "\t"))
    containers[last].cells = []
  }

  private mutating func endTable() {
    guard containers.last?.kind == .table, let table = containers.popLast() else { return }
    containers[containers.count - 1].paragraphs += table.paragraphs
  }

  private mutating func endBox() {
    guard containers.last?.kind == .box, let box = containers.popLast() else { return }
    containers[containers.count - 1].boxes += box.paragraphs
  }

  /// A sign of a symbol font; only those that mean themselves can be told as text.
  private mutating func symbol(_ tag: XMLTag) {
    let code = tag.attributes.first { $0.name.local == "char" }.flatMap { UInt32($0.value, radix: 16) }
    if let code, let scalar = Unicode.Scalar(code), code >= 0x20, !(0xE000...0xF8FF).contains(code) {
      write(String(Character(scalar)))
    } else {
      counts.symbols += 1
      write("\u{FFFD}")
    }
  }
}

/// How much of a document's body is not in its text.
struct DocxCounts {
  var footnotes = 0
  var comments = 0
  var pictures = 0
  var numbering = 0
  var deletions = 0
  var insertions = 0
  var symbols = 0
  var embedded = 0

  /// What was left out, in words.
  var cautions: [Caution] {
    var result: [Caution] = []
    if footnotes > 0 {
      result.append(
        Caution(
          "docx_footnotes",
          Trilingual(
            en: "Footnotes and endnotes left out of the text: \(footnotes).",
            ru: "Сносок, не вошедших в текст: \(footnotes).",
            kk: "Мәтінге кірмеген сілтемелер саны: \(footnotes).")))
    }
    if comments > 0 {
      result.append(
        Caution(
          "docx_comments",
          Trilingual(
            en: "Comments in the margin left out of the text: \(comments).",
            ru: "Примечаний на полях, не вошедших в текст: \(comments).",
            kk: "Мәтінге кірмеген шеткі ескертпелер саны: \(comments).")))
    }
    if pictures > 0 {
      result.append(
        Caution(
          "docx_pictures",
          Trilingual(
            en: "Pictures and drawings left out; what is written in text boxes was read: \(pictures).",
            ru: "Рисунков, не вошедших в текст (надписи в рамках прочитаны): \(pictures).",
            kk: "Мәтінге кірмеген суреттер саны (жақтаудағы жазулар оқылды): \(pictures).")))
    }
    if numbering > 0 {
      result.append(
        Caution(
          "docx_numbering",
          Trilingual(
            en: "Paragraphs of lists whose number or bullet is not in the text: \(numbering).",
            ru: "Абзацев списков, номер или маркер которых не вошёл в текст: \(numbering).",
            kk: "Нөмірі немесе таңбасы мәтінге кірмеген тізім абзацтарының саны: \(numbering).")))
    }
    if deletions + insertions > 0 {
      result.append(
        Caution(
          "docx_changes",
          Trilingual(
            en:
              "Tracked changes read as accepted: passages deleted \(deletions), inserted \(insertions).",
            ru: "Исправления прочитаны как принятые: удалённых фрагментов \(deletions), вставленных \(insertions).",
            kk: "Түзетулер қабылданған деп оқылды: жойылған үзінді \(deletions), енгізілген үзінді \(insertions).")))
    }
    if symbols > 0 {
      result.append(
        Caution(
          "docx_symbols",
          Trilingual(
            en: "Signs of symbol fonts that text has no letter for, written as U+FFFD: \(symbols).",
            ru: "Знаков символьных шрифтов, заменённых на U+FFFD: \(symbols).",
            kk: "U+FFFD белгісімен алмастырылған таңбалық қаріп белгілерінің саны: \(symbols).")))
    }
    if embedded > 0 {
      result.append(
        Caution(
          "docx_embedded",
          Trilingual(
            en: "Embedded objects and files left out: \(embedded).",
            ru: "Внедрённых объектов и файлов, не вошедших в текст: \(embedded).",
            kk: "Мәтінге кірмеген енгізілген нысандар мен файлдар саны: \(embedded).")))
    }
    return result
  }
}
