internal import KoshReport
internal import KoshTable

/// Rows of a table of findings under headings: what neighbouring labels share is said once.
struct RowGroups: Equatable {
  /// The rows' labels without what their heading says.
  var labels: [Trilingual]
  /// The headings, with the index of the first row under each.
  var groups: [RowGroup]

  /// Labels `A: least`, `A: greatest` stand under the heading `A`; `r: A × B`, `p: A × B` under `A × B`; the parts may
  /// also be parted by ` · `. Without neighbours that share a part, or where a row would fall under a heading that is not
  /// its own, nothing is grouped. Every label begins with a capital, single letters such as `r` and `p` excepted.
  init(_ labels: [Trilingual]) {
    let parts = labels.map(Self.parts)
    var groups: [RowGroup] = []
    var short = labels
    var gathered = 0
    var row = 0
    while row < labels.count {
      guard let own = parts[row] else {
        // Under a heading only a continuation stands, and a continuation begins with a small letter.
        if !groups.isEmpty, labels[row].ru.first?.isUppercase != false {
          groups = []
          break
        }
        row += 1
        continue
      }
      func run(_ side: (Parts) -> Trilingual) -> Int {
        var end = row + 1
        while end < labels.count {
          if let part = parts[end] {
            guard side(part) == side(own) else { break }
          } else if labels[end].ru.first?.isUppercase != false {
            break
          }
          end += 1
        }
        return end
      }
      let (left, right) = (run(\.before), run(\.after))
      let end = max(left, right)
      if end - row < 2, groups.isEmpty {
        row += 1
        continue
      }
      let isLeft = left >= right
      groups.append(RowGroup(firstRow: row, title: Self.capitalised(isLeft ? own.before : own.after)))
      for member in row..<end {
        if let part = parts[member] { short[member] = isLeft ? part.after : part.before }
      }
      if end - row >= 2 { gathered += end - row }
      row = end
    }
    let isWorthIt = labels.count >= 4 && groups.count > 1 && gathered * 2 >= labels.count
    self.groups = isWorthIt ? groups : []
    self.labels = (isWorthIt ? short : labels).map(Self.capitalised)
  }

  private typealias Parts = (before: Trilingual, after: Trilingual)

  private static func parts(_ label: Trilingual) -> Parts? {
    for mark in [": ", " · "] {
      var (before, after) = (label, label)
      let isParted = Language.allCases.allSatisfy { language in
        guard let parts = label[language].parted(at: mark) else { return false }
        (before[language], after[language]) = (parts.before, parts.after)
        return true
      }
      if isParted { return (before, after) }
    }
    return nil
  }

  /// With a capital first letter in each language, unless the first word is a single letter, such as `r` or `p`.
  static func capitalised(_ label: Trilingual) -> Trilingual {
    label.map { _, text in
      text.prefix(while: \.isLetter).count > 1 ? text.prefix(1).uppercased() + text.dropFirst() : text
    }
  }
}
