internal import KoshTable

/// Turns the indexed fields of a file into columns.
struct ColumnReader {
  let file: CSVFile
  let stretches: [FieldIndex]
  let names: [String]

  /// A stretch of a column as numbers.
  private struct Numbers: Sendable {
    var values: [Double]
    /// The shapes of its cells.
    var shapes: NumberShapes = []
    /// Cells that are no number; the first of them ends a column that need not be numbers.
    var others = 0
  }

  /// A stretch of a column as text.
  private struct Text: Sendable {
    var codes: [Int32]
    var levels: LevelTable
  }

  private enum Part: Sendable {
    case numbers(Numbers)
    case text(Text)
  }

  /// All columns, and the decimal marks of those that show one.
  ///
  /// - Throws: The problems of all columns.
  func columns() throws(Problems) -> ([Column], [String: Character]) {
    let mark: DecimalMark?
    switch file.options.decimalMark {
    case nil: mark = nil
    case ".": mark = .point
    case ",": mark = .comma
    case let other?:
      throw Problems(
        Problem(.specification, "\"\(other)\" is no decimal mark", why: "numbers are written with \".\" or \",\""))
    }
    let missing = names.map { name in
      MissingWords(file.options.missing.union(file.options.missingByColumn[name] ?? []))
    }
    let types = names.map { file.options.types[$0] }
    let wanted = names.indices.filter { file.options.columns?.contains(names[$0]) ?? true }
    let first = Stretches.map(stretches.count) { stretch in
      wanted.map { column -> Part in
        if types[column] != .text,
          let numbers = numbers(column, of: stretch, missing[column], mark: mark, mustBe: types[column] == .number)
        {
          return .numbers(numbers)
        }
        return .text(text(column, of: stretch, missing[column]))
      }
    }
    let assembled = Stretches.map(wanted.count) { place in
      let column = wanted[place]
      return assemble(column, first.map { $0[place] }, mark: mark, missing[column])
    }
    let problems = assembled.flatMap(\.problems)
    guard problems.isEmpty else { throw Problems(problems) }
    let marks = zip(wanted, assembled).compactMap { place, column in
      column.mark.map { (names[place], Character($0.text)) }
    }
    return (assembled.compactMap(\.column), Dictionary(marks, uniquingKeysWith: { first, _ in first }))
  }

  /// A column put together from its stretches, with the decimal mark that it shows; or its problems.
  private func assemble(
    _ column: Int, _ parts: [Part], mark: DecimalMark?, _ missing: MissingWords
  ) -> (column: Column?, mark: DecimalMark?, problems: [Problem]) {
    let printed = file.options.keepPrinted ? printed(column) : nil
    guard let numbers = wholly(parts) else {
      return (textColumn(column, parts, missing, printed: printed), nil, [])
    }
    let (problems, decided) = verdict(column, numbers, mark: mark, missing)
    guard problems.isEmpty else { return (nil, nil, problems) }
    let values = settled(column, numbers, decided, given: mark, missing)
    return (Column(Variable(names[column]), numbers: values, printed: printed), decided, [])
  }

  // MARK: numbers

  /// A stretch as numbers; `nil` when a cell is none and the column need not be numbers.
  private func numbers(
    _ column: Int, of stretch: Int, _ missing: MissingWords, mark: DecimalMark?, mustBe: Bool
  ) -> Numbers? {
    let index = stretches[stretch]
    let bytes = file.bytes
    var shapes: NumberShapes = []
    var others = 0
    var isRefused = false
    let values = [Double](unsafeUninitializedCapacity: index.count) { values, count in
      index.forEachCell(bytes, column) { record, cell in
        var value = Double.nan
        if !missing.contains(bytes, cell.start, cell.end) {
          let number =
            mark.map { NumberCell(bytes, cell.start, cell.end, mark: $0) } ?? NumberCell(bytes, cell.start, cell.end)
          if let number, !cell.hasDoubledQuotes, mustBe || !isCode(cell.start, cell.end) {
            value = number.value
            shapes.formUnion(number.shape)
          } else if mustBe {
            others += 1
          } else {
            isRefused = true
            return false
          }
        }
        values[record] = value
        count = record + 1
        return true
      }
    }
    return isRefused ? nil : Numbers(values: values, shapes: shapes, others: others)
  }

