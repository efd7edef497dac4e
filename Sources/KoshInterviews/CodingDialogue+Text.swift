internal import KoshTable

/// How texts, codings and codes look on the screen.
extension CodingDialogue {
  /// The lines from ``top`` on, each with its number, and under it the coder's codings that begin on it.
  func page(to last: Int? = nil) -> String {
    let last = min(last ?? top + pageLength - 1, session.lines.count)
    let entries = session.entriesHere()
    let shown = top == last ? "line \(top)" : "lines \(top)–\(last)"
    var result = "\(session.source.name), \(shown) of \(session.lines.count)\n"
    guard top <= last else { return result }
    for number in top...last {
      guard let line = session.lines[number] else { continue }
      result += text(ofLine: number, line, entries)
      for entry in entries where session.lines.line(of: entry.coding.start) == number {
        result += String(repeating: " ", count: 7) + text(entry, withLine: false)
      }
    }
    return result
  }

  /// A coding on a line of its own: number, line, code, words, note.
  func text(_ entry: CodingSession.Entry, withLine: Bool = true) -> String {
    let coding = entry.coding
    let source = session.sources.first { $0.id == coding.source }
    var result = "#\(entry.number)"
    if coding.source != session.source.id {
      result += "  \(coding.source) \(coding.start)–\(coding.end)"
    } else if withLine {
      result += "  line \(session.lines.line(of: coding.start))"
    }
    result += "  \(coding.code)"
    if coding.coder != session.coder { result += " (\(coding.coder))" }
    if let source { result += "  \"\(shortened(source.text[coding.range]))\"" }
    if let memo = coding.memo { result += "  – \(clean(memo))" }
    return result + "\n"
  }

  /// A step in words.
  func text(_ change: CodingSession.Change, isTakenBack: Bool) -> String {
    switch change {
    case .added(let entry): "the coding " + text(entry)
    case .removed(let entry, _): "the taking out of " + text(entry)
    case .noted(let before, let after): "the note on " + text(isTakenBack ? before : after)
    }
  }

  /// The selection in words.
  func selected(_ found: CodingSession.Found? = nil) throws(Problem) -> String {
    guard let range = session.selection else { throw CodingSession.nothingSelected }
    let (first, last) = (session.lines.line(of: range.lowerBound), session.lines.line(of: range.upperBound - 1))
    var result = first == last ? "line \(first)" : "lines \(first)–\(last)"
    result += ", \(range.lowerBound)–\(range.upperBound): \"\(shortened(session.source.text[range]))\""
    if let found, found.count > 1 { result += "  (\(found.place) of \(found.count) places)" }
    return result + "\n"
  }

  func list(_ rest: String) throws(Problem) -> String {
    guard rest.isEmpty || rest == "all" else {
      throw Problem(.specification, "\"list \(rest)\" is not known", remedy: "write list, or list all")
    }
    let entries = session.entriesHere(ofAll: rest == "all")
    guard !entries.isEmpty else { return "there are no codings of \(session.source.id) yet\n" }
    return entries.map { text($0) }.joined()
  }

  func sources() -> String {
    session.sources.enumerated().map { position, source in
      let own = session.entries.count { $0.coding.source == source.id && $0.coding.coder == session.coder }
      return
        "\(position == session.current ? "*" : " ") \(position + 1)  \(source.id)  \(NumberText.counted(own, "coding"))\n"
    }.joined()
  }

  /// The codes as a tree, with the number of the coder's codings of the text at hand.
  func codes(matching word: String) -> String {
    let codes = session.frame.codes
    let entries = session.entriesHere()
    if codes.isEmpty {
      let used = Set(session.entries.filter { $0.coding.coder == session.coder }.map(\.coding.code)).sorted()
      return used.isEmpty ? "there is no coding frame: any word is a code\n" : used.map { $0 + "\n" }.joined()
    }
    let folded = word.lowercased()
    var result = ""
    for code in codes {
      let name = code.name[language]
      guard word.isEmpty || code.id.lowercased().contains(folded) || name.lowercased().contains(folded) else {
        continue
      }
      let depth = word.isEmpty ? session.frame.broader(than: code.id).count : 0
      let here = entries.count { $0.coding.code == code.id }
      result += String(repeating: "  ", count: depth) + code.id
      if name != code.id, !name.isEmpty { result += "  \(name)" }
      if !code.isCodable { result += "  (heading)" }
      result += here > 0 ? "  \(here)\n" : "\n"
    }
    return result.isEmpty ? "no code has \"\(word)\" in its name\n" : result
  }

  func about(_ name: String) throws(Problem) -> String {
    var code = session.frame[name]
    if code == nil { code = session.frame[try session.codeID(name)] }
    guard let code else { return "there is no coding frame that says what \"\(name)\" means\n" }
    var result = "\(code.id)  \(code.name[language])\n"
    let parts = [
      ("means", code.definition), ("give it", code.include), ("do not give it", code.exclude),
    ]
    for (label, text) in parts where !text[language].isEmpty { result += "  \(label): \(text[language])\n" }
    for example in code.examples where !example[language].isEmpty { result += "  example: \(example[language])\n" }
    return result
  }

  /// Words on one line, at most 60 signs: the beginning and the end of longer ones.
  private func shortened(_ words: String) -> String {
    let words = Array(clean(words).unicodeScalars)
    guard words.count > 60 else { return string(words[...]) }
    return string(words[..<38]) + " … " + string(words[(words.count - 19)...])
  }

  /// Words without the signs that would steer a terminal.
  private func clean(_ words: String) -> String { string(words.unicodeScalars.map(CodingDialogue.visible)[...]) }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar == "\n" || scalar == "\t" { return " " }
    return scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  /// A line of the text, broken between words where the screen ends.
  private func text(ofLine number: Int, _ line: Range<Int>, _ entries: [CodingSession.Entry]) -> String {
    let digits = String(number)
    let gutter = String(repeating: " ", count: max(0, 5 - digits.count)) + digits + "  "
    let scalars = session.source.text[line].unicodeScalars.map(CodingDialogue.visible)
    let room = width - 7
    var result = gutter
    var at = 0
    while true {
      var end = min(at + room, scalars.count)
      if end < scalars.count, let blank = scalars[at...end].lastIndex(of: " "), blank > at { end = blank }
      result +=
        usesColour ? coloured(scalars[at..<end], from: line.lowerBound + at, entries) : string(scalars[at..<end])
      result += "\n"
      at = end < scalars.count && scalars[end] == " " ? end + 1 : end
      guard at < scalars.count else { return result }
      result += String(repeating: " ", count: 7)
    }
  }

  /// Selected words reversed, coded words underlined.
  private func coloured(_ scalars: ArraySlice<Unicode.Scalar>, from start: Int, _ entries: [CodingSession.Entry])
    -> String
  {
    var result = String.UnicodeScalarView()
    var style = 0
    for (offset, scalar) in scalars.enumerated() {
      let position = start + offset
      var wanted = entries.contains { $0.coding.range.contains(position) } ? 1 : 0
      if session.selection?.contains(position) == true { wanted += 2 }
      if wanted != style {
        result.append(contentsOf: ["\u{1B}[0m", "\u{1B}[0;4m", "\u{1B}[0;7m", "\u{1B}[0;4;7m"][wanted].unicodeScalars)
        style = wanted
      }
      result.append(scalar)
    }
    if style != 0 { result.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
    return String(result)
  }
}
