/// Finds what separates the fields of a file.
enum DelimiterGuess {
  /// Records that are looked at, the header included.
  static let sample = 100

  /// The delimiter that gives the most rows as many fields as the header has, and no
  /// quote amid a field; of several, tab before semicolon before
  /// comma, since decimal commas and commas in names can be as regular as delimiters. A file of one column has a comma.
  static func delimiter(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> CSVDelimiter {
    var best: (delimiter: CSVDelimiter, alike: Int, of: Int)?
    for delimiter in [CSVDelimiter.tab, .semicolon, .comma] {
      let scanner = RecordScanner(bytes: bytes, end: end, delimiter: delimiter.byte)
      let records = scanner.scan(from: start, until: min(end, start + 1 << 16), columns: nil, most: sample)
      guard records.columns > 1 else { continue }
      let alike = (0..<records.count).count { record in
        (0..<records.columns).allSatisfy { !hasStrayQuote(bytes, records.field($0, of: record)) }
      }
      let all = records.count + records.faults.count
      if let best, alike * best.of <= best.alike * all { continue }
      best = (delimiter, alike, all)
    }
    return best?.delimiter ?? .comma
  }

  /// Whether a field has a quote but does not begin with one, as when a quoted field is cut by a wrong delimiter.
  private static func hasStrayQuote(_ bytes: UnsafePointer<UInt8>, _ field: (start: Int, end: Int)) -> Bool {
    var at = field.start
    while at < field.end, bytes[at] == 0x20 { at += 1 }
    guard at < field.end, bytes[at] != 0x22 else { return false }
    return (at..<field.end).contains { bytes[$0] == 0x22 }
  }
}
