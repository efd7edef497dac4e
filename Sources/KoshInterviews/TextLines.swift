/// Where the lines of a text begin and end, in Unicode scalars.
package struct TextLines: Sendable {
  /// The scalar at which each line begins.
  private let starts: [Int]
  /// The length of the text.
  private let end: Int

  /// The lines of a text. A line end at the very end opens no further line; an empty text has one empty line.
  ///
  /// - Complexity: O(*n*).
  package init(_ text: SourceText) {
    var starts = [0]
    var scalar = 0
    for byte in text.utf8 where byte & 0xC0 != 0x80 {
      scalar += 1
      if byte == 10, scalar < text.count { starts.append(scalar) }
    }
    self.starts = starts
    end = text.utf8.last == 10 ? text.count - 1 : text.count
  }

  /// How many there are, at least one.
  package var count: Int { starts.count }

  /// The scalars of a line, counted from 1, without its line end; `nil` where there is no such line.
  package subscript(line: Int) -> Range<Int>? {
    guard line >= 1, line <= starts.count else { return nil }
    let start = starts[line - 1]
    return start..<max(start, line < starts.count ? starts[line] - 1 : end)
  }

  /// The line on which a scalar stands, counted from 1; the nearest one for scalars outside of the text.
  ///
  ///     TextLines(SourceText("жол\nүй")).line(of: 4)   // 2
  ///
  /// - Complexity: O(log of the number of lines).
  package func line(of scalar: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle } else { high = middle }
    }
    return low + 1
  }
}
