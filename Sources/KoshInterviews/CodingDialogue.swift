package import KoshTable

/// A coding session in words: a line of the coder in, what the program answers out.
///
/// It is the same on a terminal and in a pipe; only colours and the prompt are added on a terminal.
///
///     select 3 fees .. year      selects those words of line 3
///     code cost                  gives them the code
///     undo                       takes that back
package struct CodingDialogue: Sendable {
  /// Texts and codings as they are now.
  package private(set) var session: CodingSession
  /// The codings file.
  package private(set) var store: CodingsStore
  /// Whether the coder has left.
  package private(set) var isOver = false
  /// How many signs a line of the screen has.
  let width: Int
  /// How many lines of the text are shown at once.
  let pageLength: Int
  /// Whether selected and coded words are marked with terminal colours.
  let usesColour: Bool
  /// The language of code names and definitions.
  let language: Language
  /// The first line that is shown.
  var top = 1

  /// A dialogue; `width` is at least 40.
  package init(
    session: CodingSession, store: CodingsStore, width: Int = 80, pageLength: Int = 20, usesColour: Bool = false,
    language: Language = .en
  ) {
    self.session = session
    self.store = store
    self.width = max(40, width)
    self.pageLength = max(1, pageLength)
    self.usesColour = usesColour
    self.language = language
  }

  /// What is said at the beginning: what was opened, and what of the codings file waits for a person.
  package func opening() -> String {
    let own = session.entries.count { $0.coding.coder == session.coder }
    var text =
      "\(NumberText.counted(session.sources.count, "source")), \(NumberText.counted(session.frame.codes.count, "code")), "
    text += "\(NumberText.counted(session.entries.count, "coding")) (\(own) by \(session.coder)) in \(store.path)\n"
    for caution in store.reading.cautions { text += caution.text[language] + "\n" }
    for problem in store.reading.problems + amiss() { text += problem.description + "\n" }
    if let left = store.leftBehind { text += left.description + "\n" }
    if store.recovered != nil {
      text +=
        "work that was not saved was found in \(store.unsavedPath) and is in hand: save keeps it, quit! drops it\n"
    }
    return text + page() + "help tells the commands.\n"
  }

  /// What of the coder's own codings cannot be counted as it stands: other coders' work is not told here.
  private func amiss() -> [Problem] {
    let known = Set(session.sources.map(\.id))
    let own = zip(store.reading.codings, store.reading.places).filter {
      $0.0.coder == session.coder && known.contains($0.0.source)
    }
    let codings = own.map(\.0)
    let given = Set(codings.map(\.code)).sorted().map { Code($0) }
    let frame = session.frame.codes.isEmpty ? CodingFrame(codes: given) : session.frame
    return InterviewProject(sources: session.sources, frame: frame, codings: codings).check(places: own.map(\.1))
  }

  /// Does what a line says, and tells what came of it. Nothing that is typed ends in a crash or in lost work: what is
  /// not saved yet is kept beside the codings file.
  package mutating func reply(to line: String) -> String {
    let line = TabText.trimmed(line)
    if line.isEmpty { return "" }
    do throws(Problem) {
      let answer = try perform(line)
      return answer + keepUnsaved()
    } catch {
      return error.description + "\n"
    }
  }

  private var keptState: Int?
  private var cannotKeep = false

  private mutating func keepUnsaved() -> String {
    if isOver || session.isSaved {
      if keptState != nil || store.recovered != nil { store.dropUnsaved() }
      keptState = nil
      return ""
    }
    guard session.state != keptState else { return "" }
    do throws(Problem) {
      try store.keepUnsaved(session.codings, sources: session.sources)
      keptState = session.state
      return ""
    } catch {
      guard !cannotKeep else { return "" }
      cannotKeep = true
      return "if the program is killed, what is not saved is lost: " + error.description + "\n"
    }
  }

  /// What is to be done when the input ends without a word: unsaved codings are saved.
  package mutating func end() -> String {
    guard !isOver else { return "" }
    isOver = true
    guard !session.isSaved else { return "" }
    do throws(Problem) {
      let saved = try save()
      store.dropUnsaved()
      return saved
    } catch {
      // The codings must not go with the program: they are written beside a file that cannot take them.
      let first = error.description + "\n"
      for number in 1...999 {
        if let saved = try? save(as: "\(store.path).rescued-\(number)") {
          store.dropUnsaved()
          return first + saved
        }
      }
      return first
    }
  }

  private mutating func perform(_ line: String) throws(Problem) -> String {
    if let number = Int(line) {
      top = try existing(number)
      return page()
    }
    let isSlash = line.first == "/"
    let word = isSlash ? "find" : String(line.prefix { $0 != " " && $0 != "\t" })
    let rest = TabText.trimmed(line.dropFirst(isSlash ? 1 : word.count))
    guard let command = Command(word) else {
      throw Problem(
        .specification, "there is no command \"\(word)\"",
        remedy: Spelling.nearest(to: word, in: Command.allCases.map(\.rawValue)).map { "did you mean \"\($0)\"?" }
          ?? "see help")
    }
    switch command {
    case .help: return Command.page
    case .show: return try show(rest)
    case .next: return turnPage(by: pageLength)
    case .back: return turnPage(by: -pageLength)
    case .select: return try select(rest)
    case .find: return try find(rest)
    case .widen: return try widen(rest)
    case .code: return try code(rest)
    case .memo: return try memo(rest)
    case .remove:
      let entry = try session.remove(try number(rest))
      return "taken out: " + text(entry)
    case .undo:
      return session.undo().map { "back: " + text($0, isTakenBack: true) } ?? "there is nothing to take back\n"
    case .redo:
      return session.redo().map { "again: " + text($0, isTakenBack: false) } ?? "there is nothing to do again\n"
    case .list: return try list(rest)
    case .codes: return codes(matching: rest)
    case .about: return try about(rest)
    case .sources: return sources()
    case .open:
      try session.open(rest)
      top = 1
      return page()
    case .save: return try save(as: rest.isEmpty ? nil : rest)
    case .quit:
      guard session.isSaved else {
        throw Problem(
          .specification, "there are changes that are not saved", remedy: "save, or leave without them: quit!")
      }
      isOver = true
      return ""
    case .leave:
      isOver = true
      return session.isSaved ? "" : "left without saving\n"
    }
  }

  // MARK: Commands

  private mutating func select(_ rest: String) throws(Problem) -> String {
    guard !rest.isEmpty else {
      session.selection = nil
      return "nothing is selected\n"
    }
    if rest.first == "@" {
      guard let range = CodingDialogue.range(rest.dropFirst()), range.lowerBound < range.upperBound else {
        throw Problem(.specification, "\"\(rest)\" is no stretch of the text", remedy: "write it as @120-143")
      }
      try session.select(range.lowerBound..<range.upperBound)
      return try selected()
    }
    let first = String(rest.prefix { $0 != " " })
    let lines = CodingDialogue.range(first[...])
    let words = lines == nil ? rest : TabText.trimmed(rest.dropFirst(first.count))
    if let lines, words.isEmpty {
      try session.select(lines: lines)
      return try selected()
    }
    let parts = CodingDialogue.parts(of: words)
    let start = lines == nil ? session.lines[top]?.lowerBound ?? 0 : 0
    let found = try session.select(words: parts.first, to: parts.last, inLines: lines, from: start)
    return try selected(found)
  }

  private mutating func find(_ rest: String) throws(Problem) -> String {
    if !rest.isEmpty { sought = CodingDialogue.parts(of: rest).first }
    guard !sought.isEmpty else {
      throw Problem(.specification, "there is nothing to look for", remedy: "write find and the words")
    }
    let start = session.selection?.upperBound ?? session.lines[top]?.lowerBound ?? 0
    let found = try session.select(words: sought, from: start)
    return try selected(found)
  }
  private var sought = ""

  private mutating func widen(_ rest: String) throws(Problem) -> String {
    let names = CodingSession.Unit.allCases.map(\.rawValue)
    guard let unit = rest.isEmpty ? .sentence : CodingSession.Unit(rawValue: rest) else {
      throw Problem(
        .specification, "a selection cannot be widened to \"\(rest)\"", remedy: Spelling.advice(for: rest, among: names)
      )
    }
    try session.widen(to: unit)
    return try selected()
  }

  private mutating func code(_ rest: String) throws(Problem) -> String {
    let parts = rest.split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false)
    let name = TabText.trimmed(parts.first ?? "")
    guard !name.isEmpty else {
      throw Problem(.specification, "the code is missing", remedy: "write code and its name; codes lists them")
    }
    let note = parts.count > 1 ? TabText.trimmed(parts[1]) : ""
    // A name may have blanks; otherwise each word is a code of its own, all of them or none.
    var names = [name]
    if (try? session.codeID(name)) == nil || session.frame.codes.isEmpty {
      names = name.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    }
    var codes: [String] = []
    for name in names {
      let code = try session.checked(name)
      if !codes.contains(code) { codes.append(code) }
    }
    var result = ""
    for code in codes {
      let entry = try session.apply(code, memo: note.isEmpty ? nil : note)
      result += text(entry)
    }
    return result
  }

  private mutating func memo(_ rest: String) throws(Problem) -> String {
    let first = String(rest.prefix { $0 != " " })
    let wanted = try number(first)
    return text(try session.note(wanted, TabText.trimmed(rest.dropFirst(first.count))))
  }

  private mutating func show(_ rest: String) throws(Problem) -> String {
    if rest.isEmpty { return page() }
    guard let lines = CodingDialogue.range(rest[...]) else {
      throw Problem(.specification, "\"\(rest)\" is no line", remedy: "write show 12, or show 12-20")
    }
    top = try existing(lines.lowerBound)
    return page(to: rest.contains("-") ? try existing(lines.upperBound) : nil)
  }

  private mutating func turnPage(by lines: Int) -> String {
    let next = top + lines
    guard next <= session.lines.count else { return "the text ends at line \(session.lines.count)\n" }
    guard top > 1 || lines > 0 else { return "the text begins here\n" }
    top = max(1, next)
    return page()
  }

  private mutating func save(as other: String? = nil) throws(Problem) -> String {
    let saved = try store.save(session.codings, sources: session.sources, as: other)
    if saved.path == store.path { session.markSaved() }
    let copy = saved.copy.map { "; what it held before is in \($0)" } ?? ""
    return "\(NumberText.counted(session.entries.count, "coding")) saved in \(saved.path)\(copy)\n"
  }

  // MARK: Reading what was typed

  private func existing(_ line: Int) throws(Problem) -> Int {
    guard session.lines[line] != nil else {
      throw Problem(
        .specification, "there is no line \(line)",
        remedy: "\(session.source.id) has the lines 1 to \(session.lines.count)")
    }
    return line
  }

  private func number(_ word: String) throws(Problem) -> Int {
    guard let number = Int(word.first == "#" ? String(word.dropFirst()) : word) else {
      throw Problem(
        .specification, word.isEmpty ? "the number of the coding is missing" : "\"\(word)\" is no number of a coding",
        remedy: "list shows the numbers")
    }
    return number
  }

  /// `12` or `12-15`; `nil` for anything else, and where the second number is the smaller one.
  private static func range(_ word: Substring) -> ClosedRange<Int>? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first.flatMap({ Int($0) }), parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return first...first }
    guard let last = Int(parts[1]), last >= first else { return nil }
    return first...last
  }

  /// The first and the last words of `the fees .. the year`; the quotation marks around words are left out.
  private static func parts(of words: String) -> (first: String, last: String?) {
    func bare(_ word: some StringProtocol) -> String {
      let word = TabText.trimmed(word)
      guard word.count > 1, word.first == "\"", word.last == "\"" else { return word }
      return String(word.dropFirst().dropLast())
    }
    let scalars = Array(words.unicodeScalars)
    guard let at = scalars.indices.first(where: { CodingDialogue.isBetween(scalars, $0) }) else {
      return (bare(words), nil)
    }
    func string(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var result = String.UnicodeScalarView()
      result.append(contentsOf: part)
      return bare(String(result))
    }
    let (first, last) = (string(scalars[..<at]), string(scalars[(at + 4)...]))
    return first.isEmpty || last.isEmpty ? (bare(words), nil) : (first, last)
  }

  private static func isBetween(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    at + 4 <= scalars.count && scalars[at] == " " && scalars[at + 1] == "." && scalars[at + 2] == "."
      && scalars[at + 3] == " "
  }
}
