internal import KoshDemography
internal import KoshFiles
internal import KoshTable

/// A data source with its table: labelled, recoded, joined.
struct LoadedSource: Sendable {
  var specification: SourceSpecification
  var table: Table
  /// The file as given in the study, its SHA-256 and size.
  var path: String
  var sha256: String
  var byteCount: Int
  /// The columns that stand in the file itself, in its order.
  var fileColumns: [String]
  /// The smallest count of people that may be shown, where a row is a person; `nil` for published or synthetic figures.
  var leastCell: Int?
  /// Each row's key as claims write it: `KZ-11`, or `2025,gender_male`.
  var keys: [String]
  private var rowOfKey: [String: Int]
  private var variables: [String: VariableSpecification]
  /// Variables that came from another source: their source there, and for each row the row there.
  var borrowed: [String: (source: String, rows: [Int?])] = [:]

  init(
    _ specification: SourceSpecification, table: Table, path: String, sha256: String, byteCount: Int, keys: [String],
    variables: [VariableSpecification]
  ) {
    self.specification = specification
    self.table = table
    self.path = path
    self.sha256 = sha256
    self.byteCount = byteCount
    self.keys = keys
    fileColumns = table.names
    rowOfKey = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.variables = Dictionary(variables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The row of a key.
  func row(ofKey key: [String]) -> Int? { rowOfKey[key.joined(separator: ",")] }
  /// What the study says of a variable.
  func variable(_ name: String) -> VariableSpecification? { variables[name] }
  mutating func learn(_ variable: VariableSpecification) { variables[variable.name] = variable }

  /// A row as a reader knows it: the label of its key.
  func label(ofRow row: Int) -> Trilingual {
    let columns = specification.key.compactMap { table[$0] }
    guard !columns.isEmpty else {
      return Trilingual(en: "row \(row + 1)", ru: "строка \(row + 1)", kk: "\(row + 1)-жол")
    }
    return columns.map { column in column.text(at: row).map { column.label(ofLevel: $0) } ?? Trilingual(same: "–") }
      .joined(separator: ", ")
  }

  /// The value of a cell as formulas see it: an interval where the codebook says that it was rounded.
  func value(row: Int, column name: String) -> Evaluated {
    guard let column = table[name] else { return .undefined(Evaluator.nothing) }
    if case .categories = column.values {
      return column.text(at: row).map { .text($0) } ?? .undefined(missingReason(row: row, column: column))
    }
    guard let number = column.number(at: row) else { return .undefined(missingReason(row: row, column: column)) }
    let cell = column.printed?[row] ?? ""
    let decimals = LoadedSource.decimals(of: cell) ?? LoadedSource.decimals(of: number)
    guard column.variable.isRounded else { return .number(Quantity(number, decimals: decimals)) }
    return .number(Quantity(number, decimals: decimals, interval: .init(number, halfWidth: 0.5 / pow10(decimals))))
  }

  private func missingReason(row: Int, column: Column) -> Trilingual {
    let label = label(ofRow: row)
    return Trilingual(
      en: "no value is given for \(column.variable.label) (\(label))",
      ru: "значение не приведено: \(column.variable.label) (\(label))",
      kk: "мәні келтірілмеген: \(column.variable.label) (\(label))")
  }

  /// Digits after the decimal mark of a cell as it stood.
  static func decimals(of cell: String) -> Int? {
    guard !cell.isEmpty else { return nil }
    guard let mark = cell.lastIndex(where: { $0 == "." || $0 == "," }) else { return 0 }
    let digits = cell[cell.index(after: mark)...]
    return digits.allSatisfy(\.isNumber) ? digits.count : nil
  }

  /// Decimals that show a computed number to a sensible exactness.
  static func decimals(of number: Double) -> Int {
    if number == number.rounded() { return 0 }
    let size = number.magnitude
    return size >= 1000 ? 0 : (size >= 100 ? 1 : (size >= 1 ? 2 : 3))
  }
}

func pow10(_ exponent: Int) -> Double { (0..<max(0, exponent)).reduce(1) { result, _ in result * 10 } }

/// The data of a study, read and labelled.
struct StudyData: Sendable {
  private(set) var sources: [String: LoadedSource] = [:]
  /// The sources' names in the order of the study.
  private(set) var order: [String] = []

  /// Reads the sources of a study.
  ///
  /// - Throws: All the problems of all the files.
  init(_ specification: StudySpecification) throws(Problems) {
    var problems: [Problem] = []
    for source in specification.sources {
      do {
        var loaded = try StudyData.load(source, folder: specification.folder)
        loaded.leastCell = source.isMicrodata && !specification.isSynthetic ? source.leastCell : nil
        sources[source.id] = loaded
        order.append(source.id)
      } catch {
        problems += error.list
      }
    }
    if problems.isEmpty {
      for source in specification.sources where source.join != nil { problems += join(source) }
      for source in specification.sources { problems += derive(source) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  subscript(id: String) -> LoadedSource? { sources[id] }

  private static func load(_ source: SourceSpecification, folder: String) throws(Problems) -> LoadedSource {
    let path = source.file.hasPrefix("/") ? source.file : folder + "/" + source.file
    guard FileBytes.exists(path: path) else {
      throw Problems(
        Problem(
          .data, "the file \"\(source.file)\" of the source \"\(source.id)\" does not exist", at: source.filePlace,
          remedy: "put the file at \(path), or correct the path"))
    }
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path: path)
    } catch {
      throw Problems(error)
    }
    var options = CSVOptions()
    options.keepPrinted = true
    options.delimiter = source.delimiter.flatMap { CSVDelimiter(text: $0) }
    options.decimalMark = source.decimal?.first
    options.encoding = source.encoding.flatMap { TextEncoding(rawValue: $0) }
    for variable in source.variables {
      options.types[variable.name] = ["number", "year"].contains(variable.type) ? .number : .text
      if !variable.missing.isEmpty { options.missingByColumn[variable.name] = Set(variable.missing) }
    }
    for key in source.key where options.types[key] == nil { options.types[key] = .text }
    var table = try CSV.read(bytes: bytes, name: path, options: options)
    var problems: [Problem] = []
    for variable in source.variables {
      guard let column = table[variable.name] else {
        problems.append(
          Problem(
            .data,
            "the source \"\(source.id)\" promises a column \"\(variable.name)\" that \(source.file) does not have",
            at: variable.place, remedy: Spelling.advice(for: variable.name, among: table.names)))
        continue
      }
      let (labelled, found) = labelled(column, variable, lines: table.lines, file: path)
      table = table.setting(labelled)
      problems += found
    }
    for key in source.key where table[key] == nil {
      problems.append(
        Problem(
          .specification, "the key \"\(key)\" is no column of \(source.file)", at: source.keyPlace,
          remedy: Spelling.advice(for: key, among: table.names)))
    }
    let keys = keys(of: source, in: table)
    if !source.key.isEmpty, problems.isEmpty {
      var seen: [String: Int] = [:]
      for (row, key) in keys.enumerated() {
        if let earlier = seen[key] {
          problems.append(
            Problem(
              .data, "two rows have the key \"\(key)\"", at: Place(file: path, line: table.lines?[row]),
              why: "a key names one row; the other stands on line \(table.lines?[earlier] ?? earlier + 2)",
              remedy: "correct the key, or name more columns as key"))
        } else {
          seen[key] = row
        }
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return LoadedSource(
      source, table: table, path: source.file, sha256: SHA256.hex(bytes), byteCount: bytes.count, keys: keys,
      variables: source.variables)
  }

  private static func keys(of source: SourceSpecification, in table: Table) -> [String] {
    let columns = source.key.compactMap { table[$0] }
    return (0..<table.rowCount).map { row in
      columns.isEmpty ? String(row + 1) : columns.map { $0.text(at: row) ?? "" }.joined(separator: ",")
    }
  }

  /// A column with what the codebook says of it, and what does not fit.
  private static func labelled(_ column: Column, _ variable: VariableSpecification, lines: [Int]?, file: String) -> (
    Column, [Problem]
  ) {
    var column = column
    var problems: [Problem] = []
    column.variable.label = variable.label ?? column.variable.label
    column.variable.unit = variable.unit ?? column.variable.unit
    column.variable.isRounded = variable.isRounded
    column.variable.valueLabels = variable.labels
    guard case .categories(let codes, let levels) = column.values else { return (column, problems) }
    func line(ofLevel level: String) -> Int? {
      let index = levels.firstIndex(of: level).map { Int32($0) }
      return codes.firstIndex { $0 == index }.flatMap { row in lines.map { $0[row] } }
    }
    if variable.type == "region" {
      for level in levels {
        if let region = Region.find(level) {
          column.variable.valueLabels[level] = variable.labels[level] ?? region.name
        } else if variable.labels[level] == nil {
          problems.append(
            Problem(
              .data, "\"\(level)\" is no region code",
              at: Place(file: file, line: line(ofLevel: level), variable: variable.name),
              why: "regions are named by their codes, KZ-10 to KZ-79",
              remedy: Spelling.advice(for: level, among: Region.all.map(\.code)) ?? "give it a label under labels:"))
        }
      }
    } else if !variable.labels.isEmpty {
      for level in levels where variable.labels[level] == nil {
        problems.append(
          Problem(
            .data, "the category \"\(level)\" has no label",
            at: Place(file: file, line: line(ofLevel: level), variable: variable.name),
            why: "when labels are given, every category needs one: a category without is often a slip of the hand",
            remedy: Spelling.nearest(to: level, in: variable.labels.keys.sorted()).map {
              "did you mean \"\($0)\"? Else add it under labels:, or under missing:"
            }
              ?? "add it under labels:, or under missing:"))
      }
    }
    return (column, problems)
  }

  private mutating func join(_ source: SourceSpecification) -> [Problem] {
    guard let join = source.join, var here = sources[source.id] else { return [] }
    guard let there = sources[join.source] else {
      return [
        Problem(
          .specification, "there is no source \"\(join.source)\" to join", at: join.place,
          remedy: Spelling.advice(for: join.source, among: order))
      ]
    }
    var problems: [Problem] = []
    let hereColumns = join.on.compactMap { here.table[$0.here] }
    let thereColumns = join.on.compactMap { there.table[$0.there] }
    for (mine, other) in join.on {
      if here.table[mine] == nil {
        problems.append(
          Problem(
            .specification, "\"\(mine)\" is no column of \"\(source.id)\"", at: join.place,
            remedy: Spelling.advice(for: mine, among: here.table.names)))
      }
      if there.table[other] == nil {
        problems.append(
          Problem(
            .specification, "\"\(other)\" is no column of \"\(join.source)\"", at: join.place,
            remedy: Spelling.advice(for: other, among: there.table.names)))
      }
    }
    guard problems.isEmpty else { return problems }
    func key(_ columns: [Column], _ row: Int) -> String {
      columns.map { $0.text(at: row) ?? "" }.joined(separator: "\u{1F}")
    }
    var rowThere: [String: Int] = [:]
    for row in 0..<there.table.rowCount {
      if rowThere.updateValue(row, forKey: key(thereColumns, row)) != nil {
        problems.append(
          Problem(
            .data, "the join finds two rows of \"\(join.source)\" for \"\(key(thereColumns, row))\"", at: join.place,
            why: "a row here takes its values from one row there", remedy: "join on more columns"))
      }
    }
    let matched = (0..<here.table.rowCount).map { rowThere[key(hereColumns, $0)] }
    for column in there.table.columns where here.table[column.name] == nil {
      here.table = here.table.setting(StudyData.borrow(column, rows: matched))
      here.borrowed[column.name] = (join.source, matched)
      if let variable = there.variable(column.name) { here.learn(variable) }
    }
    sources[source.id] = here
    return problems
  }

  private static func borrow(_ column: Column, rows: [Int?]) -> Column {
    let printed = column.printed.map { cells in rows.map { $0.map { cells[$0] } ?? "" } }
    switch column.values {
    case .numbers(let numbers):
      return Column(column.variable, numbers: rows.map { $0.map { numbers[$0] } ?? .nan }, printed: printed)
    case .categories(let codes, let levels):
      return Column(column.variable, codes: rows.map { $0.map { codes[$0] } ?? -1 }, levels: levels, printed: printed)
    }
  }

  /// Adds derived variables, each after those that it needs.
  private mutating func derive(_ source: SourceSpecification) -> [Problem] {
    guard var loaded = sources[source.id] else { return [] }
    var problems: [Problem] = []
    var waiting = source.derived
    while !waiting.isEmpty {
      let ready = waiting.filter { needs($0).allSatisfy { name in loaded.table[name] != nil } }
      if ready.isEmpty {
        for derived in waiting {
          let missing = needs(derived).filter { loaded.table[$0] == nil }
          let cycle = missing.filter { name in waiting.contains { $0.variable.name == name } }
          if cycle.count == missing.count {
            problems.append(
              Problem(
                .specification, "\"\(derived.variable.name)\" is derived in a circle", at: derived.variable.place,
                why: "it needs \(cycle.joined(separator: ", ")), which in turn needs it",
                remedy: "derive one of them from columns of the file"))
          } else {
            let name = missing.first { name in !waiting.contains { $0.variable.name == name } } ?? ""
            problems.append(
              Problem(
                .specification,
                "\"\(derived.variable.name)\" is derived from \"\(name)\", which \"\(source.id)\" does not have",
                at: derived.variable.place, remedy: Spelling.advice(for: name, among: loaded.table.names)))
          }
        }
        break
      }
      for derived in ready {
        let (column, found) = make(derived, in: loaded)
        problems += found
        loaded.table = loaded.table.setting(column)
        loaded.learn(derived.variable)
      }
      waiting.removeAll { derived in ready.contains { $0.variable.name == derived.variable.name } }
    }
    sources[source.id] = loaded
    return problems
  }

  private func needs(_ derived: DerivedSpecification) -> [String] {
    if let recode = derived.recode { return [recode] }
    return derived.formula?.references.compactMap { if case .name(let name, _) = $0 { name } else { nil } } ?? []
  }

  private func make(_ derived: DerivedSpecification, in source: LoadedSource) -> (Column, [Problem]) {
    let specification = derived.variable
    let variable = Variable(
      specification.name, label: specification.label, unit: specification.unit ?? Trilingual(same: ""),
      valueLabels: specification.labels)
    if let formula = derived.formula {
      let values = source.evaluateRows(formula)
      return (Column(variable, numbers: values.map { $0.quantity?.value ?? truthNumber($0) }), [])
    }
    guard let old = derived.recode.flatMap({ source.table[$0] }) else { return (Column(variable, numbers: []), []) }
    var newCode: [String: String] = [:]
    for (new, olds) in derived.codes { for code in olds { newCode[code] = new } }
    var problems: [Problem] = []
    var unmapped: Set<String> = []
    let recoded = (0..<old.count).map { row -> String? in
      guard let code = old.text(at: row) else { return nil }
      if let new = newCode[code] { return new }
      if !derived.drop.contains(code), unmapped.insert(code).inserted {
        problems.append(
          Problem(
            .specification, "the recode \"\(variable.name)\" does not say what becomes of \"\(code)\"",
            at: specification.place,
            why: "every code is either mapped under to: or dropped under drop:",
            remedy: "add \"\(code)\" under to: or drop:"))
      }
      return nil
    }
    // Codes that are all numbers make a number: 1 and 0 are what a logit wants.
    if derived.codes.allSatisfy({ Double($0.new) != nil }) {
      return (Column(variable, numbers: recoded.map { $0.flatMap(Double.init) ?? .nan }), problems)
    }
    return (Column(variable, categories: recoded), problems)
  }

  private func truthNumber(_ value: Evaluated) -> Double {
    switch value {
    case .truth(.yes): 1
    case .truth(.no): 0
    default: .nan
    }
  }
}

extension LoadedSource {
  /// A formula's value for each row.
  func evaluateRows(_ formula: Expression) -> [Evaluated] {
    (0..<table.rowCount).map { row in
      Evaluator { reference in
        guard case .name(let name, _) = reference else { return .undefined(Evaluator.notANumber) }
        return value(row: row, column: name)
      }.value(of: formula)
    }
  }

  /// The rows for which a condition holds; all without a condition.
  func rows(where condition: Expression?) -> [Int] {
    guard let condition else { return Array(0..<table.rowCount) }
    return evaluateRows(condition).enumerated().filter { $0.element == .truth(.yes) }.map(\.offset)
  }
}
