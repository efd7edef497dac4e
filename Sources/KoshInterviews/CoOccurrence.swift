/// How two codings of one coder in one text stand to each other.
package enum Nearness: Sendable, Hashable {
  /// They share at least one scalar.
  case overlap
  /// The first holds all of the second; equal spans hold each other.
  case inclusion
  /// They share nothing, and at most so many scalars lie between them.
  case proximity(within: Int)
}

/// How often two codes come together.
///
/// Pairs are formed of codings of one coder in one text: two coders who mark the same words make no pair. Codes count
/// as they were given, without those below them, since a code would else always meet its parent.
package struct CoOccurrence: Sendable {
  /// The codes' identifiers, in the order of the frame.
  package let codes: [String]
  /// What counts as coming together.
  package let nearness: Nearness
  private let pairCounts: [Int]
  private let caseCounts: [Int]
  private let index: InterviewIndex

  /// Counts all pairs of an index's codings.
  ///
  /// - Complexity: O(*n* + pairs that overlap or stand near) in time, O(codes²) in memory.
  package init(_ index: InterviewIndex, _ nearness: Nearness) {
    self.index = index
    self.nearness = nearness
    codes = index.codes
    let count = codes.count
    var pairs = [Int](repeating: 0, count: count * count)
    var lists = [Set<Int32>](repeating: [], count: count * count)
    func add(_ first: Int, _ second: Int) {
      let cell = Int(index.codeOf[first]) * count + Int(index.codeOf[second])
      pairs[cell] += 1
      for one in index.casesOf[first] where index.casesOf[second].contains(one) { lists[cell].insert(one) }
    }
    CoOccurrence.visit(index, nearness) { first, second in
      add(first, second)
      if nearness != .inclusion, index.codeOf[first] != index.codeOf[second] { add(second, first) }
    }
    pairCounts = pairs
    caseCounts = lists.map(\.count)
  }

  /// How many pairs of codings of the two codes come together.
  ///
  /// Overlap and proximity are the same in either order, and a pair of one code with itself counts once; for inclusion
  /// the first code is the one that holds the second.
  package func pairs(_ first: String, _ second: String) -> Int {
    guard let a = index.codeNumber[first], let b = index.codeNumber[second] else { return 0 }
    return pairCounts[a * codes.count + b]
  }

  /// How many cases have at least one such pair.
  package func cases(_ first: String, _ second: String) -> Int {
    guard let a = index.codeNumber[first], let b = index.codeNumber[second] else { return 0 }
    return caseCounts[a * codes.count + b]
  }

  /// The codings behind a number, as positions in the project: the first code's and the second code's.
  ///
  /// - Complexity: as for ``init(_:_:)``.
  package func codings(_ first: String, _ second: String) -> [(first: Int, second: Int)] {
    guard let a = index.codeNumber[first], let b = index.codeNumber[second] else { return [] }
    var result: [(first: Int, second: Int)] = []
    CoOccurrence.visit(index, nearness) { one, other in
      let (codeOne, codeOther) = (Int(index.codeOf[one]), Int(index.codeOf[other]))
      if codeOne == a, codeOther == b {
        result.append((one, other))
      } else if nearness != .inclusion, codeOne == b, codeOther == a {
        result.append((other, one))
      }
    }
    return result
  }

  /// Every pair once; for inclusion the holder first, and equal spans in both orders.
  private static func visit(_ index: InterviewIndex, _ nearness: Nearness, _ body: (Int, Int) -> Void) {
    let reach: Int = if case .proximity(let within) = nearness { max(0, within) } else { 0 }
    let codings = index.project.codings
    for stretch in index.bySource {
      for at in stretch {
        let first = index.counted[at]
        let (a, coder) = (codings[first], index.coderOf[first])
        var next = at + 1
        while next < stretch.upperBound {
          let second = index.counted[next]
          let b = codings[second]
          next += 1
          // Sorted by start: from here on all begin too late.
          if nearness.isProximity ? b.start - a.end > reach : b.start >= a.end { break }
          guard index.coderOf[second] == coder else { continue }
          switch nearness {
          case .overlap: body(first, second)
          case .inclusion:
            if b.end <= a.end { body(first, second) }
            if b.start == a.start, b.end >= a.end { body(second, first) }
          case .proximity: if b.start >= a.end { body(first, second) }
          }
        }
      }
    }
  }
}

extension Nearness {
  fileprivate var isProximity: Bool { if case .proximity = self { true } else { false } }
}

/// Which code follows which.
///
/// After a coding come those of the same coder in the same text that begin first among all that begin at its end or
/// later; of several that begin at one place each counts.
package struct CodeSequence: Sendable {
  /// The codes' identifiers, in the order of the frame.
  package let codes: [String]
  private let transitions: [[Int32]: [(Int, Int)]]
  private let index: InterviewIndex

  /// Finds what follows each of an index's codings.
  ///
  /// - Parameter within: How many scalars may lie between the two at most; any number, if left out.
  /// - Complexity: O(*n* log *n* + transitions).
  package init(_ index: InterviewIndex, within: Int? = nil) {
    self.index = index
    codes = index.codes
    var transitions: [[Int32]: [(Int, Int)]] = [:]
    let codings = index.project.codings
    for stretch in index.bySource {
      var byCoder: [Int32: [Int]] = [:]
      for at in stretch { byCoder[index.coderOf[index.counted[at]], default: []].append(index.counted[at]) }
      for coder in byCoder.keys.sorted() {
        let own = byCoder[coder] ?? []
        for position in own {
          let end = codings[position].end
          var (low, high) = (0, own.count)
          while low < high {
            let middle = (low + high) / 2
            if codings[own[middle]].start < end { low = middle + 1 } else { high = middle }
          }
          guard low < own.count else { continue }
          let start = codings[own[low]].start
          guard within.map({ start - end <= $0 }) ?? true else { continue }
          while low < own.count, codings[own[low]].start == start {
            transitions[[index.codeOf[position], index.codeOf[own[low]]], default: []].append((position, own[low]))
            low += 1
          }
        }
      }
    }
    self.transitions = transitions
  }

  /// How often the second code comes next after the first.
  package func count(_ first: String, then second: String) -> Int { codings(first, then: second).count }

  /// The codings behind the number, as positions in the project.
  package func codings(_ first: String, then second: String) -> [(first: Int, second: Int)] {
    guard let a = index.codeNumber[first], let b = index.codeNumber[second] else { return [] }
    return (transitions[[Int32(a), Int32(b)]] ?? []).map { (first: $0.0, second: $0.1) }
  }
}
