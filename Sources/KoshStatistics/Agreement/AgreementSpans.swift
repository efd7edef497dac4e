public import KoshTable

/// A stretch of a source to which a coder gave a code.
public struct CodedSpan: Sendable, Hashable {
  /// The source's name.
  public let source: String
  /// The first position; positions are counted as for the source's length.
  public let start: Int
  /// The position after the last one.
  public let end: Int
  /// The code.
  public let code: String
  /// The coder.
  public let coder: String

  /// A coded stretch.
  public init(source: String, start: Int, end: Int, code: String, coder: String) {
    self.source = source
    self.start = start
    self.end = end
    self.code = code
    self.coder = coder
  }
}

/// What a unit of agreement is, where coders mark stretches of text themselves.
public enum SpanUnit: String, Sendable, Hashable, CaseIterable {
  /// A source: does the code occur in it at all?
  case source
  /// A character: does it stand in a stretch with the code? Long stretches weigh more than short ones.
  case character

  /// The unit's name.
  public var label: Trilingual {
    switch self {
    case .source: Trilingual(en: "source", ru: "источник", kk: "дереккөз")
    case .character: Trilingual(en: "character", ru: "знак", kk: "таңба")
    }
  }
}

/// A stretch of text to which some coders gave a code and others did not.
public struct SpanDisagreement: Sendable, Hashable {
  /// The source.
  public let source: String
  /// The first position.
  public let start: Int
  /// The position after the last one.
  public let end: Int
  /// The code.
  public let code: String
  /// The coders who gave it.
  public let marked: [String]
  /// The coders who worked on the source and did not give it here.
  public let unmarked: [String]
}

/// Coded stretches of several coders, from which ratings of units follow.
public struct SpanCodings: Sendable {
  /// The sources in the order given, with their lengths.
  public let sources: [(name: String, length: Int)]
  /// The coders, in code-point order.
  public let coders: [String]
  /// The codes that occur, in code-point order.
  public let codes: [String]
  /// For each source whether each coder coded it.
  private let coded: [[Bool]]
  /// For each code, source and coder the merged stretches; only sources where somebody used the code.
  private let marks: [[Int: [[MarkedUnit]]]]

  /// Coded stretches.
  ///
  /// - Parameters:
  ///   - spans: The stretches; several of one code and coder that overlap count as one.
  ///   - sources: The sources with their lengths, in characters or whatever positions count; each name once.
  ///   - codedBy: For each source the coders who worked on it: one who worked on it and marked nothing found nothing,
  ///     one who did not says nothing. A source that is not named, and `nil` for all: those who marked something in it.
  /// - Throws: ``Problems`` for a span of a source that is not there, an empty or reversed one, one beyond the end of
  ///   its source, and one by a coder who is said not to have worked on the source.
  /// - Complexity: O(*n* log *n*) for *n* spans.
  public init(
    _ spans: [CodedSpan], sources: [(name: String, length: Int)], codedBy: [String: [String]]? = nil
  ) throws(Problems) {
    let coders = Set(spans.map(\.coder)).union((codedBy ?? [:]).values.joined()).sorted(by: codePointOrder)
    let codes = Set(spans.map(\.code)).sorted(by: codePointOrder)
    let sourceOf = Dictionary(sources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let coderOf = Dictionary(uniqueKeysWithValues: coders.enumerated().map { ($1, $0) })
    let codeOf = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })

