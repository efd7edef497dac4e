internal import KoshFiles
package import KoshTable

/// Files of interviews into sources.
package enum SourceReader {
  /// The kinds of file that ``read(_:path:kind:id:language:)`` knows.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Plain text.
    case text = "txt"
    /// Markdown; the text is coded as it is written, with its signs.
    case markdown = "md"
    /// Subtitles of SubRip.
    case subRip = "srt"
    /// Web video text tracks.
    case webVTT = "vtt"
    /// Documents of Word; what is coded is the text that ``DocxText`` takes out.
    case word = "docx"

    /// The kind that a path's ending names; `nil` where it names none of them.
    package init?(path: String) {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      guard let dot = name.lastIndex(of: ".") else { return nil }
      switch name[name.index(after: dot)...].lowercased() {
      case "txt", "text": self = .text
      case "md", "markdown": self = .markdown
      case "srt": self = .subRip
      case "vtt": self = .webVTT
      case "docx": self = .word
      default: return nil
      }
    }
  }

  /// The source in a file's bytes.
  ///
  /// UTF-8, UTF-16, windows-1251 and kz-1048 are told apart; line ends become `\n`. Text and Markdown are kept letter by
  /// letter; a head of `key: value` lines between two lines `---` is read into ``Source/metadata`` and stays in the text,
  /// before all turns. Speakers are found by ``SpeakerTurns``. Of SRT and VTT, what is coded is the speech: one
  /// paragraph per turn, as ``Transcript`` describes.
  ///
  /// - Parameters:
  ///   - kind: What the file is; by its ending, if left out.
  ///   - id: The source's identifier; if left out, `source:` of its head, else the file's name without its ending.
  /// - Throws: ``Problems`` of kind `data` with the file and line of every place that cannot be read.
  /// - Complexity: O(*n*).
  package static func read(
    _ bytes: [UInt8], path: String, kind: Kind? = nil, id: String? = nil, language: Language? = nil
  ) throws(Problems) -> Source {
    guard let kind = kind ?? Kind(path: path) else {
      throw Problems(
        Problem(
          .data, "the kind of file is not known", at: Place(file: path),
          why: "a source ends in .txt, .md, .docx, .srt or .vtt",
          remedy: "save it as plain text, or give it the ending of what it is"))
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    if kind == .word {
      let document = try DocxText(bytes, name: path)
      var source = source(
        SourceText(document.text), name: name, stem: stem, path: path, id: id, language: language)
      source.cautions = document.cautions
      return source
    }
    let text: SourceText
    let encoding: TextEncoding
    do throws(Problem) {
      let read = try TextFile.utf8(of: bytes, name: path)
      try SourceReader.refuseBinary(read.bytes, path: path)
      // What comes out of there is UTF-8: asking again would be a pass over every text.
      (text, encoding) = (SourceText(read.bytes, isWellFormed: true), read.encoding)
    } catch {
      throw Problems(error)
    }
    var result: Source
    switch kind {
    case .text, .markdown, .word:
      result = source(text, name: name, stem: stem, path: path, id: id, language: language)
    case .subRip, .webVTT:
      let transcript = try Transcript(text, isWebVTT: kind == .webVTT, file: path)
      result = Source(
        id: id ?? stem, name: name, text: transcript.text, language: language, turns: transcript.turns, path: path)
    }
    result.cautions = SourceReader.cautions(text, encoding)
    return result
  }

  /// A file with a zero byte, or with many signs that steer machines, is no text, whatever its ending.
  private static func refuseBinary(_ bytes: [UInt8], path: String) throws(Problem) {
    var (line, controls) = (1, 0)
    for byte in bytes where byte < 32 {
      switch byte {
      case 10: line += 1
      case 0:
        throw Problem(
          .data, "this is no text: it holds a zero byte", at: Place(file: path, line: line),
          why: "it may be a picture, a recording or a document of another program",
          remedy: "check that the right file was given, or save its text as UTF-8")
      case 9, 11, 12, 13: break
      default: controls += 1
      }
    }
    guard controls * 50 <= bytes.count else {
      throw Problem(
        .data, "this is no text: \(controls) of its \(bytes.count) bytes are control signs", at: Place(file: path),
        why: "it may be a picture, a recording or a document of another program",
        remedy: "check that the right file was given, or save its text as UTF-8")
    }
  }

  private static func cautions(_ text: SourceText, _ encoding: TextEncoding) -> [Caution] {
    var result: [Caution] = []
    if !text.utf8.contains(where: { $0 > 32 }) {
      result.append(
        Caution(
          "source_empty",
          Trilingual(
            en: "There are no words in the text.", ru: "В тексте нет слов.", kk: "Мәтінде сөз жоқ.")))
    }
    let name: String? =
      switch encoding {
      case .windows1251: "Windows-1251"
      case .kz1048: "KZ-1048"
      case .utf8, .utf16: nil
      }
    if let name {
      result.append(
        Caution(
          "source_encoding",
          Trilingual(
            en: "The text is not in UTF-8 and was read as \(name): see whether its letters are right.",
            ru: "Текст не в UTF-8 и прочитан как \(name): проверьте, верны ли буквы.",
            kk: "Мәтін UTF-8 кодтауында емес, \(name) ретінде оқылды: әріптері дұрыс па, тексеріңіз.")))
    }
    return result
  }

  /// The source of a text that another reader took out of its file, such as a word processor's document: head and
  /// speakers are found as in plain text.
  package static func source(
    _ text: SourceText, name: String, stem: String, path: String?, id: String? = nil, language: Language? = nil
  ) -> Source {
    let head = SourceHead(text)
    return Source(
      id: id ?? head.values["source"] ?? stem, name: name, text: text,
      language: language ?? head.values["language"].flatMap(Language.init(rawValue:)),
      turns: SpeakerTurns.find(in: text, after: head.end), metadata: head.values, path: path)
  }
}

