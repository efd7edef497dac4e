package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Comma-separated values as programs and people write them.
///
/// The first record names the columns; every other has as many fields. Encoding, delimiter and decimal mark are found
/// from the file unless given. A column in which every cell that is not missing is a number is numbers, else text;
/// dates are text, and so are codes with a 0 in front (`007`) unless the column is declared a number. Which mark marks
/// decimals is decided for a whole column, never for a cell: `0,5` or `1,234,567` decides for `1,234` too, and where
/// nothing decides, nothing is guessed. A lone point marks decimals, as in `1.234`, unless a cell such as `1.234,5` shows
/// that it separates thousands; beside `0,5` alone it is a problem.
package enum CSV {
  /// How a file turned out to be written.
  package struct Format: Sendable, Hashable {
    /// How its bytes spell text.
    package var encoding: TextEncoding
    /// What separates its fields.
    package var delimiter: CSVDelimiter
    /// `.` or `,` for each column of numbers in which a cell shows it.
    package var decimalMarks: [String: Character]
  }

  /// The table of a CSV file.
  ///
  /// Blanks around a cell are no part of it, whether a space, tab, U+00A0 or U+202F; lines of nothing but blanks are no
  /// rows. ``Table/lines`` holds the line on which each row begins.
  ///
  /// - Throws: ``Problems`` of kind `data`: all of the file's structure, or all of its cells; at most 20 of a kind,
  ///   then their number.
  /// - Complexity: O(size of the file); stretches of large files are read on all cores.
  ///
  ///     let table = try CSV.read(bytes: Array("region;rate\nАбай;−0,5\n".utf8), name: "rates.csv", options: CSVOptions())
  ///     table["rate"]?.number(at: 0)   // -0.5
  package static func read(bytes: [UInt8], name: String, options: CSVOptions) throws(Problems) -> Table {
    try readWithFormat(bytes: bytes, name: name, options: options).table
  }

  /// The table of the CSV file at a path; see ``read(bytes:name:options:)``.
  ///
  /// Where the columns turn out to be numbers and the file is large and plain, nothing of it is kept in memory but the
  /// numbers.
  ///
  /// - Throws: ``Problems`` of kind `data`.
  package static func read(path: String, options: CSVOptions = CSVOptions()) throws(Problems) -> Table {
    try readWithFormat(path: path, options: options).table
  }

  /// The table of the named columns of a CSV file; of all if the file lacks one of them, so that it can be named.
  ///
  /// - Throws: ``Problems`` of kind `data`; the cells of other columns are not looked at.
  /// - Complexity: O(size of the file), on all cores.
  package static func read(path: String, columns: [String]) throws(Problems) -> Table {
    var options = CSVOptions()
    options.columns = Set(columns)
    let table = try read(path: path, options: options)
    return columns.allSatisfy { table[$0] != nil } ? table : try read(path: path)
  }

  /// The table of the CSV file at a path and how the file is written; see ``read(path:options:)``.
  ///
  /// - Throws: ``Problems`` of kind `data`.
  package static func readWithFormat(
    path: String, options: CSVOptions
  ) throws(Problems) -> (table: Table, format: Format) {
    if let read = PlainNumbers.read(path: path, options: options) { return read }
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(path: path) } catch { throw Problems(error) }
    return try readWithFormat(bytes: bytes, name: path, options: options)
  }

  /// The table of a CSV file and how the file is written; see ``read(bytes:name:options:)``.
  ///
  /// - Throws: ``Problems`` of kind `data`.
  package static func readWithFormat(
    bytes: [UInt8], name: String, options: CSVOptions
  ) throws(Problems) -> (table: Table, format: Format) {
    let text: DecodedText
    do { text = try DecodedText(bytes, encoding: options.encoding, name: name) } catch { throw Problems(error) }
    // A closure of the standard library rethrows untyped; the result carries the type out.
    return try text.bytes.withUnsafeBufferPointer { buffer -> Result<(table: Table, format: Format), Problems> in
      guard let base = buffer.baseAddress else { return .failure(Problems(CSVProblem.empty(name))) }
      let file = CSVFile(
        bytes: base, start: text.start, end: buffer.count, name: name, encoding: text.encoding, options: options)
      do throws(Problems) { return .success(try file.read()) } catch { return .failure(error) }
    }.get()
  }
}

/// One file being read.
struct CSVFile {
  let bytes: UnsafePointer<UInt8>
  let start: Int
  let end: Int
  let name: String
  let encoding: TextEncoding
  let options: CSVOptions

