internal import KoshDemography
internal import KoshFiles
internal import KoshNumerics
internal import KoshTable

/// The data of a study, read and labelled.
struct StudyData: Sendable {
  var sources: [String: LoadedSource] = [:]
  /// The sources' names in the order of the study.
  private(set) var order: [String] = []
  /// The sets of interviews; each has made two sources, too.
  private(set) var interviews: [String: LoadedInterviews] = [:]

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
    for set in specification.interviews {
      do {
        add(
          try LoadedInterviews.load(set, folder: specification.folder, isSynthetic: specification.isSynthetic),
          &problems)
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

  /// Adds a source that an analysis made; its name has a dot, which no other has.
  mutating func add(_ source: LoadedSource) {
    if sources.updateValue(source, forKey: source.specification.id) == nil { order.append(source.specification.id) }
  }

  /// Adds interviews with the sources that they make.
  private mutating func add(_ loaded: LoadedInterviews, _ problems: inout [Problem]) {
    for source in [loaded.codingsSource, loaded.casesSource] {
      let id = source.specification.id
      if sources[id] != nil {
        problems.append(
          Problem(
            .specification, "the interviews \"\(loaded.id)\" make a source \"\(id)\", and there is one already",
            at: loaded.specification.place, remedy: "give the interviews or the source another name"))
      } else {
        sources[id] = source
        order.append(id)
      }
    }
    interviews[loaded.id] = loaded
  }

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
  private static func labelled(_ column: Column, _ variable: VariableSpecification, lines: RowLines?, file: String) -> (
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
    // A row whose key is missing fits no other: two gaps are not the same thing.
    func key(_ columns: [Column], _ row: Int) -> [String]? {
      let parts = columns.compactMap { $0.text(at: row) }
      return parts.count == columns.count ? parts : nil
    }
    var rowThere: [[String]: Int] = [:]
    for row in 0..<there.table.rowCount {
      guard let name = key(thereColumns, row) else { continue }
      if rowThere.updateValue(row, forKey: name) != nil {
        problems.append(
          Problem(
            .data, "the join finds two rows of \"\(join.source)\" for \"\(name.joined(separator: ","))\"",
            at: join.place,
            why: "a row here takes its values from one row there", remedy: "join on more columns"))
      }
    }
    let matched = (0..<here.table.rowCount).map { key(hereColumns, $0).flatMap { rowThere[$0] } }
    for column in there.table.columns where here.table[column.name] == nil {
      here.table = here.table.setting(StudyData.borrow(column, rows: matched))
      here.borrowed[column.name] = (join.source, matched)
      if let variable = there.variable(column.name) { here.learn(variable) }
    }
    // What is known of people stays what is known of people, wherever it is laid beside.
    here.leastCell = [here.leastCell, there.leastCell].compactMap { $0 }.max()
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
}
