package import KoshTable

/// Codings as a text file: one line a coding, cells parted by tabs, readable by people and by version control.
///
///     source	text	start	end	code	coder	date	before	quote	after	memo	guid
///     i01	9f86d081884c7d65	120	158	cost	A	2024-05-01	…	the fees ate …	…
///
/// `start` and `end` are Unicode scalars of the text with `\n` line ends, half-open. `text` is the beginning of the
/// text's SHA-256, at least 8 of its digits; `quote`, `before` and `after` are the coded words and up to 32 scalars on
/// either side. They make the file readable, and bring the coding to its place again after the text was edited. Only
/// `source`, `start`, `end`, `code` and `coder` must be there, in any order; CSV from other programs is read too.
package enum CodingsFile {
  /// The columns in the order in which they are written.
  package static let columns = [
    "source", "text", "start", "end", "code", "coder", "date", "before", "quote", "after", "memo", "guid",
  ]
  private static let required = ["source", "start", "end", "code", "coder"]
  static let hashLength = 16

  /// The codings of a file, brought to their places in the texts.
  ///
  /// A line whose hash is the text's, or that has neither hash nor quote, is taken by its positions; its quote, if there
  /// is one, must stand there; so is one without a hash whose quote stands there. A line made on another state of the
  /// text is moved to where its words stand in the same surroundings, as ``Anchor/find(in:)`` says, or set apart: see
  /// ``CodingsReading``. Lines of sources that are not given are kept as they are, what they say of their text included;
  /// ``InterviewProject/check(places:)`` tells of them.
  ///
  /// - Complexity: O(*n*); moving takes a pass over the text for each coding.
  package static func read(_ text: SourceText, file: String, sources: [Source]) -> CodingsReading {
    let rows = TabText(text)
    var reading = CodingsReading(comments: rows.comments)
    guard let header = rows.rows.first else { return reading }
    let names = header.cells.map { TabText.trimmed($0).lowercased() }
    let place = Place(file: file, line: header.line)
    reading.headerLine = header.line
    reading.isHeaderKnown = Set(required).isSubset(of: names) && Set(names).isSubset(of: columns)
    for name in required where !names.contains(name) {
      reading.problems.append(
        Problem(
          .data, "there is no column \"\(name)\"", at: place,
          why: "a codings file begins with a line of column names: \(required.joined(separator: ", "))",
          remedy: "add the column"))
    }
    for name in names where !columns.contains(name) {
      reading.problems.append(
        Problem(.data, "unknown column \"\(name)\"", at: place, remedy: Spelling.advice(for: name, among: columns)))
    }
    guard required.allSatisfy(names.contains) else {
      reading.unread = rows.rows.map(\.raw)
      return reading
    }
    let positions = columns.map { name in names.firstIndex(of: name) }
    let texts = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    reading.codings.reserveCapacity(rows.rows.count)
    reading.places.reserveCapacity(rows.rows.count)
    for row in rows.rows.dropFirst() {
      let place = Place(file: file, line: row.line)
      guard row.cells.count <= names.count else {
        reading.keep(row, "\(row.cells.count) cells instead of \(names.count)", at: place, remedy: "mend the line")
        continue
      }
      func cell(_ column: Int) -> String? {
        guard let at = positions[column], at < row.cells.count, !row.cells[at].isEmpty else { return nil }
        return row.cells[at]
      }
      guard let start = cell(2).flatMap({ Int($0) }), let end = cell(3).flatMap({ Int($0) }) else {
        reading.keep(
          row, "start and end are no whole numbers: \"\(cell(2) ?? "")\", \"\(cell(3) ?? "")\"", at: place,
          remedy: "count the Unicode scalars from 0")
        continue
      }
      let coding = Coding(
        source: cell(0) ?? "", start: start, end: end, code: cell(4) ?? "", coder: cell(5) ?? "", date: cell(6),
        memo: cell(10), guid: cell(11))
      let missing = [(coding.source, "source"), (coding.code, "code"), (coding.coder, "coder")].filter { $0.0.isEmpty }
      guard missing.isEmpty else {
        reading.keep(
          row, "the line has no \(missing.map(\.1).joined(separator: ", no "))", at: place, remedy: "fill the cell in")
        continue
      }
      let anchor = Anchor(quote: cell(8) ?? "", before: cell(7) ?? "", after: cell(9) ?? "")
      reading.add(coding, hash: cell(1), anchor: anchor, source: texts[coding.source], at: place)
    }
    return reading
  }

  /// Codings as a file's text; ``read(_:file:sources:)`` with the same texts reads them back.
  ///
  /// - Parameter kept: What an earlier reading set apart or could not read; its lines follow at the end, unchanged in
  ///   what they say, so that nothing is lost.
  package static func write(_ codings: [Coding], sources: [Source], keeping kept: CodingsReading? = nil) -> String {
    let texts = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var result = ""
    for comment in kept?.comments ?? [] { result += "# \(comment)\n" }
    result += columns.joined(separator: "\t") + "\n"
    for coding in codings {
      let source = texts[coding.source]
      let isInside =
        source.map { coding.start >= 0 && coding.start <= coding.end && coding.end <= $0.text.count } ?? false
      let anchor = source.flatMap { isInside ? Anchor(coding.range, in: $0.text) : nil }
      let origin = isInside ? nil : kept?.elsewhere[coding]
      result += line(
        coding, hash: isInside ? source.map { String($0.sha256.prefix(hashLength)) } : origin?.hash,
        anchor: anchor ?? origin?.anchor)
    }
    for unplaced in kept?.unplaced ?? [] {
      result += line(unplaced.coding, hash: unplaced.hash, anchor: unplaced.anchor)
    }
    for raw in kept?.unread ?? [] { result += raw + "\n" }
    return result
  }

  private static func line(_ coding: Coding, hash: String?, anchor: Anchor?) -> String {
    TabText.line([
      coding.source, hash ?? "", String(coding.start), String(coding.end), coding.code, coding.coder, coding.date ?? "",
      anchor?.before ?? "", anchor?.quote ?? "", anchor?.after ?? "", coding.memo ?? "", coding.guid ?? "",
    ])
  }
}

