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
