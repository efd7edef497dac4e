/// For each row of a table the line of the file on which it begins.
///
/// Rows that stand one below the other are not listed: their lines are counted.
public struct RowLines: Sendable, Hashable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private enum Storage: Sendable, Hashable {
    case consecutive(first: Int, count: Int)
    case listed([Int])
  }

  private let storage: Storage

  /// Rows on consecutive lines, one line a row.
  ///
  ///     Array(RowLines(from: 2, count: 3))   // [2, 3, 4]
  public init(from first: Int, count: Int) { storage = .consecutive(first: first, count: count) }

  /// The line of each row.
  public init(_ lines: [Int]) {
    let isConsecutive = lines.first.map { first in lines.indices.allSatisfy { lines[$0] == first + $0 } } ?? false
    storage = isConsecutive ? .consecutive(first: lines[0], count: lines.count) : .listed(lines)
  }

  /// The line of each row.
  public init(arrayLiteral lines: Int...) { self.init(lines) }

  /// The first row.
  public var startIndex: Int { 0 }
  /// One past the last row.
  public var endIndex: Int {
    switch storage {
    case .consecutive(_, let count): count
    case .listed(let lines): lines.count
    }
  }
  /// The line on which a row begins.
  public subscript(row: Int) -> Int {
    switch storage {
    case .consecutive(let first, _): first + row
    case .listed(let lines): lines[row]
    }
  }
}
