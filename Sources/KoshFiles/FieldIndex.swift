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
  fileprivate mutating func close(
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

/// Finds records and fields.
struct RecordScanner {
  let bytes: UnsafePointer<UInt8>
  /// Where the text ends.
  let end: Int
  let delimiter: UInt8

  /// Indexes the records that begin from `start` to before `limit`, at most `most` of them. With `columns` nil, the
  /// first record that is not blank tells how many there are.
  ///
  /// A field is quoted when its first sign, blanks aside, is a double quote; inside, two quotes are one and line ends
  /// are text. CR LF, LF and CR end a record. Lines of nothing but blanks are no records.
  func scan(from start: Int, until limit: Int, columns: Int?, most: Int = .max) -> FieldIndex {
    var index = FieldIndex(base: start, columns: columns ?? 0)
    if let columns {
      index.ends.reserveCapacity((limit - start) / 4)
      index.starts.reserveCapacity((limit - start) / 4 / max(1, columns))
    }
    var (at, line) = (start, 0)
    while at < min(limit, end), index.count + index.faults.count < most {
      let (recordStart, recordLine) = (at, line)
      var (fields, isQuoted) = (0, false)
      var fault: FieldIndex.Fault.Kind?
      var faultLine = line
      while true {
        let fieldStart = at
        while at < end, bytes[at] == 0x20 { at += 1 }
        if at < end, bytes[at] == 0x22 {
          isQuoted = true
          let quoteLine = line
          guard let closed = closingQuote(at + 1, &line) else {
            index.ends.removeLast(fields)
            index.faults.append(.init(kind: .unclosedQuote, line: quoteLine, range: at..<end))
            index.lineCount = line
            index.next = end
            return index
          }
          at = closed + 1
          while at < end, blankLength(bytes, at, end) == 1, bytes[at] != delimiter { at += 1 }
          if fault == nil, at < end, bytes[at] != delimiter, bytes[at] != 10, bytes[at] != 13 {
            fault = .textAfterQuote
            faultLine = quoteLine
          }
        } else {
          at = fieldStart
        }
        while at < end, bytes[at] != delimiter, bytes[at] != 10, bytes[at] != 13 { at += 1 }
        index.ends.append(UInt32(truncatingIfNeeded: at - start))
        fields += 1
        guard at < end, bytes[at] == delimiter else { break }
        at += 1
      }
      let recordEnd = at
      if at < end {
        at += bytes[at] == 13 && at + 1 < end && bytes[at + 1] == 10 ? 2 : 1
        line += 1
      }
      if let fault {
        index.ends.removeLast(fields)
        index.faults.append(.init(kind: fault, line: faultLine, range: recordStart..<recordEnd))
        continue
      }
      if index.columns == 0 {
        var first = FieldIndex(base: start, columns: fields)
        first.ends = index.ends
        first.faults = index.faults
        first.close(bytes, start: recordStart, end: recordEnd, fields: fields, line: recordLine, isQuoted: isQuoted)
        // A blank line before the header tells nothing of the columns.
        if fields == 1, first.count == 0 { index.ends.removeLast(1) } else { index = first }
      } else {
        index.close(bytes, start: recordStart, end: recordEnd, fields: fields, line: recordLine, isQuoted: isQuoted)
      }
    }
    index.lineCount = line
    index.next = at
    return index
  }

  /// Where the quote stands that closes a field; counts the line ends on the way.
  private func closingQuote(_ from: Int, _ line: inout Int) -> Int? {
    var at = from
    while at < end {
      switch bytes[at] {
      case 0x22:
        guard at + 1 < end, bytes[at + 1] == 0x22 else { return at }
        at += 1
      case 10: line += 1
      case 13: if at + 1 == end || bytes[at + 1] != 10 { line += 1 }
      default: break
      }
      at += 1
    }
    return nil
  }
}
