package import KoshTable

/// A coding as another program tells it: names instead of identifiers, positions that may be missing.
package struct ForeignCoding: Sendable, Hashable {
  /// The text, by its identifier, its name or its file's name with or without ending.
  package var source: String
  /// The scalars, if they are told.
  package var range: Range<Int>?
  /// The coded words, if they are told.
  package var quote: String?
  /// The code, by its identifier or name.
  package var code: String
  /// Who coded, if it is told.
  package var coder: String?
  /// When, as ISO 8601.
  package var date: String?
  /// A note.
  package var memo: String?
  /// The identifier that the other program gave it.
  package var guid: String?
  /// Where it stands.
  package var place: Place

  /// A coding as another program tells it.
  package init(
    source: String, range: Range<Int>? = nil, quote: String? = nil, code: String, coder: String? = nil,
    date: String? = nil, memo: String? = nil, guid: String? = nil, place: Place = Place()
  ) {
    self.source = source
    self.range = range
    self.quote = quote
    self.code = code
    self.coder = coder
    self.date = date
    self.memo = memo
    self.guid = guid
    self.place = place
  }
}

/// Codings that were made elsewhere, brought to texts and codes that are known here.
///
/// Only what is certain is taken. A coding whose quote stands at its positions is; so is one whose positions are missing
/// or count something else, as long as its quote stands in the text exactly once. All others are told as problems.
package struct CodingImport: Sendable {
  /// The codings that were taken, in the order in which they were told.
  package private(set) var codings: [Coding] = []
  /// How many were left out because the same coding is there already.
  package private(set) var alreadyThere = 0
  /// How many were placed by their quote, since their positions did not fit.
  package private(set) var placedByQuote = 0
  /// One problem for each coding that was not taken.
  package private(set) var problems: [Problem] = []

  /// Takes codings.
  ///
  /// - Parameters:
  ///   - frame: The codes; with none of them every code is taken as it is.
  ///   - coder: Who coded, where a coding does not tell.
  ///   - existing: Codings that are there already, by which a second import takes nothing twice.
  /// - Complexity: O(*n*) in codings; a pass over the text for each that is placed by its quote.
  package init(
    _ foreign: [ForeignCoding], sources: [Source], frame: CodingFrame, coder: String? = nil, existing: [Coding] = []
  ) {
    let names = CodingImport.names(of: sources)
    let codes = CodingImport.names(of: frame)
    var there = Set(existing.map(Key.init))
    for one in foreign {
      let numbers = names[CodingImport.key(one.source), default: []]
      guard numbers.count == 1, let number = numbers.first else {
        report(
          numbers.isEmpty ? "there is no source \"\(one.source)\"" : "\"\(one.source)\" is the name of several sources",
          one.place, remedy: Spelling.advice(for: one.source, among: sources.map(\.id)) ?? "give the text's file too")
        continue
      }
      let matches = frame.codes.isEmpty ? [one.code] : codes[CodingImport.key(one.code), default: []].sorted()
      guard matches.count == 1, let code = matches.first, !code.isEmpty else {
        report(
          matches.isEmpty || one.code.isEmpty
            ? "there is no code \"\(one.code)\""
            : "\"\(one.code)\" is the name of several codes: \(matches.joined(separator: ", "))",
          one.place,
          remedy: Spelling.advice(for: one.code, among: frame.codes.filter(\.isCodable).map(\.id)))
        continue
      }
      guard frame[code]?.isCodable ?? true else {
        report(
          "the code \"\(code)\" is a heading", one.place, why: "the coding frame says that text does not get it",
          remedy: "give one of the codes below it")
        continue
      }
      guard let coder = one.coder ?? coder else {
        report("it is not told who coded", one.place, remedy: "give the coder's name: --coder NAME")
        continue
      }
      guard let (range, isByQuote) = place(one, in: sources[number]) else { continue }
      let coding = Coding(
        source: sources[number].id, start: range.lowerBound, end: range.upperBound, code: code, coder: coder,
        date: one.date, memo: one.memo, guid: one.guid)
      guard there.insert(Key(coding)).inserted else {
        alreadyThere += 1
        continue
      }
      codings.append(coding)
      if isByQuote { placedByQuote += 1 }
    }
  }

  /// What came of it, on a line: how many codings were taken into which file, and how many were not.
  package func summary(path: String) -> String {
    var text = "\(codings.count) coding\(codings.count == 1 ? "" : "s") taken into \(path)"
    if placedByQuote > 0 { text += ", \(placedByQuote) of them placed by their words" }
    if alreadyThere > 0 { text += "; \(alreadyThere) there already" }
    if !problems.isEmpty { text += "; \(problems.count) not taken" }
    return text
  }

  private struct Key: Hashable {
    var (source, start, end, code, coder): (String, Int, Int, String, String)

    init(_ coding: Coding) {
      (source, start, end) = (coding.source, coding.start, coding.end)
      (code, coder) = (coding.code, coding.coder)
    }
  }

  private mutating func place(_ one: ForeignCoding, in source: Source) -> (range: Range<Int>, isByQuote: Bool)? {
    let text = source.text
    let quote = one.quote ?? ""
    if let range = one.range, range.lowerBound >= 0, range.upperBound <= text.count, !range.isEmpty,
      quote.isEmpty || text.holds(quote, at: range)
    {
      return (range, false)
    }
    guard !quote.isEmpty else {
      report(
        one.range.map { "\($0.lowerBound)–\($0.upperBound) is no stretch of \(source.id), which ends at \(text.count)" }
          ?? "neither positions nor words are told",
        one.place, why: "positions are Unicode scalars of the text with single line ends",
        remedy: "export the coded words with the codings")
      return nil
    }
    // Line ends inside of a quote are as various as those of files.
    let needle = SourceText(quote).utf8
    let places = ByteSearch.places(of: needle, in: text.utf8, limit: 2)
    guard places.count == 1, let byte = places.first else {
      let first = quote.unicodeScalars.count > 40 ? String(String(quote.unicodeScalars.prefix(40))) + " …" : quote
      report(
        "the words \"\(first)\" stand \(places.isEmpty ? "nowhere" : "several times") in \(source.id)", one.place,
        why: places.isEmpty ? "the text may be another version of it" : "which of the places is meant is not told",
        remedy: "code the passage here")
      return nil
    }
    return (text.scalarOffset(ofByte: byte)..<text.scalarOffset(ofByte: byte + needle.count), true)
  }

  private mutating func report(_ what: String, _ place: Place, why: String? = nil, remedy: String?) {
    problems.append(Problem(.data, what, at: place, why: why, remedy: remedy))
  }

  private static func key(_ name: String) -> String { TabText.trimmed(name).lowercased() }

  private static func names(of sources: [Source]) -> [String: Set<Int>] {
    var result: [String: Set<Int>] = [:]
    for (number, source) in sources.enumerated() {
      let file = source.path?.split(separator: "/").last.map(String.init) ?? source.name
      let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
      for name in [source.id, source.name, file, stem] { result[key(name), default: []].insert(number) }
    }
    // An identifier is nobody else's name.
    for (number, source) in sources.enumerated() { result[key(source.id)] = [number] }
    return result
  }

  private static func names(of frame: CodingFrame) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for code in frame.codes {
      for name in Language.allCases.map({ code.name[$0] }) where !name.isEmpty {
        result[key(name), default: []].insert(code.id)
      }
    }
    for code in frame.codes { result[key(code.id)] = [code.id] }
    return result
  }
}
