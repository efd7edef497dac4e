package import KoshTable

/// One coder at work on a few texts: what is selected, what was coded, and every step back.
///
/// It knows nothing of files or terminals; ``CodingDialogue`` puts it into words and ``CodingsStore`` into a file.
package struct CodingSession: Sendable {
  /// A coding with the number by which the coder refers to it. A number is never given twice in a session.
  package struct Entry: Sendable, Hashable {
    /// The number, counted from 1 in the order of the file, then of work.
    package let number: Int
    /// The coding.
    package var coding: Coding
  }

  /// A step that can be taken back.
  package enum Change: Sendable, Hashable {
    /// A passage was given a code.
    case added(Entry)
    /// A coding was taken out; it stood at this place of the list.
    case removed(Entry, at: Int)
    /// A coding was noted upon; first what it was before.
    case noted(from: Entry, to: Entry)
  }

  /// The texts.
  package let sources: [Source]
  /// The codes; with none of them, any word is a code.
  package let frame: CodingFrame
  /// Who codes.
  package let coder: String
  /// The date that new codings get, as ISO 8601.
  package let date: String?
  /// The position, in ``sources``, of the text at hand.
  package private(set) var current = 0
  /// All codings, those of other coders and texts too.
  package private(set) var entries: [Entry]
  /// The selected scalars of the text at hand.
  package var selection: Range<Int>?
  /// The lines of the text at hand.
  package private(set) var lines: TextLines
  /// The text at hand as words are looked up in it.
  package private(set) var folded: FoldedText

  private var done: [(serial: Int, change: Change)] = []
  private var undone: [(serial: Int, change: Change)] = []
  private var nextNumber: Int
  private var nextSerial = 1
  private var savedSerial = 0

  /// A session over texts with the codings there are.
  ///
  /// - Parameter isSaved: Whether the codings are what their file holds.
  /// - Returns: `nil` where there is no text.
  package init?(
    sources: [Source], frame: CodingFrame, codings: [Coding], coder: String, date: String? = nil, isSaved: Bool = true
  ) {
    guard let first = sources.first else { return nil }
    self.sources = sources
    self.frame = frame
    self.coder = coder
    self.date = date
    entries = codings.enumerated().map { Entry(number: $0 + 1, coding: $1) }
    nextNumber = codings.count + 1
    if !isSaved { savedSerial = -1 }
    lines = TextLines(first.text)
    folded = FoldedText(first.text)
  }

  /// The text at hand.
  package var source: Source { sources[current] }

  /// All codings, in the order in which they are saved.
  package var codings: [Coding] { entries.map(\.coding) }

  /// The state of the codings: the same number means the same codings, within a session.
  var state: Int { done.last?.serial ?? 0 }

  /// Whether all changes are saved.
  package var isSaved: Bool { savedSerial == state }

  /// Remembers that the codings, as they are, were saved.
  package mutating func markSaved() { savedSerial = state }

  /// The codings of the text at hand, by start and end: the coder's own, or everybody's.
  ///
  /// - Complexity: O(*n* log *n*) in codings.
  package func entriesHere(ofAll: Bool = false) -> [Entry] {
    entries.filter { $0.coding.source == source.id && (ofAll || $0.coding.coder == coder) }
      .sorted { ($0.coding.start, $0.coding.end, $0.number) < ($1.coding.start, $1.coding.end, $1.number) }
  }

  /// Takes another text in hand, by its identifier, name or number from 1.
  ///
  /// - Throws: ``Problem`` where there is none of that name.
  package mutating func open(_ name: String) throws(Problem) {
    let byNumber = Int(name).flatMap { sources.indices.contains($0 - 1) ? $0 - 1 : nil }
    guard let found = sources.firstIndex(where: { $0.id == name || $0.name == name }) ?? byNumber else {
      throw Problem(
        .specification, "there is no source \"\(name)\"", remedy: Spelling.advice(for: name, among: sources.map(\.id)))
    }
    guard found != current else { return }
    current = found
    selection = nil
    lines = TextLines(source.text)
    folded = FoldedText(source.text)
  }

  /// Gives the selected words a code.
  ///
  /// - Parameter name: The code's identifier, or its name in one of the three languages.
  /// - Throws: ``Problem`` where nothing is selected, the code does not exist or is a heading, or the coder gave it to
  ///   some of these words before.
  package mutating func apply(_ name: String, memo: String? = nil) throws(Problem) -> Entry {
    guard let selection else { throw CodingSession.nothingSelected }
    let code = try checked(name)
    let entry = Entry(
      number: nextNumber,
      coding: Coding(
        source: source.id, start: selection.lowerBound, end: selection.upperBound, code: code, coder: coder, date: date,
        memo: memo))
    nextNumber += 1
    record(.added(entry))
    return entry
  }

  /// The identifier of a code that can be given to the selected words; throws what ``apply(_:memo:)`` would throw.
  package func checked(_ name: String) throws(Problem) -> String {
    guard let selection else { throw CodingSession.nothingSelected }
    let code = try codeID(name)
    let twice = entriesHere().first { $0.coding.code == code && $0.coding.range.overlaps(selection) }
    if let twice {
      throw Problem(
        .specification,
        "\"\(code)\" is on some of these words already: #\(twice.number), \(twice.coding.start)–\(twice.coding.end)",
        why: "these words would count twice", remedy: "remove \(twice.number) first, or select other words")
    }
    return code
  }

  /// The identifier of the code that a word means: its identifier, or its name in any of the languages, whatever the
  /// letter case. In a session without a frame every word is its own.
  ///
  /// - Throws: ``Problem`` where there is none, or where it is a heading.
  package func codeID(_ word: String) throws(Problem) -> String {
    if frame.codes.isEmpty { return word }
    let folded = word.lowercased()
    let found =
      frame[word] ?? frame.codes.first { $0.id.lowercased() == folded }
      ?? frame.codes.first { code in Language.allCases.contains { code.name[$0].lowercased() == folded } }
    guard let found else {
      throw Problem(
        .specification, "there is no code \"\(word)\"",
        remedy: Spelling.advice(for: word, among: frame.codes.filter(\.isCodable).map(\.id)))
    }
    guard found.isCodable else {
      let below = frame.codes.filter { $0.parent == found.id }.map(\.id)
      throw Problem(
        .specification, "the code \"\(found.id)\" is a heading", why: "the coding frame says that text does not get it",
        remedy: below.isEmpty ? nil : "give one of the codes below it: \(below.joined(separator: ", "))")
    }
    return found.id
  }

  /// Takes a coding out.
  ///
  /// - Throws: ``Problem`` where there is none of that number, or where it is another coder's.
  package mutating func remove(_ number: Int) throws(Problem) -> Entry {
    let at = try position(of: number)
    let entry = entries[at]
    record(.removed(entry, at: at))
    return entry
  }

  /// Writes a note to a coding, in the place of the one it has; an empty note takes it away.
  ///
  /// - Throws: ``Problem`` where there is none of that number, or where it is another coder's.
  package mutating func note(_ number: Int, _ memo: String) throws(Problem) -> Entry {
    let before = entries[try position(of: number)]
    var entry = before
    entry.coding.memo = memo.isEmpty ? nil : memo
    if entry != before { record(.noted(from: before, to: entry)) }
    return entry
  }

  /// Takes the last step back; `nil` where there is none.
  package mutating func undo() -> Change? {
    guard let last = done.popLast() else { return nil }
    switch last.change {
    case .added(let entry): entries.removeAll { $0.number == entry.number }
    case .removed(let entry, let at): entries.insert(entry, at: min(at, entries.count))
    case .noted(let before, _): replace(before)
    }
    undone.append(last)
    return last.change
  }

  /// Takes the step again that was taken back last; `nil` where there is none.
  package mutating func redo() -> Change? {
    guard let last = undone.popLast() else { return nil }
    perform(last.change)
    done.append(last)
    return last.change
  }

  static let nothingSelected = Problem(
    .specification, "nothing is selected",
    remedy: "select words first: select 12, or select the first words .. the last")

  private func position(of number: Int) throws(Problem) -> Int {
    guard let at = entries.firstIndex(where: { $0.number == number }) else {
      throw Problem(.specification, "there is no coding #\(number)", remedy: "see list")
    }
    let other = entries[at].coding.coder
    guard other == coder else {
      throw Problem(
        .specification, "coding #\(number) is by \(other)",
        why: "coders work independently of each other, or their agreement says nothing",
        remedy: "let \(other) change it")
    }
    return at
  }

  private mutating func record(_ change: Change) {
    perform(change)
    done.append((nextSerial, change))
    nextSerial += 1
    undone = []
  }

  private mutating func perform(_ change: Change) {
    switch change {
    case .added(let entry): entries.append(entry)
    case .removed(let entry, _): entries.removeAll { $0.number == entry.number }
    case .noted(_, let after): replace(after)
    }
  }

  private mutating func replace(_ entry: Entry) {
    if let at = entries.firstIndex(where: { $0.number == entry.number }) { entries[at] = entry }
  }
}
