#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension RecordScanner {
  /// Whether the text from `start` on has no quotes, and no carriage return but before a line feed: then every line
  /// feed ends a record, wherever one begins to look.
  func isPlain(from start: Int) -> Bool {
    guard start < end else { return true }
    guard memchr(bytes + start, 0x22, end - start) == nil else { return false }
    guard let first = memchr(bytes + start, 13, end - start) else { return true }
    var at = bytes.distance(to: first.assumingMemoryBound(to: UInt8.self))
    // The last byte has none after it.
    if bytes[end - 1] == 13 { return false }
    var lone = 0
    while at < end - 1 {
      lone &+= bytes[at] == 13 && bytes[at + 1] != 10 ? 1 : 0
      at += 1
    }
    return lone == 0
  }

  /// Where the first record begins at or after a place of a plain text.
  func recordStart(atOrAfter position: Int) -> Int {
    guard position < end else { return end }
    guard let found = memchr(bytes + position - 1, 10, end - position + 1) else { return end }
    return bytes.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
  }

  /// Indexes the records of a plain text from `start` to `limit`, both at the beginning of a record: eight bytes are
  /// compared at once. Gives what ``scan(from:until:columns:most:)`` gives.
  func scanPlain(from start: Int, until limit: Int, columns: Int) -> FieldIndex {
    var index = FieldIndex(base: start, columns: columns)
    let span = limit - start
    var (starts, lines, faults): ([UInt32], [UInt32], [FieldIndex.Fault]) = ([], [], [])
    var lineCount = 0
    // Every field ends at a byte of its own, the last one perhaps after all; pages that are not filled cost nothing.
    index.ends = [UInt32](unsafeUninitializedCapacity: span + 1) { ends, endCount in
      starts = [UInt32](unsafeUninitializedCapacity: span / columns + 1) { starts, startCount in
        lines = [UInt32](unsafeUninitializedCapacity: span / columns + 1) { lines, count in
          var filler = PlainFiller(
            bytes: bytes, base: start, columns: columns, ends: ends, starts: starts, lines: lines)
          fill(&filler, from: start, until: limit)
          (endCount, startCount, count) = (filler.kept, filler.records, filler.records)
          (lineCount, faults) = (filler.line, filler.faults)
        }
      }
    }
    (index.starts, index.lines, index.lineCount, index.faults) = (starts, lines, lineCount, faults)
    index.next = limit
    return index
  }

  @inline(__always)
  private func fill(_ filler: inout PlainFiller, from start: Int, until limit: Int) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let (delimiters, feeds) = (UInt64(delimiter) &* ones, 10 &* ones)
    let raw = UnsafeRawPointer(bytes)
    var at = start
    while at + 8 <= limit {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      // The high bit of each byte that is the one looked for: exact, since no carry leaves a byte.
      let (d, f) = (word ^ delimiters, word ^ feeds)
      var hits = ~(((d & low) &+ low) | d | low) | ~(((f & low) &+ low) | f | low)
      while hits != 0 {
        let hit = at &+ hits.trailingZeroBitCount >> 3
        if bytes[hit] == delimiter { filler.endField(hit) } else { filler.endRecord(hit) }
        hits &= hits &- 1
      }
      at += 8
    }
    while at < limit {
      if bytes[at] == delimiter { filler.endField(at) } else if bytes[at] == 10 { filler.endRecord(at) }
      at += 1
    }
    if filler.recordStart < limit { filler.endLastRecord(limit) }
  }
}

/// Takes in the ends that a scan of plain text meets.
private struct PlainFiller {
  let bytes: UnsafePointer<UInt8>
  let base: Int
  let columns: Int
  let ends: UnsafeMutableBufferPointer<UInt32>
  let starts: UnsafeMutableBufferPointer<UInt32>
  let lines: UnsafeMutableBufferPointer<UInt32>
  /// Ends of whole records, and of the one being scanned as well.
  var (kept, written) = (0, 0)
  var (records, line) = (0, 0)
  var recordStart: Int
  var faults: [FieldIndex.Fault] = []

  init(
    bytes: UnsafePointer<UInt8>, base: Int, columns: Int, ends: UnsafeMutableBufferPointer<UInt32>,
    starts: UnsafeMutableBufferPointer<UInt32>, lines: UnsafeMutableBufferPointer<UInt32>
  ) {
    (self.bytes, self.base, self.columns) = (bytes, base, columns)
    (self.ends, self.starts, self.lines) = (ends, starts, lines)
    recordStart = base
  }

  @inline(__always)
  mutating func endField(_ at: Int) {
    ends[written] = UInt32(truncatingIfNeeded: at &- base)
    written &+= 1
  }

  @inline(__always)
  mutating func endRecord(_ at: Int) {
    close(at > recordStart && bytes[at &- 1] == 13 ? at &- 1 : at)
    line &+= 1
    recordStart = at &+ 1
  }

  /// A record that the end of the text ends.
  mutating func endLastRecord(_ at: Int) {
    close(at)
    recordStart = at
  }

  @inline(__always)
  private mutating func close(_ end: Int) {
    endField(end)
    if written &- kept == columns, columns > 1 || !FieldIndex.isBlank(bytes, recordStart, end) {
      starts[records] = UInt32(truncatingIfNeeded: recordStart &- base)
      lines[records] = UInt32(truncatingIfNeeded: line)
      records &+= 1
      kept = written
    } else {
      refuse(end)
    }
  }

  @inline(never)
  private mutating func refuse(_ end: Int) {
    if !FieldIndex.isBlank(bytes, recordStart, end) {
      faults.append(.init(kind: .ragged(fields: written - kept), line: line, range: recordStart..<end))
    }
    written = kept
  }
}