/// What a codings file holds, and what became of each line.
package struct CodingsReading: Sendable, Hashable {
  /// A coding that was brought to another place of an edited text.
  package struct Moved: Sendable, Hashable {
    /// Its position in ``CodingsReading/codings``.
    package let coding: Int
    /// Where it was in the text that it was made on.
    package let from: Range<Int>
  }

  /// A coding whose place in the edited text is not certain. It is not counted.
  package struct Unplaced: Sendable, Hashable {
    /// The coding as the file has it.
    package let coding: Coding
    /// Where the line stands.
    package let place: Place
    /// The hash that the line has, if any.
    package let hash: String?
    /// The words that it was made on.
    package let anchor: Anchor
    /// Why it is not certain; `nil` where the text is the same and the words are not.
    package let reason: Anchor.Reason?
    /// What a person should look at first.
    package let suggestion: Range<Int>?
  }

  /// The state of a text on which a line was made.
  struct Origin: Sendable, Hashable {
    var hash: String?
    var anchor: Anchor
  }

  /// The codings, in the order of the file.
  package var codings: [Coding] = []
  /// Where each of them stands in the file.
  package var places: [Place] = []
  /// Those that were moved.
  package var moved: [Moved] = []
  /// Those that were set apart.
  package var unplaced: [Unplaced] = []
  /// Lines that could not be read, as they stood.
  package var unread: [String] = []
  /// The lines with `#` at the head.
  package var comments: [String] = []
  /// Whether the header has all required columns and no others than ``CodingsFile/columns``: only then does writing the
  /// file anew keep every cell.
  package var isHeaderKnown = true
  /// The line of the header.
  var headerLine: Int?
  /// What the lines of sources that were not given, and of spans that are none, say of their text: kept for writing.
  var elsewhere: [Coding: Origin] = [:]
  /// One problem for each line that was set apart or could not be read, and for the header.
  package var problems: [Problem] = []

  init(comments: [String]) { self.comments = comments }

  /// What a reader has to know: how many codings were moved, and how many wait for a person; empty if none.
  package var cautions: [Caution] {
    var result: [Caution] = []
    if !moved.isEmpty {
      result.append(
        Caution(
          "codings_moved",
          Trilingual(
            en: "Texts were edited after they were coded; codings moved to the same words: \(moved.count).",
            ru: "Тексты правились после кодирования; фрагментов, перенесённых на те же слова: \(moved.count).",
            kk: "Мәтіндер кодталғаннан кейін өңделген; сол сөздерге көшірілген үзінділер саны: \(moved.count).")))
    }
    if !unplaced.isEmpty {
      result.append(
        Caution(
          "codings_unplaced",
          Trilingual(
            en: "Codings whose place in the edited text is not certain, and which are not counted: \(unplaced.count).",
            ru: "Фрагментов, место которых в правленом тексте неоднозначно и которые не учтены: \(unplaced.count).",
            kk: "Өңделген мәтіндегі орны анық емес, сондықтан есепке алынбаған үзінділер саны: \(unplaced.count).")))
    }
    return result
  }

  mutating func keep(_ row: TabText.Row, _ what: String, at place: Place, remedy: String) {
    unread.append(row.raw)
    problems.append(Problem(.data, what, at: place, remedy: remedy))
  }

  mutating func add(_ coding: Coding, hash: String?, anchor: Anchor, source: Source?, at place: Place) {
    guard let source, coding.start >= 0, coding.start < coding.end else {
      elsewhere[coding] = Origin(hash: hash, anchor: anchor)
      append(coding, at: place)
      return
    }
    let isSameText =
      hash.map { $0.count >= 8 && source.sha256.hasPrefix($0.lowercased()) } ?? anchor.quote.isEmpty
    let stands = source.text.holds(anchor.quote, at: coding.range)
    if isSameText {
      guard anchor.quote.isEmpty || stands else {
        setApart(
          coding, hash: hash, anchor: anchor, reason: nil, suggestion: nil, at: place,
          "the words at \(coding.start)–\(coding.end) of \(coding.source) are not the line's quote",
          why: "the text is the one that was coded, so the line was changed by hand",
          remedy: "correct start and end, or empty the cells text, before, quote and after")
        return
      }
      append(coding, at: place)
      return
    }
    if hash == nil, stands {
      append(coding, at: place)
      return
    }
    if anchor.quote.isEmpty {
      setApart(
        coding, hash: hash, anchor: anchor, reason: .wordsGone, suggestion: nil, at: place,
        "the text of \(coding.source) was edited, and the line has no quote to find it by",
        why: "its positions may mean other words now", remedy: "code the passage anew")
      return
    }
    switch anchor.find(in: source.text) {
    case .at(let range):
      if range != coding.range { moved.append(Moved(coding: codings.count, from: coding.range)) }
      var coding = coding
      (coding.start, coding.end) = (range.lowerBound, range.upperBound)
      append(coding, at: place)
    case .uncertain(let reason, let suggestion):
      let why =
        switch reason {
        case .wordsGone: "its words are no longer there"
        case .surroundingsChanged: "its words are there, but what stood around them is not"
        case .ambiguous: "its words are there several times in the same surroundings"
        }
      setApart(
        coding, hash: hash, anchor: anchor, reason: reason, suggestion: suggestion, at: place,
        "the text of \(coding.source) was edited, and the place of this coding is not certain", why: why,
        remedy: suggestion.map { "look at \($0.lowerBound)–\($0.upperBound), and code it anew" }
          ?? "code the passage anew")
    }
  }

  private mutating func append(_ coding: Coding, at place: Place) {
    codings.append(coding)
    places.append(place)
  }

  private mutating func setApart(
    _ coding: Coding, hash: String?, anchor: Anchor, reason: Anchor.Reason?, suggestion: Range<Int>?, at place: Place,
    _ what: String, why: String, remedy: String
  ) {
    unplaced.append(
      Unplaced(coding: coding, place: place, hash: hash, anchor: anchor, reason: reason, suggestion: suggestion))
    problems.append(Problem(.data, what, at: place, why: why, remedy: remedy))
  }
}

extension SourceText {
  /// Whether exactly these words stand at a range.
  func holds(_ words: String, at range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= count else { return false }
    return utf8[bytes(range)].elementsEqual(words.utf8)
  }
}