  func read() throws(Problems) -> (table: Table, format: CSV.Format) {
    if let zero = firstZero() {
      throw Problems(CSVProblem.zeroByte(name, line: line(of: zero)))
    }
    let (declared, textStart) = separatorLine()
    let delimiter = options.delimiter ?? declared ?? DelimiterGuess.delimiter(bytes, from: textStart, to: end)
    let scanner = RecordScanner(bytes: bytes, end: end, delimiter: delimiter.byte)
    let header = scanner.scan(from: textStart, until: end, columns: nil, most: 1)
    guard header.faults.isEmpty else { throw structuralProblems([header], columns: 0, delimiter) }
    guard header.count == 1 else { throw Problems(CSVProblem.empty(name)) }
    let names = try names(of: header)
    let stretches = Stretches.scan(scanner, from: header.next, columns: names.count, stretch: options.stretch)
    guard stretches.allSatisfy(\.faults.isEmpty) else {
      throw structuralProblems(stretches, columns: names.count, delimiter)
    }
    guard stretches.contains(where: { $0.count > 0 }) else {
      throw Problems(CSVProblem.onlyHeader(name, line: line(of: header.base + Int(header.starts[0]))))
    }
    let reader = ColumnReader(file: self, stretches: stretches, names: names)
    let (columns, marks) = try reader.columns()
    let table = Table(name: name, columns: columns, lines: lines(of: stretches))
    return (table, CSV.Format(encoding: encoding, delimiter: delimiter, decimalMarks: marks))
  }

  /// The line on which a byte stands.
  func line(of position: Int) -> Int {
    1 + lineEnds(bytes, start, position, end: end)
  }

  private func firstZero() -> Int? {
    guard start < end, let zero = memchr(bytes + start, 0, end - start) else { return nil }
    return bytes.distance(to: zero.assumingMemoryBound(to: UInt8.self))
  }

  /// The delimiter that a first line `sep=;` names, which Excel writes and reads, and where the text goes on.
  private func separatorLine() -> (CSVDelimiter?, Int) {
    guard end - start >= 5, (0..<4).allSatisfy({ bytes[start + $0] == Array("sep=".utf8)[$0] }),
      let delimiter = CSVDelimiter.allCases.first(where: { $0.byte == bytes[start + 4] })
    else { return (nil, start) }
    var at = start + 5
    guard at == end || bytes[at] == 10 || bytes[at] == 13 else { return (nil, start) }
    if at < end { at += bytes[at] == 13 && at + 1 < end && bytes[at + 1] == 10 ? 2 : 1 }
    return (delimiter, at)
  }

  private func names(of header: FieldIndex) throws(Problems) -> [String] {
    let line = line(of: header.base + Int(header.starts[0]))
    var names: [String] = []
    var problems: [Problem] = []
    var first: [String: Int] = [:]
    for column in 0..<header.columns {
      let name = Cell(bytes, header.field(column, of: 0)).text(bytes)
      let place = Place(file: self.name, line: line, column: column + 1)
      if name.isEmpty {
        problems.append(CSVProblem.unnamed(place))
      } else if let earlier = first[name] {
        problems.append(CSVProblem.repeated(name, place, earlier: earlier + 1))
      } else {
        first[name] = column
      }
      names.append(name)
    }
    guard problems.isEmpty else {
      throw Problems(CSVProblem.limited(problems, of: problems.count, "columns without a name of their own"))
    }
    return names
  }

  private func structuralProblems(_ stretches: [FieldIndex], columns: Int, _ delimiter: CSVDelimiter) -> Problems {
    var problems: [Problem] = []
    var (before, total) = (stretches.first.map { line(of: $0.base) } ?? 1, 0)
    for stretch in stretches {
      total += stretch.faults.count
      for fault in stretch.faults where problems.count <= CSVProblem.limit {
        // A quote that is never closed takes in the rest of the file; a message shows its beginning.
        let content = String(
          decoding: UnsafeBufferPointer(start: bytes + fault.range.lowerBound, count: min(400, fault.range.count)),
          as: UTF8.self)
        problems.append(
          CSVProblem.fault(
            fault.kind, content, Place(file: name, line: before + fault.line), columns: columns, delimiter))
      }
      before += stretch.lineCount
    }
    return Problems(CSVProblem.limited(problems, of: total, "rows that do not fit the header"))
  }

  private func lines(of stretches: [FieldIndex]) -> RowLines {
    var lines: [Int] = []
    lines.reserveCapacity(stretches.reduce(0) { $0 + $1.count })
    guard let first = stretches.first else { return [] }
    var before = line(of: first.base)
    for stretch in stretches {
      for line in stretch.lines { lines.append(before + Int(line)) }
      before += stretch.lineCount
    }
    return RowLines(lines)
  }
}
