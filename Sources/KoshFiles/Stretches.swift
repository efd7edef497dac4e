internal import KoshNumerics

/// Cuts the records of a file into stretches that are worked on side by side.
package enum Stretches {
  /// A stretch is cut where the first record begins after so many bytes. A text of up to four is not cut: that would
  /// cost more than it saves.
  static let usualSize = 1 << 20

  /// Indexes all records from `start` on: side by side where the text is plain, else one stretch after another, since
  /// only what comes before tells whether a quote opens or closes.
  static func scan(_ scanner: RecordScanner, from start: Int, columns: Int, stretch: Int) -> [FieldIndex] {
    let size = scanner.end - start <= 4 * stretch ? 4 * stretch : stretch
    if scanner.isPlain(from: start) {
      var bounds = [start]
      while let last = bounds.last, last < scanner.end { bounds.append(scanner.recordStart(atOrAfter: last + size)) }
      return map(bounds.count - 1) { scanner.scanPlain(from: bounds[$0], until: bounds[$0 + 1], columns: columns) }
    }
    var stretches: [FieldIndex] = []
    var at = start
    while at < scanner.end {
      let stretch = scanner.scan(from: at, until: at + size, columns: columns)
      at = stretch.next
      stretches.append(stretch)
    }
    return stretches
  }

  /// Works on each of `count` things, on all cores where there are several; the results come in order.
  package static func map<Result: Sendable>(_ count: Int, _ work: (Int) -> Result) -> [Result] {
    withoutActuallyEscaping(work) { work in
      // What is read side by side is reached through pointers, which nobody writes to.
      nonisolated(unsafe) let work = work
      return concurrentMap(count) { work($0) }
    }
  }
}
