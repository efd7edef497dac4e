/// Where the fields of a stretch of records stand: the ends of `columns` fields for each record.
///
/// Positions count from `base`, so that they fit four bytes however long the file is.
struct FieldIndex: Sendable {
  /// What is amiss with a record, which is then left out of the index.
  struct Fault: Sendable {
    enum Kind: Sendable, Equatable {
      /// Another number of fields than the header.
      case ragged(fields: Int)
      /// Something but a delimiter or line end after a closing quote.
      case textAfterQuote
      /// A quote that is never closed.
      case unclosedQuote
    }
    var kind: Kind
    /// Line ends of the stretch before it.
    var line: Int
    /// Where it stands in the file.
    var range: Range<Int>
  }

  let base: Int
  let columns: Int
  /// Where each record begins.
  var starts: [UInt32] = []
  /// The end of each field, record after record.
  var ends: [UInt32] = []
  /// For each record, the line ends of the stretch before it.
  var lines: [UInt32] = []
  /// Line ends of the stretch.
  var lineCount = 0
  var faults: [Fault] = []
  /// Where the first record after the stretch begins.
  var next: Int

  var count: Int { starts.count }

  /// The field of a record as it stands in the file, quotes and blanks included.
  func field(_ column: Int, of record: Int) -> (start: Int, end: Int) {
    let last = record * columns + column
    return (base + (column == 0 ? Int(starts[record]) : Int(ends[last - 1]) + 1), base + Int(ends[last]))
  }

  /// The cells of a column, record after record, until `body` says that it has seen enough.
  @inline(__always)
  func forEachCell(_ bytes: UnsafePointer<UInt8>, _ column: Int, _ body: (Int, Cell) -> Bool) {
    ends.withUnsafeBufferPointer { ends in
      starts.withUnsafeBufferPointer { starts in
        var last = column
        for record in 0..<starts.count {
          let start = column == 0 ? Int(starts[record]) : Int(ends[last &- 1]) &+ 1
          guard body(record, Cell(bytes, (base &+ start, base &+ Int(ends[last])))) else { return }
          last &+= columns
        }
      }
    }
  }

  init(base: Int, columns: Int) {
    self.base = base
    self.columns = columns
    next = base
  }

  /// Takes in the record from `start` on, whose last `fields` ends were appended to `ends`.
  @inline(__always)
  mutating func close(
    _ bytes: UnsafePointer<UInt8>, start: Int, end: Int, fields: Int, line: Int, isQuoted: Bool
  ) {
    // A record of one column that begins with an empty field may be a blank line.
    if fields == columns, columns > 1 || isQuoted || !FieldIndex.isBlank(bytes, start, end) {
      starts.append(UInt32(truncatingIfNeeded: start &- base))
      lines.append(UInt32(truncatingIfNeeded: line))
    } else {
      ends.removeLast(fields)
      if isQuoted || !FieldIndex.isBlank(bytes, start, end) {
        faults.append(Fault(kind: .ragged(fields: fields), line: line, range: start..<end))
      }
    }
  }

  /// Whether nothing but blanks stands between two places.
  static func isBlank(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end, let length = blankLength(bytes, at, end) { at += length }
    return at >= end
  }
}
