internal import CKernels
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Columns of numbers out of a large plain CSV file, without keeping anything else of it.
///
/// The head of the file goes through the general reader, which finds delimiter and names. The rest is read in stretches
/// on all cores, twice: to count its records, and to put the numbers where they belong. Whatever is not as it should be –
/// quotes, bytes that are not UTF-8, a row of another length, a cell that is no number – ends the attempt, and the general
/// reader takes over: where both read a file, they give the same table to the bit.
enum PlainNumbers {
  /// A smaller file is read by the general reader: there is nothing to be won.
  static let leastSize = 4 << 20
  /// The part of the file from which names and delimiter are found.
  static let headSize = 64 << 10
  /// Fits the second-level cache.
  static let stretch = 256 << 10
  /// A file of more columns is not long.
  static let mostColumns = 1000

  /// The table of the wanted columns and how the file is written; `nil` where the general reader has to look, as it has
  /// wherever options say more than which columns are wanted.
  static func read(
    path: String, options: CSVOptions, leastSize: Int = leastSize, stretch: Int = stretch
  ) -> (table: Table, format: CSV.Format)? {
    guard options.delimiter == nil, options.decimalMark == nil, options.encoding == nil, options.types.isEmpty,
      options.missingByColumn.isEmpty, options.missing == CSVOptions.usualMissing, !options.keepPrinted
    else { return nil }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) >= leastSize,
      let head = Head(file, name: path, wanted: options.columns)
    else { return nil }
    let size = Int(status.st_size)
    let pieces = max(1, (size - head.end) / stretch)
    var bounds = [head.end]
    for piece in 1..<max(2, pieces) where pieces > 1 {
      let bound = kosh_csv_boundary(file, head.end + piece * stretch, size)
      guard bound > 0 else { return nil }
      if let last = bounds.last, bound > last, bound < size { bounds.append(bound) }
    }
    bounds.append(size)
    let places = bounds
    let counts = Stretches.map(places.count - 1) { kosh_csv_records(file, places[$0], places[$0 + 1]) }
    guard counts.allSatisfy({ $0 >= 0 }) else { return nil }
    var firsts = [0]
    for count in counts { firsts.append(firsts[firsts.count - 1] + count) }
    let rows = firsts[counts.count]
    guard rows > 0 else { return nil }
    return values(file, head, places, firsts, counts, rows, words: options.missing).map { columns, havePoints in
      let table = Table(
        name: path, columns: zip(head.names, columns).map { Column(Variable($0), numbers: $1) },
        lines: RowLines(from: 2, count: rows))
      let marks = zip(head.names, havePoints).filter { $0.1 == 1 }.map { ($0.0, Character(".")) }
      return (
        table,
        CSV.Format(
          encoding: .utf8, delimiter: head.delimiter,
          decimalMarks: Dictionary(marks, uniquingKeysWith: { first, _ in first }))
      )
    }
  }

  /// The numbers of the wanted columns, and 1 for each that shows a decimal point; `nil` where a cell is none.
  private static func values(
    _ file: Int32, _ head: Head, _ bounds: [Int], _ firsts: [Int], _ counts: [Int], _ rows: Int, words: Set<String>
  ) -> ([[Double]], [UInt8])? {
    var columns: [[Double]] = []
    var points = [UInt8](repeating: 0, count: head.names.count)
    /// Makes room for one column after another, then fills all of them.
    func fill(_ pointers: [UnsafeMutablePointer<Double>?]) -> Bool {
      guard pointers.count < head.names.count else {
        return numbers(file, head, bounds, firsts, counts, into: pointers, points: &points, words: words)
      }
      var isGood = false
      let column = [Double](unsafeUninitializedCapacity: rows) { buffer, count in
        kosh_will_fill(buffer.baseAddress, rows * MemoryLayout<Double>.stride)
        isGood = fill(pointers + [buffer.baseAddress])
        count = isGood ? rows : 0
      }
      columns.append(column)
      return isGood
    }
    // The innermost column is the last one and ends first.
    return fill([]) ? (columns.reversed(), points) : nil
  }

  private static func numbers(
    _ file: Int32, _ head: Head, _ bounds: [Int], _ firsts: [Int], _ counts: [Int],
    into pointers: [UnsafeMutablePointer<Double>?], points: inout [UInt8], words: Set<String>
  ) -> Bool {
    // Where the kernel notes that a stretch is no good, and in which columns it met points.
    var notes = [UInt8](repeating: 0, count: 1 + points.count)
    defer { points = Array(notes.dropFirst()) }
    let missing = words.sorted().map { Array($0.utf8) }.filter { !$0.isEmpty }
    let bytes = missing.flatMap { $0 }
    let lengths = missing.map(\.count)
    return bytes.withUnsafeBufferPointer { bytes in
      var starts: [UnsafePointer<UInt8>?] = []
      var at = 0
      for length in lengths {
        starts.append(bytes.baseAddress.map { $0 + at })
        at += length
      }
      return head.places.withUnsafeBufferPointer { wanted in
        pointers.withUnsafeBufferPointer { values in
          starts.withUnsafeBufferPointer { starts in
            lengths.withUnsafeBufferPointer { lengths in
              notes.withUnsafeMutableBufferPointer { notes in
                let plan = kosh_csv_plan(
                  file: file, delimiter: head.delimiter.byte, columns: wanted.count, wanted: wanted.baseAddress,
                  values: values.baseAddress, missing: starts.count, words: starts.baseAddress,
                  lengths: lengths.baseAddress, points: notes.baseAddress.map { $0 + 1 }, refused: notes.baseAddress)
                return withUnsafePointer(to: plan) { plan in
                  Stretches.map(counts.count) {
                    kosh_csv_numbers(plan, bounds[$0], bounds[$0 + 1], firsts[$0], counts[$0])
                  }.allSatisfy { $0 == 1 }
                }
              }
            }
          }
        }
      }
    }
  }

  /// What the first line of a file tells.
  private struct Head {
    /// Where the first record begins.
    let end: Int
    let delimiter: CSVDelimiter
    /// The wanted columns, in the order of the file.
    let names: [String]
    /// For each column of the file its place among the wanted ones, −1 if it is not wanted.
    let places: [Int32]

    /// `nil` where a wanted column is not there or is no number from the beginning, or where the header is not plainly
    /// the first line. With no columns named, all are wanted.
    init?(_ file: Int32, name: String, wanted: Set<String>?) {
      var bytes = [UInt8](repeating: 0, count: headSize)
      let got = pread(file, &bytes, headSize, 0)
      guard got > 0, let last = bytes[..<got].lastIndex(of: 10), let first = bytes.firstIndex(of: 10), first < last
      else {
        return nil
      }
      // Of a longer file whole records only, and as many as the delimiter is guessed from.
      let isAll = got < headSize
      let line = bytes[..<first]
      guard
        let (table, format) = try? CSV.readWithFormat(
          bytes: Array(bytes[..<(isAll ? got : last + 1)]), name: name, options: CSVOptions()),
        isAll || table.rowCount >= DelimiterGuess.sample, format.encoding == .utf8,
        line.count(where: { $0 == format.delimiter.byte }) == table.names.count - 1,
        !line.contains(0x22), !line.dropLast().contains(13), table.lines?.first == 2, table.names.count <= mostColumns,
        (wanted ?? Set(table.names)).allSatisfy({ table[$0]?.isNumeric == true })
      else { return nil }
      end = first + 1
      delimiter = format.delimiter
      names = table.names.filter { wanted?.contains($0) ?? true }
      var place: Int32 = -1
      places = table.names.map { name in
        guard wanted?.contains(name) ?? true else { return -1 }
        place += 1
        return place
      }
    }
  }
}
