package import KoshTable

/// The speech of a subtitle file, SRT or VTT, as a text with speakers and times.
///
/// Cues of one speaker in a row make one turn; a turn is a paragraph: the speaker's name, a colon and the cues parted
/// by blanks. Without names each cue is a paragraph of its own. Styling tags and VTT's `STYLE`, `REGION` and `NOTE`
/// blocks are left out.
///
///     1
///     00:00:01,000 --> 00:00:02,500
///     И: Почему США?
///
/// becomes `И: Почему США?` with a turn of И from 1.0 to 2.5 seconds.
///
/// Source: W3C (2019), *WebVTT: The Web Video Text Tracks Format*, section 4; SRT as SubRip writes it.
package struct Transcript: Sendable, Hashable {
  /// The text that is coded.
  package let text: SourceText
  /// Who spoke when.
  package let turns: [Turn]

  /// The speech of a subtitle file.
  ///
  /// - Throws: ``Problems`` with file and line of every cue whose time cannot be read, ends before it begins, or is
  ///   missing, and of a VTT file without its first line.
  package init(_ file: SourceText, isWebVTT: Bool, file name: String) throws(Problems) {
    var reader = CueReader(file, isWebVTT: isWebVTT, name: name)
    reader.read()
    guard reader.problems.isEmpty else { throw Problems(reader.problems) }
    var written = ""
    var length = 0
    var turns: [Turn] = []
    func write(_ piece: String) {
      written += piece
      length += piece.unicodeScalars.count
    }
    for cue in reader.cues where !cue.speech.isEmpty {
      if let last = turns.last, let speaker = cue.speaker ?? last.speaker, last.speaker == speaker {
        write(" ")
        write(cue.speech)
        turns[turns.count - 1].range = last.range.lowerBound..<length
        turns[turns.count - 1].end = cue.end
      } else {
        if length > 0 { write("\n") }
        if let speaker = cue.speaker { write(speaker + ": ") }
        let start = length
        write(cue.speech)
        turns.append(Turn(speaker: cue.speaker, range: start..<length, start: cue.start, end: cue.end))
      }
    }
    text = SourceText(written)
    self.turns = turns
  }

  /// The seconds of a time stamp: `01:02:03,5`, `02:03.500`, `00:12:05`; `nil` where it is none.
  ///
  ///     Transcript.seconds("00:01:02,500")   // 62.5
  package static func seconds(_ stamp: String) -> Double? { seconds(Array(stamp.utf8)[...]) }

  static func seconds(_ stamp: ArraySlice<UInt8>) -> Double? {
    let fields = stamp.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard fields.count == 2 || fields.count == 3, stamp.count <= 20 else { return nil }
    var total = 0.0
    for (position, field) in fields.enumerated() {
      let isLast = position == fields.count - 1
      let parts = field.split(
        maxSplits: 1, omittingEmptySubsequences: false,
        whereSeparator: { isLast && ($0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")) })
      for part in parts {
        guard !part.isEmpty, part.count <= 6, part.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
      }
      let text = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
      guard let value = Double(text), position == 0 || value < 60 else { return nil }
      total = total * 60 + value
    }
    return total
  }
}

/// The cues of a subtitle file one by one.
private struct CueReader {
  struct Cue {
    var start: Double
    var end: Double
    var speaker: String?
    var speech: String
  }

  var cues: [Cue] = []
  var problems: [Problem] = []
  private let lines: [String]
  private let isWebVTT: Bool
  private let name: String

  init(_ file: SourceText, isWebVTT: Bool, name: String) {
    lines = file.utf8.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    self.isWebVTT = isWebVTT
    self.name = name
  }

  mutating func read() {
    var at = 0
    if isWebVTT {
      if lines.first?.hasPrefix("WEBVTT") != true {
        problems.append(
          Problem(
            .data, "the first line is not WEBVTT", at: Place(file: name, line: 1),
            why: "every WebVTT file begins with it",
            remedy: "if this is SubRip, give the file the ending .srt"))
      }
      while at < lines.count, !lines[at].isEmpty { at += 1 }
    }
    while at < lines.count {
      if TabText.trimmed(lines[at]).isEmpty {
        at += 1
        continue
      }
      var end = at
      while end < lines.count, !TabText.trimmed(lines[end]).isEmpty { end += 1 }
      block(at..<end)
      at = end
    }
  }

  private mutating func block(_ block: Range<Int>) {
    let first = lines[block.lowerBound]
    if isWebVTT, ["NOTE", "STYLE", "REGION"].contains(where: { first == $0 || first.hasPrefix($0 + " ") }) { return }
    guard let timing = block.first(where: { lines[$0].contains("-->") }), timing <= block.lowerBound + 1 else {
      problems.append(
        Problem(
          .data, "these lines have no time", at: Place(file: name, line: block.lowerBound + 1),
          why: "a cue is a line such as 00:00:01,000 --> 00:00:02,500 and the speech under it",
          remedy: "write the time above the speech, or take the lines out"))
      return
    }
    guard let (start, end) = times(lines[timing]) else {
      problems.append(
        Problem(
          .data, "the time cannot be read: \"\(lines[timing])\"", at: Place(file: name, line: timing + 1),
          why: "it is written 00:00:01,000 --> 00:00:02,500", remedy: "mend the line"))
      return
    }
    guard start <= end else {
      problems.append(
        Problem(
          .data, "the cue ends before it begins: \"\(lines[timing])\"", at: Place(file: name, line: timing + 1),
          remedy: "exchange the two times"))
      return
    }
    var speaker: String?
    var speech: [String] = []
    for line in lines[(timing + 1)..<block.upperBound] {
      let (voice, text) = CueReader.plain(line)
      var rest = TabText.trimmed(text)
      if let voice {
        speaker = voice
      } else if speech.isEmpty, let (label, after) = CueReader.label(rest) {
        (speaker, rest) = (label, after)
      }
      if !rest.isEmpty { speech.append(rest) }
    }
    cues.append(Cue(start: start, end: end, speaker: speaker, speech: speech.joined(separator: " ")))
  }

  private func times(_ line: String) -> (Double, Double)? {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count >= 3, words[1] == "-->", let start = Transcript.seconds(String(words[0])),
      let end = Transcript.seconds(String(words[2]))
    else { return nil }
    return (start, end)
  }

  /// A line without its tags, entities resolved, and the voice that a `<v Name>` tag names.
  private static func plain(_ line: String) -> (voice: String?, text: String) {
    var voice: String?
    var text = ""
    var rest = Substring(line)
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: ">") else {
        rest = rest[open...]
        break
      }
      let tag = rest[rest.index(after: open)..<close]
      if tag.first == "v", let blank = tag.firstIndex(of: " "), voice == nil {
        voice = TabText.trimmed(tag[blank...])
      } else if !(tag.first?.isLetter == true || tag.first == "/" || tag.first?.isNumber == true) {
        text += "<" + tag + ">"
      }
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("\u{FEFF}", ""), ("&lrm;", ""), ("&rlm;", ""),
      ("&amp;", "&"),
    ]
    where text.contains("&") || text.contains("\u{FEFF}") {
      text = text.replacing(entity, with: sign)
    }
    return (voice, text)
  }

  /// A short name and a colon at the beginning of a cue.
  private static func label(_ speech: String) -> (String, String)? {
    guard let colon = speech.firstIndex(of: ":") else { return nil }
    let name = speech[..<colon]
    let after = TabText.trimmed(speech[speech.index(after: colon)...])
    guard !name.isEmpty, name.count <= 24, name.split(separator: " ").count <= 3, !after.isEmpty,
      name.first?.isUppercase == true, name.allSatisfy({ $0.isLetter || $0.isNumber || " .-_".contains($0) }),
      speech[speech.index(after: colon)...].first == " "
    else { return nil }
    return (String(name), after)
  }
}
