/// What is looked for: a question about stretches of text, or about the cases they belong to.
///
/// Every question has stretches as its answer. `.code` gives the codings' spans; `.all` the words that are covered by
/// every part; `.any` the stretches of each part; `.not` the words that its part does not cover; `.near` those
/// stretches of the first that stand at most so many scalars from one of the second (0 if they touch or overlap);
/// `.within` those of the first that lie wholly in one of the second. `.attribute` and `.source` are whole texts,
/// `.speaker` turns.
///
/// Asked about cases, the question is answered with yes or no for each: `.not` then means that the case has no such
/// stretch, `.all` that it has one of each, wherever they stand.
package indirect enum Query: Sendable, Hashable {
  /// Words with a code or, unless `exactly`, one below it.
  case code(String, exactly: Bool = false)
  /// The texts of cases with a value of an attribute.
  case attribute(String, String)
  /// One text.
  case source(String)
  /// What a speaker says.
  case speaker(String)
  /// Words that a coder gave any code.
  case coder(String)
  /// All of these at once.
  case all([Query])
  /// Any of these.
  case any([Query])
  /// Whatever is not this.
  case not(Query)
  /// The first where the second stands at most so many scalars away.
  case near(Query, Query, Int)
  /// The first where it lies inside of the second.
  case within(Query, Query)
}

/// A stretch of a source.
package struct Segment: Sendable, Hashable {
  /// The source's identifier.
  package let source: String
  /// The scalars, half-open.
  package let range: Range<Int>

  /// A stretch of a source.
  package init(source: String, range: Range<Int>) {
    self.source = source
    self.range = range
  }
}

extension InterviewIndex {
  /// The stretches that answer a query, by source, start and end; each once.
  ///
  /// - Complexity: O(*n* log *n*) in codings for each part of the query, O(*n* · *m*) where stretches overlap heavily.
  package func segments(_ query: Query) -> [Segment] {
    project.sources.indices.flatMap { source in
      ranges(query, in: source, case: nil).map { Segment(source: project.sources[source].id, range: $0) }
    }
  }

  /// The cases that answer a query with yes, in the order of the project.
  package func cases(_ query: Query) -> [String] {
    project.cases.indices.filter { holds(query, for: $0) }.map { project.cases[$0].id }
  }

  private func holds(_ query: Query, for one: Int) -> Bool {
    switch query {
    case .all(let parts): return parts.allSatisfy { holds($0, for: one) }
    case .any(let parts): return parts.contains { holds($0, for: one) }
    case .not(let part): return !holds(part, for: one)
    case .attribute(let name, let value): return project.cases[one].attributes[name] == value
    default:
      return project.cases[one].sources.contains { id in
        sourceNumber[id].map { !ranges(query, in: $0, case: one).isEmpty } ?? false
      }
    }
  }

  /// With a case, only codings that count for it are looked at.
  private func ranges(_ query: Query, in source: Int, case one: Int?) -> [Range<Int>] {
    let whole = 0..<project.sources[source].text.count
    func codings(where holds: (Int) -> Bool) -> [Range<Int>] {
      var found: [Range<Int>] = []
      for position in counted[bySource[source]] where holds(position) {
        if one.map({ casesOf[position].contains(Int32($0)) }) ?? true { found.append(project.codings[position].range) }
      }
      return Ranges.tidy(found)
    }
    switch query {
    case .code(let id, let exactly):
      guard let code = codeNumber[id] else { return [] }
      return codings { has($0, code: code, orNarrower: !exactly) }
    case .coder(let name):
      guard let coder = coders.firstIndex(of: name) else { return [] }
      return codings { Int(coderOf[$0]) == coder }
    case .attribute(let name, let value):
      let id = project.sources[source].id
      let owners = project.cases.filter { $0.sources.contains(id) }
      return owners.contains { $0.attributes[name] == value } && !whole.isEmpty ? [whole] : []
    case .source(let id): return project.sources[source].id == id && !whole.isEmpty ? [whole] : []
    case .speaker(let name):
      return Ranges.tidy(project.sources[source].turns.lazy.filter { $0.speaker == name }.map(\.range))
    case .all(let parts):
      guard let first = parts.first else { return whole.isEmpty ? [] : [whole] }
      return parts.dropFirst().reduce(ranges(first, in: source, case: one)) { result, part in
        result.isEmpty ? [] : Ranges.common(result, ranges(part, in: source, case: one))
      }
    case .any(let parts): return Ranges.tidy(parts.flatMap { ranges($0, in: source, case: one) })
    case .not(let part): return Ranges.outside(ranges(part, in: source, case: one), of: whole)
    case .near(let first, let second, let reach):
      let a = ranges(first, in: source, case: one)
      guard !a.isEmpty else { return [] }
      return Ranges.near(a, ranges(second, in: source, case: one), within: reach)
    case .within(let first, let second):
      let a = ranges(first, in: source, case: one)
      guard !a.isEmpty else { return [] }
      return Ranges.inside(a, ranges(second, in: source, case: one))
    }
  }
}

/// Arithmetic of stretches; lists are sorted by start, then end, and hold nothing twice and nothing empty.
enum Ranges {
  static func tidy(_ ranges: some Sequence<Range<Int>>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.filter({ !$0.isEmpty }).sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) where result.last != range {
      result.append(range)
    }
    return result
  }

  /// Stretches that overlap or touch made one.
  static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  static func common(_ a: [Range<Int>], _ b: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    let b = merged(b)
    for range in a {
      var at = firstEnding(after: range.lowerBound, in: b)
      while at < b.count, b[at].lowerBound < range.upperBound {
        result.append(max(range.lowerBound, b[at].lowerBound)..<min(range.upperBound, b[at].upperBound))
        at += 1
      }
    }
    return tidy(result)
  }

  static func outside(_ ranges: [Range<Int>], of whole: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var at = whole.lowerBound
    for range in merged(ranges) {
      if range.lowerBound > at { result.append(at..<range.lowerBound) }
      at = max(at, range.upperBound)
    }
    if at < whole.upperBound { result.append(at..<whole.upperBound) }
    return result
  }

  static func near(_ a: [Range<Int>], _ b: [Range<Int>], within reach: Int) -> [Range<Int>] {
    let b = merged(b)
    return a.filter { range in
      let at = firstEnding(after: range.lowerBound, in: b)
      // The nearest are the one that ends last before the range and the first one that ends in or after it.
      let before = at > 0 ? range.lowerBound - b[at - 1].upperBound : Int.max
      let after = at < b.count ? max(0, b[at].lowerBound - range.upperBound) : Int.max
      return min(before, after) <= reach
    }
  }

  static func inside(_ a: [Range<Int>], _ b: [Range<Int>]) -> [Range<Int>] {
    // Of those that begin at or before a stretch, the one that reaches farthest decides.
    var (at, farthest) = (0, Int.min)
    return a.filter { range in
      while at < b.count, b[at].lowerBound <= range.lowerBound {
        farthest = max(farthest, b[at].upperBound)
        at += 1
      }
      return range.upperBound <= farthest
    }
  }

  /// The first of disjoint stretches that ends after a place.
  private static func firstEnding(after place: Int, in ranges: [Range<Int>]) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