    var coded = sources.map { _ in coders.map { _ in false } }
    var isDeclared = sources.map { _ in false }
    for (source, names) in codedBy ?? [:] {
      guard let position = sourceOf[source] else { continue }
      isDeclared[position] = true
      for name in names { if let coder = coderOf[name] { coded[position][coder] = true } }
    }
    var problems: [Problem] = []
    var raw: [[Int: [[MarkedUnit]]]] = codes.map { _ in [:] }
    for span in spans {
      guard let source = sourceOf[span.source], let coder = coderOf[span.coder], let code = codeOf[span.code] else {
        problems.append(
          Problem(
            .data, "a span of the source \"\(span.source)\", which is not there",
            remedy: Spelling.advice(for: span.source, among: sources.map(\.name))))
        continue
      }
      let told = "\(span.start)–\(span.end) of \(span.source), \(span.code) by \(span.coder)"
      guard span.start >= 0, span.start < span.end, span.end <= sources[source].length else {
        problems.append(
          Problem(
            .data, "the span \(told) is no stretch of the source",
            why: span.start < span.end
              ? "the source has \(sources[source].length) characters" : "its end does not come after its start",
            remedy: "mend the span"))
        continue
      }
      if !isDeclared[source] { coded[source][coder] = true }
      guard coded[source][coder] else {
        problems.append(
          Problem(
            .data, "the span \(told) is by a coder who did not work on the source",
            why: "its coders are \(zip(coders, coded[source]).filter(\.1).map(\.0).joined(separator: ", "))",
            remedy: "name the coder among them"))
        continue
      }
      raw[code][source, default: coders.map { _ in [] }][coder].append(MarkedUnit(span.start, span.end))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.sources = sources
    self.coders = coders
    self.codes = codes
    self.coded = coded
    marks = raw.map { bySource in
      Dictionary(
        uniqueKeysWithValues: bySource.map { source, lists in
          (source, lists.map { UnitisingDisagreement.merged($0, length: sources[source].length) })
        })
    }
  }

  /// Ratings of whether units have a code: `yes` or `no` by each coder who worked on the source.
  ///
  /// With several codes every unit is rated for each of them, which pools the codes. Characters of which all coders say
  /// the same are one row; for characters, and for several codes, the sources are the clusters, since what a coder says
  /// of one character, or by one code, is not independent of the next.
  ///
  /// - Parameters:
  ///   - codes: The codes; those that do not occur are marked nowhere.
  ///   - unit: What is rated.
  /// - Complexity: O((sources + spans of the codes) · coders).
  public func ratings(of codes: [String], unit: SpanUnit) -> Ratings {
    let numbers = codes.map { code in self.codes.firstIndex(of: code) }
    var units: [String] = []
    var counts: [Int] = []
    var clusters: [Int] = []
    var cells: [Int32] = []
    func add(_ source: Int, _ count: Int, _ isMarked: (Int) -> Bool) {
      units.append(sources[source].name)
      counts.append(count)
      clusters.append(source)
      for coder in coders.indices { cells.append(coded[source][coder] ? (isMarked(coder) ? 1 : 0) : -1) }
    }
    for source in sources.indices where coded[source].contains(true) {
      for number in numbers {
        guard let lists = number.flatMap({ marks[$0][source] }) else {
          add(source, unit == .source ? 1 : sources[source].length) { _ in false }
          continue
        }
        switch unit {
        case .source: add(source, 1) { !lists[$0].isEmpty }
        case .character:
          SpanCodings.stretches(of: lists, length: sources[source].length) { length, isMarked in
            add(source, length) { isMarked[$0] }
          }
        }
      }
    }
    return Ratings(
      coders: coders, categories: Ratings.noYes, hasOrder: true, units: units, counts: counts,
      clusters: unit == .source && codes.count == 1 ? nil : clusters, cells: cells)
  }

