/// Finds what separates the fields of a file.
enum DelimiterGuess {
  /// Records that are looked at, the header included.
  static let sample = 100

  /// The delimiter that gives the most rows as many fields as the header has; of several, tab before semicolon before
  /// comma, since decimal commas and commas in names can be as regular as delimiters. A file of one column has a comma.
  static func delimiter(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> CSVDelimiter {
    var best: (delimiter: CSVDelimiter, alike: Int, of: Int)?
    for delimiter in [CSVDelimiter.tab, .semicolon, .comma] {
      let scanner = RecordScanner(bytes: bytes, end: end, delimiter: delimiter.byte)
      let records = scanner.scan(from: start, until: min(end, start + 1 << 16), columns: nil, most: sample)
      guard records.columns > 1 else { continue }
      let (alike, all) = (records.count, records.count + records.faults.count)
      if let best, alike * best.of <= best.alike * all { continue }
      best = (delimiter, alike, all)
    }
    return best?.delimiter ?? .comma
  }
}
