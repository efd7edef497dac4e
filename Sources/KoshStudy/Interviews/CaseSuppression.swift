internal import KoshStatistics
internal import KoshTable

/// Which counts of respondents must not be shown, so that nobody can be told from them.
///
/// A count is small if it, or what is left of its base, is from 1 to `least` − 1. What could be worked out from a hidden
/// count's neighbours and their sum is hidden too: the smallest of them.
struct CaseSuppression: Sendable {
  /// The smallest count that may be shown; `nil` for published and synthetic interviews, of which nothing is hidden.
  let least: Int?

  init(_ loaded: LoadedInterviews) { least = loaded.leastCell }

  init(least: Int?) { self.least = least }

  /// Whether so many of so many respondents must not be told: neither may those with nor those without be few.
  func hides(_ with: Int, of n: Int) -> Bool {
    least.map { (with > 0 && with < $0) || (with < n && n - with < $0) } ?? false
  }

  /// Groups of which neither those with nor those without may be told, their sums being known.
  func hidesGroups(_ with: [Int], of sizes: [Int]) -> [Bool] {
    guard let least else { return with.map { _ in false } }
    let hidden = suppressedCells([with, zip(sizes, with).map { $0 - $1 }], least: least)
    return with.indices.map { hidden[0][$0] || hidden[1][$0] }
  }

  /// Of numbers whose sum is shown a single hidden one could be worked out: the one of the fewest people is hidden beside
  /// it. Where there is no other, nothing is added.
  ///
  /// - Parameter people: How many respondents each number rests on; numbers of nobody stay.
  func withComplement(_ hidden: [Bool], people: [Int]) -> [Bool] {
    guard least != nil, hidden.count(where: { $0 }) == 1 else { return hidden }
    var result = hidden
    let open = hidden.indices.filter { !hidden[$0] && people[$0] > 0 }
    if let next = open.min(by: { (people[$0], $0) < (people[$1], $1) }) { result[next] = true }
    return result
  }

  /// The same over a tree of numbers in which a broader one is the sum of the narrower ones below it: no branch keeps a
  /// single hidden number. Where a branch has no other, the broader number is hidden.
  ///
  /// - Parameter broader: The position of the number above each; `nil` at the top, whose sum is the whole.
  /// - Returns: What is hidden, and whether the whole has to be hidden too.
  func overTree(_ hidden: [Bool], people: [Int], broader: [Int?]) -> (hidden: [Bool], hidesWhole: Bool) {
    var result = hidden
    var hidesWhole = false
    guard least != nil else { return (result, hidesWhole) }
    let branches = Dictionary(grouping: hidden.indices, by: { broader[$0] })
    var changed = true
    while changed {
      changed = false
      for (above, members) in branches.sorted(by: { ($0.key ?? -1) < ($1.key ?? -1) }) {
        let now = withComplement(members.map { result[$0] }, people: members.map { people[$0] })
        for (member, isHidden) in zip(members, now) where isHidden && !result[member] {
          result[member] = true
          changed = true
        }
        guard now.count(where: { $0 }) == 1 else { continue }
        if let above {
          if !result[above] { (result[above], changed) = (true, true) }
        } else if !hidesWhole {
          (hidesWhole, changed) = (true, true)
        }
      }
    }
    return (result, hidesWhole)
  }

  /// What a reader has to know: that numbers are hidden, or why none is.
  func cautions(_ loaded: LoadedInterviews, hidesAny: Bool) -> [Caution] {
    least.map { hidesAny ? [LoadedInterviews.suppression($0)] : [] } ?? loaded.exemption
  }
}