  /// Whether a cell is a whole number with a 0 in front, such as `007`: a code of a school or person that would not be
  /// the same without its zeros.
  @inline(__always)
  private func isCode(_ start: Int, _ end: Int) -> Bool {
    guard file.bytes[start] == 0x30, end - start > 1 else { return false }
    return (start..<end).allSatisfy { file.bytes[$0] &- 0x30 < 10 }
  }

  private func wholly(_ parts: [Part]) -> [Numbers]? {
    var numbers: [Numbers] = []
    for part in parts {
      guard case .numbers(let stretch) = part else { return nil }
      numbers.append(stretch)
    }
    return numbers
  }

  /// What keeps a column from being numbers of one format, else the mark that its cells show.
  private func verdict(
    _ column: Int, _ parts: [Numbers], mark: DecimalMark?, _ missing: MissingWords
  ) -> ([Problem], DecimalMark?) {
    if parts.contains(where: { $0.others > 0 }) { return (notNumbers(column, mark: mark, missing), nil) }
    let shapes = parts.reduce(into: NumberShapes()) { $0.formUnion($1.shapes) }
    if let mark { return ([], shapes.subtracting(.whole).isEmpty ? nil : mark) }
    switch (shapes.contains(.point), shapes.contains(.comma)) {
    case (true, true):
      guard let point = find(column, missing, { shape, _ in shape == .point }),
        let comma = find(column, missing, { shape, _ in shape == .comma })
      else { return ([], nil) }
      var place = max(point.place, comma.place)
      place.variable = names[column]
      let problem = CSVProblem.contradiction(
        point: point.content, pointLine: point.place.line ?? 0, comma: comma.content,
        commaLine: comma.place.line ?? 0, place)
      return ([problem], nil)
    case (true, false): return ([], .point)
    case (false, true):
      return (shapes.contains(.eitherPoint) ? unexplainedPoint(column, missing).map { [$0] } ?? [] : [], .comma)
    case (false, false):
      guard shapes.contains(.eitherComma), let cell = find(column, missing, { shape, _ in shape == .eitherComma })
      else {
        return ([], shapes.contains(.eitherPoint) ? .point : nil)
      }
      let (thousands, decimal) = (cell.content.filter { $0 != "," }, cell.content.map { $0 == "," ? "." : $0 })
      return ([CSVProblem.twoReadings(cell.content, cell.place, thousands: thousands, decimal: String(decimal))], nil)
    }
  }

  /// What is doubtful about a column with both `1.234` and `0,5`: a lone point marks decimals elsewhere, and only a cell
  /// such as `1.234,5` or `1.234.567` shows that here it separates thousands.
  private func unexplainedPoint(_ column: Int, _ missing: MissingWords) -> Problem? {
    guard find(column, missing, { shape, cell in shape == .comma && cell.has(0x2E, file.bytes) }) == nil,
      let point = find(column, missing, { shape, _ in shape == .eitherPoint }),
      let comma = find(column, missing, { shape, _ in shape == .comma })
    else { return nil }
    return CSVProblem.unexplainedPoint(
      point.content, point.place, comma: comma.content, commaLine: comma.place.line ?? 0)
  }

  /// The values under the mark that was decided on: read anew where a cell was first read with the other.
  private func settled(
    _ column: Int, _ parts: [Numbers], _ decided: DecimalMark?, given: DecimalMark?, _ missing: MissingWords
  ) -> [Double] {
    let shapes = parts.reduce(into: NumberShapes()) { $0.formUnion($1.shapes) }
    if given == nil, let decided, shapes.contains(decided == .point ? .eitherComma : .eitherPoint) {
      return joined(
        Stretches.map(stretches.count) {
          numbers(column, of: $0, missing, mark: decided, mustBe: true)?.values ?? []
        })
    }
    return joined(parts.map(\.values))
  }

  private func joined<Element>(_ parts: [[Element]]) -> [Element] {
    if parts.count == 1 { return parts[0] }
    var all: [Element] = []
    all.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { all += part }
    return all
  }