  /// Ratings of characters by the code that a coder gave them, where uncoded characters are missing: α of them is
  /// Krippendorff's cu-α, which asks whether coders who mark the same text give it the same code.
  ///
  /// - Throws: ``Problems`` where a coder gave one character two of the codes: then ask for each code alone; at most 20.
  /// - Complexity: O((sources + spans) · coders · codes).
  public func codeRatings(of codes: [String]) throws(Problems) -> Ratings {
    var problems: [Problem] = []
    var units: [String] = []
    var counts: [Int] = []
    var clusters: [Int] = []
    var cells: [Int32] = []
    let numbers = codes.map { code in self.codes.firstIndex(of: code) }
    for source in sources.indices {
      var lists: [[MarkedUnit]] = []
      var owners: [(code: Int, coder: Int)] = []
      for (code, number) in numbers.enumerated() {
        guard let number, let byCoder = marks[number][source] else { continue }
        for coder in coders.indices where !byCoder[coder].isEmpty {
          lists.append(byCoder[coder])
          owners.append((code, coder))
        }
      }
      var at = 0
      var clashes: Set<[Int]> = []
      SpanCodings.stretches(of: lists, length: sources[source].length) { length, isMarked in
        var values = Array(repeating: Int32(-1), count: coders.count)
        for (position, owner) in owners.enumerated() where isMarked[position] {
          let earlier = values[owner.coder]
          if earlier >= 0, clashes.insert([owner.coder, Int(earlier), owner.code]).inserted {
            problems.append(
              Problem(
                .data,
                "\(coders[owner.coder]) gave \(codes[Int(earlier)]) and \(codes[owner.code]) to the same text of \(sources[source].name), from position \(at) on",
                why: "agreement over all codes at once takes one code for each character",
                remedy: "look at agreement by code, or at codes that exclude each other"))
          }
          values[owner.coder] = Int32(owner.code)
        }
        at += length
        guard values.contains(where: { $0 >= 0 }) else { return }
        units.append(sources[source].name)
        counts.append(length)
        clusters.append(source)
        cells += values
      }
    }
    if problems.count > 20 {
      let rest = problems.count - 20
      problems = problems.prefix(20) + [Problem(.data, "\(rest) more stretches have two codes by one coder")]
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return Ratings(
      coders: coders, categories: codes, hasOrder: false, units: units, counts: counts, clusters: clusters, cells: cells
    )
  }

  /// Krippendorff's α for unitising of some codes, over the sources that all coders coded, put one after another.
  ///
  /// - Returns: See ``unitisingAlpha(_:length:level:)``; undefined where no source was coded by all.
  /// - Complexity: O(*s* log *s* · coders) for *s* spans of the codes.
  public func unitisingAlpha(of codes: [String], level: Double = 0.95) -> AgreementCoefficient {
    let common = sources.indices.filter { !coded[$0].contains(false) }
    guard !common.isEmpty, coders.count > 1 else {
      return AgreementCoefficient(.unitisingAlpha, undefined: .noCommonSource, level: level, units: 0)
    }
    var (offsets, length): ([Int: Int], Int) = ([:], 0)
    for source in common {
      offsets[source] = length
      length += sources[source].length
    }
    let joined = codes.map { code in
      var lists: [[MarkedUnit]] = coders.map { _ in [] }
      guard let number = self.codes.firstIndex(of: code) else { return lists }
      for source in common {
        guard let found = marks[number][source], let offset = offsets[source] else { continue }
        for coder in coders.indices {
          lists[coder] += found[coder].map { MarkedUnit($0.start + offset, $0.end + offset) }
        }
      }
      return lists
    }
    return KoshStatistics.unitisingAlpha(joined, length: length, level: level)
  }

  /// The stretches to talk about, by source, code and place: those that some coders gave a code and others, who worked on
  /// the source too, did not.
  ///
  /// - Complexity: O(sources · codes + spans of the codes · coders).
  ///
  ///     // A marks 0–10 and B 4–10: they differ on 0–4.
  public func disagreements(of codes: [String]) -> [SpanDisagreement] {
    var result: [SpanDisagreement] = []
    for source in sources.indices {
      for code in codes {
        guard let number = self.codes.firstIndex(of: code), let lists = marks[number][source] else { continue }
        var at = 0
        SpanCodings.stretches(of: lists, length: sources[source].length) { length, isMarked in
          let marked = coders.indices.filter { coded[source][$0] && isMarked[$0] }
          let unmarked = coders.indices.filter { coded[source][$0] && !isMarked[$0] }
          if !marked.isEmpty, !unmarked.isEmpty {
            result.append(
              SpanDisagreement(
                source: sources[source].name, start: at, end: at + length, code: code,
                marked: marked.map { coders[$0] },
                unmarked: unmarked.map { coders[$0] }))
          }
          at += length
        }
      }
    }
    return result
  }

  /// Tells the stretches of a source on which no list begins or ends, in order, and which lists cover each.
  private static func stretches(of lists: [[MarkedUnit]], length: Int, _ tell: (Int, [Bool]) -> Void) {
    var edges: [(at: Int, list: Int, begins: Bool)] = []
    for (list, units) in lists.enumerated() {
      for unit in units { edges += [(unit.start, list, true), (unit.end, list, false)] }
    }
    // Of stretches that touch, the one that ends comes first.
    edges.sort { $0.at != $1.at ? $0.at < $1.at : !$0.begins && $1.begins }
    var isMarked = lists.map { _ in false }
    var at = 0
    for edge in edges {
      if edge.at > at {
        tell(edge.at - at, isMarked)
        at = edge.at
      }
      isMarked[edge.list] = edge.begins
    }
    if at < length { tell(length - at, isMarked) }
  }
}