/// The `key: value` lines between two lines `---` at the beginning of a text.
struct SourceHead {
  /// The values by key, in lower case.
  var values: [String: String] = [:]
  /// The byte after the head; 0 where there is none.
  var end = 0

  init(_ text: SourceText) {
    let bytes = text.utf8
    guard bytes.starts(with: Array("---\n".utf8)) else { return }
    var at = 4
    var found: [String: String] = [:]
    while at < bytes.count {
      let lineEnd = bytes[at...].firstIndex(of: 10) ?? bytes.count
      let line = TabText.trimmed(String(decoding: bytes[at..<lineEnd], as: UTF8.self))
      at = min(lineEnd + 1, bytes.count)
      if line == "---" {
        (values, end) = (found, at)
        return
      }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = TabText.trimmed(line[..<colon]).lowercased()
      var value = TabText.trimmed(line[line.index(after: colon)...])
      if value.count > 1, let first = value.first, first == "\"" || first == "'", value.last == first {
        value = String(value.dropFirst().dropLast())
      }
      if !key.isEmpty { found[key] = value }
    }
  }
}

/// Finds who speaks in a text whose paragraphs begin with a name and a colon.
package enum SpeakerTurns {
  /// The turns of a text from a byte on.
  ///
  /// A line opens a turn when it begins, after an optional time stamp such as `[00:12:05]` and Markdown's `**`, with a
  /// label of at most 40 characters and four words, a colon and something after it, and the same label opens a line at
  /// least twice. Lines without a label go on with the turn before them.
  ///
  ///     SpeakerTurns.find(in: SourceText("И: Почему?\nР: Грант.\nИ: А семья?\nР: Поддержала."))
  ///     // И, Р, И, Р
  ///
  /// - Complexity: O(*n*).
  package static func find(in text: SourceText, after start: Int = 0) -> [Turn] {
    var lines: [(label: Label?, start: Int, end: Int)] = []
    var uses: [String: Int] = [:]
    var at = start
    let bytes = text.utf8
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: 10) ?? bytes.count
      let label = Label(bytes[at..<end])
      if let name = label?.speaker { uses[name, default: 0] += 1 }
      lines.append((label, at, end))
      at = end + 1
    }
    var turns: [(speaker: String?, start: Int, end: Int, time: Double?)] = []
    for line in lines {
      if let label = line.label, uses[label.speaker, default: 0] > 1 {
        turns.append((label.speaker, label.speechStart, line.end, label.time))
      } else if !turns.isEmpty, bytes[line.start..<line.end].contains(where: { $0 != 32 && $0 != 9 }) {
        turns[turns.count - 1].end = line.end
      }
    }
    var result: [Turn] = []
    result.reserveCapacity(turns.count)
    for (position, turn) in turns.enumerated() {
      let low = text.scalarOffset(ofByte: turn.start)
      let next = position + 1 < turns.count ? turns[position + 1].time : nil
      result.append(
        Turn(
          speaker: turn.speaker, range: low..<max(low, text.scalarOffset(ofByte: turn.end)), start: turn.time,
          end: turn.time == nil ? nil : next))
    }
    return result
  }

  private struct Label {
    var speaker: String
    /// The byte at which the speech begins.
    var speechStart: Int
    var time: Double?

    init?(_ line: ArraySlice<UInt8>) {
      guard let colon = Label.colon(line) else { return nil }
      var rest = line
      func skipBlanks() {
        while let first = rest.first, first == 32 || first == 9 || first == 42 { rest.removeFirst() }
      }
      skipBlanks()
      if let first = rest.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "("),
        let close = rest.firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: ")") }),
        let seconds = Transcript.seconds(rest[(rest.startIndex + 1)..<close])
      {
        time = seconds
        rest = rest[(close + 1)...]
        skipBlanks()
      }
      guard rest.startIndex < colon.before else { return nil }
      let name = String(decoding: rest[rest.startIndex..<colon.before], as: UTF8.self)
      speaker = TabText.trimmed(name.filter { $0 != "*" })
      guard !speaker.isEmpty, speaker.count <= 40, speaker.split(separator: " ").count <= 4,
        let first = speaker.unicodeScalars.first, first.properties.isAlphabetic || first.properties.numericType != nil,
        speaker.allSatisfy({ $0.isLetter || $0.isNumber || " .-_–№#'’".contains($0) }),
        speaker.contains(where: \.isLetter)
      else { return nil }
      rest = line[colon.after...]
      skipBlanks()
      guard rest.startIndex < line.endIndex else { return nil }
      speechStart = rest.startIndex
    }

    /// Where the colon of a label can stand: the first one that is not inside a time stamp.
    private static func colon(_ line: ArraySlice<UInt8>) -> (before: Int, after: Int)? {
      var at = line.startIndex
      var isBracketed = false
      while at < line.endIndex, at - line.startIndex < 200 {
        switch line[at] {
        case UInt8(ascii: "["), UInt8(ascii: "("): isBracketed = true
        case UInt8(ascii: "]"), UInt8(ascii: ")"): isBracketed = false
        case UInt8(ascii: ":") where !isBracketed: return (at, at + 1)
        default: break
        }
        at += 1
      }
      return nil
    }
  }
}
