package import KoshTable

extension InterviewProject {
  /// All that keeps the parts from fitting together, at once: two sources, codes or cases of one name; codings of a
  /// source or code that does not exist, or of a mere heading; spans that are empty, reversed or end after the text; a
  /// coder who gave one code twice to the same words; cases with sources that do not exist.
  ///
  /// - Parameter places: Where each coding stands, by its position; without it a coding is named by source, code and
  ///   span.
  /// - Complexity: O(*n* log *n*) in codings.
  package func check(places: [Place] = []) -> [Problem] {
    frame.check() + sourceProblems() + caseProblems() + codingProblems(places)
  }

  private var sourceNames: [String] {
    var seen = Set<String>()
    return sources.map(\.id).filter { seen.insert($0).inserted }
  }

  private func sourceProblems() -> [Problem] {
    var problems: [Problem] = []
    var ids: [String: Source] = [:]
    var names: [String: Source] = [:]
    for source in sources {
      let place = Place(file: source.path)
      if let other = ids[source.id] {
        problems.append(
          Problem(
            .data, "two sources have the identifier \"\(source.id)\"", at: place,
            why: "the other one is \(other.path ?? "\"\(other.name)\""), and codings could mean either",
            remedy: "rename one of the files, or write source: at its head"))
      } else if let other = names[source.name] {
        problems.append(
          Problem(
            .data, "two sources have the name \"\(source.name)\"", at: place,
            why: "the other one is \(other.path ?? "\"\(other.id)\""), and a reader could not tell their quotes apart",
            remedy: "give one of them another name"))
      }
      ids[source.id] = ids[source.id] ?? source
      names[source.name] = names[source.name] ?? source
    }
    return problems
  }

  private func caseProblems() -> [Problem] {
    var problems: [Problem] = []
    var (ids, pseudonyms) = (Set<String>(), [String: String]())
    let known = Set(sources.map(\.id))
    for one in cases {
      if !ids.insert(one.id).inserted {
        problems.append(
          Problem(.data, "two cases have the identifier \"\(one.id)\"", remedy: "give one of them another identifier"))
      }
      if let other = pseudonyms[one.pseudonym], other != one.id {
        problems.append(
          Problem(
            .data, "the cases \"\(other)\" and \"\(one.id)\" have one pseudonym, \"\(one.pseudonym)\"",
            why: "both would be joined to the same person of the survey", remedy: "correct one of the pseudonyms"))
      }
      pseudonyms[one.pseudonym] = pseudonyms[one.pseudonym] ?? one.id
      for source in one.sources where !known.contains(source) {
        problems.append(
          Problem(
            .data, "the case \"\(one.id)\" has the source \"\(source)\", which does not exist",
            remedy: Spelling.advice(for: source, among: sourceNames)))
      }
    }
    return problems
  }

  private func codingProblems(_ places: [Place]) -> [Problem] {
    var problems: [Problem] = []
    let texts = Dictionary(sources.map { ($0.id, $0.text.count) }, uniquingKeysWith: { first, _ in first })
    let codes = Dictionary(frame.codes.map { ($0.id, $0.isCodable) }, uniquingKeysWith: { first, _ in first })
    for (position, coding) in codings.enumerated() {
      let place = places.indices.contains(position) ? places[position] : Place()
      let which = place == Place() ? " (\(coding.source), \(coding.code), \(coding.start)–\(coding.end))" : ""
      func found(_ what: String, why: String? = nil, remedy: String?) {
        problems.append(Problem(.data, what + which, at: place, why: why, remedy: remedy))
      }
      switch codes[coding.code] {
      case nil:
        found(
          "the code \"\(coding.code)\" does not exist",
          remedy: Spelling.advice(for: coding.code, among: frame.codes.map(\.id)) ?? "add it to the coding frame")
      case false?:
        found(
          "the code \"\(coding.code)\" is a heading", why: "the coding frame says that text does not get it",
          remedy: "give one of the codes below it")
      case true?: break
      }
      if coding.start > coding.end {
        found(
          "the span is reversed: it begins at \(coding.start) and ends at \(coding.end)",
          remedy: "exchange start and end")
      } else if coding.start == coding.end {
        found(
          "the span is empty: it begins and ends at \(coding.start)",
          remedy: "mark at least one sign, or take the line out")
      } else if coding.start < 0 {
        found("the span begins at \(coding.start), before the text", remedy: "positions are counted from 0")
      }
      guard let count = texts[coding.source] else {
        found(
          "the source \"\(coding.source)\" does not exist",
          remedy: Spelling.advice(for: coding.source, among: sourceNames) ?? "add the file")
        continue
      }
      if coding.end > count, coding.start < coding.end {
        found(
          "the span ends at \(coding.end), after the text's end at \(count)",
          why: "positions are Unicode scalars of the text with single line ends",
          remedy: "see whether the program that wrote them counts bytes or UTF-16 units")
      }
    }
    return problems + overlaps(places)
  }

  private func overlaps(_ places: [Place]) -> [Problem] {
    // Numbers instead of names make the sorting quick.
    var groups: [[String]: Int] = [:]
    let group = codings.map { coding -> Int in
      let key = [coding.source, coding.coder, coding.code]
      if let number = groups[key] { return number }
      groups[key] = groups.count
      return groups.count - 1
    }
    let order = codings.indices.sorted { left, right in
      let (a, b) = (codings[left], codings[right])
      return (group[left], a.start, a.end, left) < (group[right], b.start, b.end, right)
    }
    var problems: [Problem] = []
    var widest: Int?
    for position in order {
      let coding = codings[position]
      defer {
        if coding.start < coding.end,
          widest.map({ group[$0] != group[position] || codings[$0].end < coding.end }) ?? true
        {
          widest = position
        }
      }
      guard let before = widest, group[before] == group[position], coding.start < coding.end,
        coding.start < codings[before].end
      else { continue }
      let other = codings[before]
      let line = places.indices.contains(before) ? places[before].line.map { " of line \($0)" } ?? "" : ""
      problems.append(
        Problem(
          .data,
          "\(coding.coder) gave \"\(coding.code)\" twice to the same words of \(coding.source): \(coding.start)–\(coding.end) and \(other.start)–\(other.end)\(line)",
          at: places.indices.contains(position) ? places[position] : Place(),
          why: "these words would count twice", remedy: "make one span of the two, or take one out"))
    }
    return problems
  }
}
