internal import KoshFiles
package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which names and places are replaced by what: the key that is kept apart from the texts.
///
/// A real form and its pseudonym are one entry; the declined forms of a name (`Айгерім`, `Айгерімнің`) are entries of
/// their own, so that the sentence stays one. What is replaced can be put back exactly, as long as no two entries share
/// a pseudonym and no pseudonym occurs in the real texts; both are checked each time.
package struct PseudonymKey: Sendable, Hashable {
  /// A real form and what stands for it.
  package struct Entry: Sendable, Hashable {
    /// As it is in the real text.
    package var real: String
    /// As it is in the text that is worked with.
    package var pseudonym: String
    /// What it is: `person`, `place`, `school`; for the keeper of the key only.
    package var kind: String

    /// An entry.
    package init(real: String, pseudonym: String, kind: String = "") {
      self.real = real
      self.pseudonym = pseudonym
      self.kind = kind
    }
  }

  /// The entries.
  package var entries: [Entry]

  /// A key of entries.
  package init(_ entries: [Entry]) { self.entries = entries }

  /// A text in which real forms have been replaced, or put back, and where everything went.
  package struct Result: Sendable, Hashable {
    /// The text.
    package let text: SourceText
    /// For each replacement the scalars it took in the text before, and those in the text after; in order.
    package let changes: [(before: Range<Int>, after: Range<Int>)]

    package static func == (left: Result, right: Result) -> Bool {
      left.text == right.text && left.changes.elementsEqual(right.changes) { $0 == $1 }
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Where a stretch of the text before is in the text after. An end inside of a replaced name moves to the name's
    /// edge, so that the whole name belongs to the stretch.
    package func moved(_ range: Range<Int>) -> Range<Int> {
      let low = position(range.lowerBound, isEnd: false)
      return low..<max(low, position(range.upperBound, isEnd: true))
    }

    private func position(_ old: Int, isEnd: Bool) -> Int {
      // The last change that begins before the position.
      var (low, high) = (0, changes.count)
      while low < high {
        let middle = (low + high) / 2
        if changes[middle].before.lowerBound < old { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return old }
      let change = changes[low - 1]
      if old < change.before.upperBound { return isEnd ? change.after.upperBound : change.after.lowerBound }
      return old - change.before.upperBound + change.after.upperBound
    }
  }

  /// The text with every real form replaced: whole words only, the longest form first where several begin at one place.
  ///
  /// - Throws: ``Problems``: what ``check()`` finds, and pseudonyms that the real text holds already, since they could
  ///   not be told from replaced names.
  /// - Complexity: O(length of the text · entries of one first letter).
  package func replacing(in text: SourceText, file: String? = nil) throws(Problems) -> Result {
    var problems = check()
    let pseudonyms = Matcher(entries.map { ($0.pseudonym, $0.real) }).matches(in: text.utf8)
    for match in pseudonyms {
      let pseudonym = entries[match.entry].pseudonym
      let place = text.lineAndColumn(ofScalar: text.scalarOffset(ofByte: match.range.lowerBound))
      problems.append(
        Problem(
          .data, "the pseudonym \"\(pseudonym)\" is in the real text already",
          at: Place(file: file, line: place.line, column: place.column),
          why: "putting the names back would change these words, too", remedy: "choose another pseudonym"))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    let result = exchange(text, entries.map { ($0.real, $0.pseudonym) })
    guard exchange(result.text, entries.map { ($0.pseudonym, $0.real) }).text == text else {
      throw Problems(
        Problem(
          .data, "the real text could not be put back exactly", at: Place(file: file),
          why: "a pseudonym together with the letters around it reads as another one",
          remedy: "choose pseudonyms that hold no other, such as Person-1 and Place-1"))
    }
    return result
  }

  /// The real text of one in which names were replaced.
  package func restoring(_ text: SourceText) -> Result { exchange(text, entries.map { ($0.pseudonym, $0.real) }) }

  /// Entries that are empty, real forms or pseudonyms that come twice, pseudonyms that are a real form.
  package func check() -> [Problem] {
    var problems: [Problem] = []
    var (reals, pseudonyms) = (Set<String>(), Set<String>())
    for entry in entries {
      if entry.real.isEmpty || entry.pseudonym.isEmpty {
        problems.append(
          Problem(
            .data, "an entry of the key is empty: \"\(entry.real)\" → \"\(entry.pseudonym)\"", remedy: "fill both in"))
        continue
      }
      if !reals.insert(entry.real).inserted {
        problems.append(
          Problem(.data, "the key has \"\(entry.real)\" twice", remedy: "keep one of the two entries"))
      } else if !pseudonyms.insert(entry.pseudonym).inserted {
        problems.append(
          Problem(
            .data, "the key uses the pseudonym \"\(entry.pseudonym)\" twice",
            why: "it could not be told which name to put back", remedy: "choose another pseudonym"))
      }
    }
    for entry in entries where reals.contains(entry.pseudonym) && !entry.pseudonym.isEmpty {
      problems.append(
        Problem(
          .data, "the pseudonym \"\(entry.pseudonym)\" is also a real name of the key",
          remedy: "choose another pseudonym"))
    }
    return problems
  }

  private func exchange(_ text: SourceText, _ pairs: [(from: String, to: String)]) -> Result {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var changes: [(before: Range<Int>, after: Range<Int>)] = []
    var (last, shift) = (0, 0)
    for match in Matcher(pairs).matches(in: text.utf8) {
      bytes += text.utf8[last..<match.range.lowerBound]
      let new = pairs[match.entry].to
      bytes += new.utf8
      last = match.range.upperBound
      let before = text.scalarOffset(ofByte: match.range.lowerBound)..<text.scalarOffset(ofByte: last)
      let start = before.lowerBound + shift
      let count = new.unicodeScalars.count
      changes.append((before, start..<(start + count)))
      shift += count - before.count
    }
    bytes += text.utf8[last...]
    return Result(text: SourceText(utf8: bytes), changes: changes)
  }

  /// The key in a file's text: lines of `real`, `pseudonym` and `kind` between tabs, or CSV, under those column names.
  ///
  /// - Throws: ``Problems`` with file and line of what cannot be read, and all that ``check()`` finds.
  package static func read(_ text: SourceText, file: String) throws(Problems) -> PseudonymKey {
    let rows = TabText(text)
    let names = (rows.rows.first?.cells ?? []).map { TabText.trimmed($0) }
    guard let real = names.firstIndex(of: "real"), let pseudonym = names.firstIndex(of: "pseudonym") else {
      throw Problems(
        Problem(
          .data, "the key has no columns \"real\" and \"pseudonym\"",
          at: Place(file: file, line: rows.rows.first?.line),
          remedy: "write them in its first line"))
    }
    let kind = names.firstIndex(of: "kind")
    var problems: [Problem] = []
    var entries: [Entry] = []
    for row in rows.rows.dropFirst() {
      func cell(_ at: Int?) -> String { at.flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil } ?? "" }
      guard row.cells.count <= names.count else {
        problems.append(
          Problem(
            .data, "\(row.cells.count) cells instead of \(names.count)", at: Place(file: file, line: row.line),
            remedy: "mend the line"))
        continue
      }
      entries.append(
        Entry(
          real: TabText.trimmed(cell(real)), pseudonym: TabText.trimmed(cell(pseudonym)),
          kind: TabText.trimmed(cell(kind))))
    }
    let key = PseudonymKey(entries)
    problems += key.check().map { problem in
      var placed = problem
      placed.place.file = file
      return placed
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return key
  }

  /// The key in a file; see ``read(_:file:)``.
  ///
  /// - Throws: ``Problems`` where the file cannot be read, too.
  package static func read(path: String) throws(Problems) -> PseudonymKey {
    let text: SourceText
    do throws(Problem) {
      text = SourceText(utf8: try TextFile.utf8(of: try FileBytes.read(path: path), name: path).bytes)
    } catch {
      throw Problems(error)
    }
    return try read(text, file: path)
  }

  /// Writes the key to a file that only its owner can read, outside of the study. What the file held before stays beside
  /// it as a copy with the same rights.
  ///
  /// - Parameter study: The study's folder, in which a key must not lie: whoever gets the texts would get the names;
  ///   `nil` where there is none.
  /// - Returns: The path of the copy; `nil` where there was nothing to copy.
  /// - Throws: ``Problem`` if the path is in that folder, or with the system's reason.
  @discardableResult
  package func write(to path: String, outsideOf study: String?) throws(Problem) -> String? {
    if let study { try PseudonymKey.keepApart(path, from: study) }
    var text = TabText.line(["real", "pseudonym", "kind"])
    for entry in entries { text += TabText.line([entry.real, entry.pseudonym, entry.kind]) }
    if FileBytes.exists(path: path) { chmod(path, 0o600) }
    return try KeptCopy.replace(path, with: Array(text.utf8), isPrivate: true)
  }

  /// That a key does not lie in a folder that others are given.
  ///
  /// - Throws: ``Problem`` if it does.
  package static func keepApart(_ path: String, from study: String) throws(Problem) {
    let (file, folder) = (absolute(path), absolute(study))
    guard file != folder, !file.hasPrefix(folder == "/" ? "/" : folder + "/") else {
      throw Problem(
        .data, "the key would lie in the study's folder", at: Place(file: path),
        why: "whoever is given the study would be given the real names", remedy: "choose a place outside of \(study)")
    }
  }

  /// The folder that is given away with what lies in `path`: the outermost one above it that holds a study or a
  /// repository, else itself.
  package static func publishedFolder(of path: String) -> String {
    var parts = absolute(path).split(separator: "/")
    var found: String?
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/")
      if ["study.yaml", ".git"].contains(where: { FileBytes.exists(path: folder + "/" + $0) }) { found = folder }
      parts.removeLast()
    }
    return found ?? path
  }

  /// A path from the root, links resolved as far as it exists, `.` and `..` worked out.
  static func absolute(_ path: String) -> String {
    var start = path
    if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
      start = String(cString: here) + "/" + path
      free(here)
    }
    var parts: [Substring] = []
    for part in start.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    var existing = parts
    var rest: [Substring] = []
    while true {
      let candidate = "/" + existing.joined(separator: "/")
      if let resolved = realpath(candidate, nil) {
        defer { free(resolved) }
        let base = String(cString: resolved)
        return rest.isEmpty ? base : (base == "/" ? "" : base) + "/" + rest.reversed().joined(separator: "/")
      }
      guard let last = existing.popLast() else { return candidate }
      rest.append(last)
    }
  }
}

/// Finds whole words out of a list, the longest first.
private struct Matcher {
  private var byFirstByte = [[(bytes: [UInt8], entry: Int)]](repeating: [], count: 256)

  init(_ pairs: [(String, String)]) {
    for (entry, pair) in pairs.enumerated() {
      let bytes = Array(pair.0.utf8)
      guard let first = bytes.first else { continue }
      byFirstByte[Int(first)].append((bytes, entry))
    }
    for byte in byFirstByte.indices {
      byFirstByte[byte].sort { ($1.bytes.count, $0.entry) < ($0.bytes.count, $1.entry) }
    }
  }

  func matches(in text: [UInt8]) -> [(range: Range<Int>, entry: Int)] {
    var result: [(range: Range<Int>, entry: Int)] = []
    var at = 0
    while at < text.count {
      let found = byFirstByte[Int(text[at])].first { candidate in
        let end = at + candidate.bytes.count
        return end <= text.count && text[at..<end].elementsEqual(candidate.bytes)
          && !(isWord(candidate.bytes, atEnd: false) && isLetter(in: text, before: at))
          && !(isWord(candidate.bytes, atEnd: true) && isLetter(in: text, at: end))
      }
      if let found {
        result.append((at..<(at + found.bytes.count), found.entry))
        at += found.bytes.count
      } else {
        at += 1
      }
    }
    return result
  }

  private func isWord(_ bytes: [UInt8], atEnd: Bool) -> Bool {
    atEnd ? isLetter(in: bytes, before: bytes.count) : isLetter(in: bytes, at: 0)
  }

  private func isLetter(in text: [UInt8], before place: Int) -> Bool {
    guard place > 0 else { return false }
    var start = place - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return isLetter(in: text, at: start)
  }

  private func isLetter(in text: [UInt8], at place: Int) -> Bool {
    guard place < text.count else { return false }
    var end = place + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    guard let scalar = String(decoding: text[place..<end], as: UTF8.self).unicodeScalars.first else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }
}