  // MARK: text

  private func text(_ column: Int, of stretch: Int, _ missing: MissingWords) -> Text {
    let index = stretches[stretch]
    let bytes = file.bytes
    var levels = LevelTable()
    let codes = [Int32](unsafeUninitializedCapacity: index.count) { codes, count in
      index.forEachCell(bytes, column) { record, cell in
        if missing.contains(bytes, cell.start, cell.end) {
          codes[record] = -1
        } else if cell.hasDoubledQuotes {
          codes[record] = levels.code(bytes, own: cell.content(bytes))
        } else {
          codes[record] = levels.code(bytes, cell.start, cell.end - cell.start)
        }
        return true
      }
      count = index.count
    }
    return Text(codes: codes, levels: levels)
  }

  private func textColumn(
    _ column: Int, _ parts: [Part], _ missing: MissingWords, printed: [String]?
  ) -> Column {
    let texts = Stretches.map(stretches.count) { stretch -> Text in
      if case .text(let text) = parts[stretch] { return text }
      return text(column, of: stretch, missing)
    }
    var all = texts[0].levels
    var codes = texts[0].codes
    codes.reserveCapacity(texts.reduce(0) { $0 + $1.codes.count })
    for text in texts.dropFirst() {
      let numbers = all.merge(text.levels, file.bytes)
      for code in text.codes { codes.append(code < 0 ? -1 : numbers[Int(code)]) }
    }
    let (levels, rank) = all.sorted(file.bytes)
    for row in codes.indices where codes[row] >= 0 { codes[row] = rank[Int(codes[row])] }
    return Column(Variable(names[column]), codes: codes, levels: levels, printed: printed)
  }

  private func printed(_ column: Int) -> [String] {
    joined(
      Stretches.map(stretches.count) { stretch in
        let index = stretches[stretch]
        return (0..<index.count).map { Cell(file.bytes, index.field(column, of: $0)).text(file.bytes) }
      })
  }

  // MARK: cells for messages

  private func notNumbers(_ column: Int, mark: DecimalMark?, _ missing: MissingWords) -> [Problem] {
    var (problems, total) = ([] as [Problem], 0)
    for (stretch, index) in stretches.enumerated() {
      for record in 0..<index.count {
        let field = index.field(column, of: record)
        let cell = Cell(file.bytes, field)
        if missing.contains(file.bytes, cell.start, cell.end) { continue }
        let plain = cell.hasDoubledQuotes ? nil : NumberCell(file.bytes, cell.start, cell.end)
        if let mark {
          guard cell.hasDoubledQuotes || NumberCell(file.bytes, cell.start, cell.end, mark: mark) == nil else {
            continue
          }
        } else if plain != nil {
          continue
        }
        total += 1
        guard problems.count <= CSVProblem.limit else { continue }
        let (content, place) = (cell.text(file.bytes), place(column, record, stretch))
        problems.append(
          plain == nil || mark == nil
            ? CSVProblem.notANumber(content, place) : CSVProblem.notInFormat(content, mark ?? .point, place))
      }
    }
    return CSVProblem.limited(problems, of: total, "cells that are not numbers")
  }

  /// The first number that is wanted.
  private func find(
    _ column: Int, _ missing: MissingWords, _ isWanted: (NumberShapes, Cell) -> Bool
  ) -> (content: String, place: Place)? {
    for (stretch, index) in stretches.enumerated() {
      for record in 0..<index.count {
        let cell = Cell(file.bytes, index.field(column, of: record))
        guard !missing.contains(file.bytes, cell.start, cell.end),
          let number = NumberCell(file.bytes, cell.start, cell.end), isWanted(number.shape, cell)
        else { continue }
        return (cell.text(file.bytes), place(column, record, stretch))
      }
    }
    return nil
  }

  /// The line on which a field begins, and its number in the row.
  private func place(_ column: Int, _ record: Int, _ stretch: Int) -> Place {
    let field = stretches[stretch].field(column, of: record)
    return Place(file: file.name, line: file.line(of: field.start), column: column + 1, variable: names[column])
  }
}
