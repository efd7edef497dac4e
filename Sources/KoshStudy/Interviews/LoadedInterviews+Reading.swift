internal import KoshFiles
internal import KoshInterviews
internal import KoshTable

extension LoadedInterviews {
  /// Reads a set of interviews.
  ///
  /// - Throws: All that keeps its parts from being read or from fitting together, with file and line.
  static func load(_ set: InterviewSpecification, folder: String, isSynthetic: Bool) throws(Problems)
    -> LoadedInterviews
  {
    var reader = InterviewReader(set: set, folder: folder)
    let sources = reader.sources()
    let frame = reader.frame()
    let before = reader.frameBefore()
    var codings = reader.codings(sources)
    let cases = reader.cases(sources)
    guard reader.problems.isEmpty, let frame else { throw Problems(reader.problems) }
    let change = before.map { FrameChange(from: $0, to: frame) }
    let effects = change?.effect(on: codings.codings) ?? []
    var cautions = codings.cautions + (change?.cautions(for: codings.codings) ?? [])
    if let change {
      codings.codings = change.recoded(codings.codings)
      reader.dropGone(&codings, change)
    }
    let project = InterviewProject(sources: sources, frame: frame, codings: codings.codings, cases: cases.cases)
    reader.problems += project.check(places: codings.places)
    reader.checkAttributes(cases)
    let people = Set(codings.codings.map(\.coder)).sorted()
    for coder in set.coders where !people.contains(coder) {
      reader.problems.append(
        Problem(
          .specification, "\"\(coder)\" coded nothing of \"\(set.id)\"", at: set.place(of: "coder"),
          remedy: Spelling.advice(for: coder, among: people)))
    }
    cautions += reader.names(in: project)
    guard reader.problems.isEmpty else { throw Problems(reader.problems) }
    let leastCell = isSynthetic || set.isPublished ? nil : set.leastCell
    let whole = InterviewIndex(project)
    let (ofCodings, ofCases) = InterviewTables(set: set, index: whole, places: codings.places).sources(
      caseLines: cases.lines, attributes: cases.attributes, leastCell: leastCell)
    return LoadedInterviews(
      specification: set, project: project, leastCell: leastCell, isSynthetic: isSynthetic, files: reader.files,
      cautions: reader.remarks + cautions, frameEffects: effects, hasFrameBefore: before != nil,
      codingsSource: ofCodings, casesSource: ofCases, whole: whole)
  }
}

/// Reads the files of a set of interviews, gathering problems.
struct InterviewReader {
  let set: InterviewSpecification
  let folder: String
  var files: [LoadedInterviews.File] = []
  var problems: [Problem] = []
  /// What a reader should know of the files themselves.
  var remarks: [Caution] = []

  /// Codings with the lines on which they stand.
  struct Codings {
    var codings: [Coding] = []
    var places: [Place] = []
    var cautions: [Caution] = []
  }

  /// Respondents with the lines on which they stand and the attributes that the file has.
  struct Cases {
    var cases: [Case] = []
    var lines: [Int] = []
    var attributes: [String] = []
  }

  private func path(_ file: String) -> String { file.hasPrefix("/") ? file : folder + "/" + file }

  private mutating func bytes(of file: String, key: String) -> [UInt8]? {
    guard FileBytes.exists(path: path(file)) else {
      problems.append(
        Problem(
          .data, "the file \"\(file)\" of the interviews \"\(set.id)\" does not exist", at: set.place(of: key),
          remedy: "put the file at \(path(file)), or correct the path"))
      return nil
    }
    do throws(Problem) {
      let bytes = try FileBytes.read(path: path(file))
      files.append(LoadedInterviews.File(path: file, sha256: SHA256.hex(bytes), byteCount: bytes.count))
      return bytes
    } catch {
      problems.append(error)
      return nil
    }
  }

  private mutating func text(of file: String, key: String) -> SourceText? {
    guard let bytes = bytes(of: file, key: key) else { return nil }
    do throws(Problem) {
      return SourceText(utf8: try TextFile.utf8(of: bytes, name: path(file)).bytes)
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// The names of the files in a folder that hold interviews; files of other kinds are passed over.
  private func interviewFiles(in folder: String) -> [String]? {
    FileBytes.names(in: folder)?.filter { SourceReader.Kind(path: $0) != nil }
  }

  mutating func sources() -> [Source] {
    var names = set.files
    if let inside = set.folder {
      guard let found = interviewFiles(in: path(inside)) else {
        problems.append(
          Problem(
            .data, "there is no folder \"\(inside)\" with the interviews \"\(set.id)\"", at: set.place(of: "folder"),
            remedy: "put the texts into \(path(inside)), or correct the path"))
        return []
      }
      if found.isEmpty {
        problems.append(
          Problem(
            .data, "the folder \"\(inside)\" holds no interviews", at: set.place(of: "folder"),
            why: "an interview ends in .txt, .md, .docx, .srt or .vtt", remedy: "put the texts into it"))
      }
      names = found.map { inside + "/" + $0 }
    }
    let key = set.folder == nil ? "files" : "folder"
    var result: [Source] = []
    for name in names where !FileBytes.exists(path: path(name)) { _ = bytes(of: name, key: key) }
    let there = names.filter { FileBytes.exists(path: path($0)) }
    // Reading and hashing the texts is most of the work: on all cores.
    for read in Stretches.map(there.count, { Text(there[$0], path: path(there[$0])) }) {
      if let file = read.file { files.append(file) }
      if let source = read.source {
        result.append(source)
        remarks += source.cautions.map { Caution($0.code, Trilingual(same: source.name + ": ") + $0.text) }
      }
      problems += read.problems
    }
    return result
  }

  /// One text, read.
  private struct Text: Sendable {
    var source: Source?
    var file: LoadedInterviews.File?
    var problems: [Problem] = []

    init(_ name: String, path: String) {
      do throws(Problem) {
        let bytes = try FileBytes.read(path: path)
        do throws(Problems) {
          source = try SourceReader.read(bytes, path: path)
        } catch {
          problems = error.list
        }
        // A text without byte-order mark and returns is the file itself, and its hash the file's.
        let hash = source.flatMap { $0.text.utf8 == bytes ? $0.sha256 : nil } ?? SHA256.hex(bytes)
        file = LoadedInterviews.File(path: name, sha256: hash, byteCount: bytes.count)
      } catch {
        problems = [error]
      }
    }
  }

  mutating func frame() -> CodingFrame? { frame(set.frame, key: "frame") }

  /// The version of the frame on which the codings were made; `nil` where the study names none.
  mutating func frameBefore() -> CodingFrame? { set.frameBefore.flatMap { frame($0, key: "frame_before") } }

  private mutating func frame(_ word: String, key: String) -> CodingFrame? {
    do throws(Problems) {
      let choice = try FrameChoice(word, in: folder, at: set.place(of: key))
      if let bytes = choice.bytes {
        files.append(
          LoadedInterviews.File(
            path: word, sha256: SHA256.hex(bytes), byteCount: bytes.count, rows: choice.frame.codes.count))
      }
      remarks += choice.losses.map(\.caution)
      if !choice.departures.isEmpty {
        remarks.append(
          Caution(
            "codebook_departs",
            Trilingual(
              en: "Places where the codebook \(word) departs from the REFI-QDA standard: \(choice.departures.count).",
              ru: "Мест, где книга кодов \(word) отступает от стандарта REFI-QDA: \(choice.departures.count).",
              kk: "\(word) кодтар кітабының REFI-QDA стандартынан ауытқыған жерлері: \(choice.departures.count).")))
      }
      return choice.frame
    } catch {
      problems += error.list
      return nil
    }
  }

  /// Takes the codings out whose code a new version of the frame no longer has, each with a problem of its own.
  mutating func dropGone(_ codings: inout Codings, _ change: FrameChange) {
    var heirs: [String: [String]] = [:]
    for entry in change.entries {
      switch entry.kind {
      case .removed: heirs[entry.code] = []
      case .split(let into) where !into.contains(entry.code): heirs[entry.code] = into
      default: break
      }
    }
    var kept = Codings(cautions: codings.cautions)
    for (coding, place) in zip(codings.codings, codings.places) {
      guard let into = heirs[coding.code] else {
        kept.codings.append(coding)
        kept.places.append(place)
        continue
      }
      problems.append(
        Problem(
          .data, "version \(change.newVersion) of the coding frame has no code \"\(coding.code)\"", at: place,
          why: into.isEmpty ? "it was taken out" : "\(into.joined(separator: ", ")) stand in its place",
          remedy: into.isEmpty
            ? "take the coding out, or give it another code" : "read the passage again, and give it one of them"))
    }
    codings = kept
  }

  mutating func codings(_ sources: [Source]) -> Codings {
    var result = Codings()
    for file in set.codings {
      guard let text = text(of: file, key: "codings") else { continue }
      let reading = CodingsFile.read(text, file: path(file), sources: sources)
      problems += reading.problems
      result.codings += reading.codings
      result.places += reading.places
      for caution in reading.cautions where !result.cautions.contains(caution) { result.cautions.append(caution) }
      files[files.count - 1].rows = reading.codings.count
    }
    return result
  }

  mutating func cases(_ sources: [Source]) -> Cases {
    guard let file = set.cases else {
      var result = Cases()
      for source in sources {
        result.cases.append(Case(id: source.metadata["case"] ?? source.id, sources: [source.id]))
      }
      return result
    }
    guard let bytes = bytes(of: file, key: "cases") else { return Cases() }
    var options = CSVOptions()
    options.keepPrinted = true
    let table: Table
    do throws(Problems) {
      table = try CSV.read(bytes: bytes, name: path(file), options: options)
    } catch {
      problems += error.list
      return Cases()
    }
    files[files.count - 1].rows = table.rowCount
    guard let idColumn = table["case"] ?? table["id"] else {
      problems.append(
        Problem(
          .data, "there is no column \"case\"", at: Place(file: path(file), line: 1),
          why: "a file of respondents has a line for each: case, pseudonym, sources, attributes",
          remedy: "add the column"))
      return Cases()
    }
    func cell(_ column: Column?, _ row: Int) -> String {
      guard let column, !column.isMissing(at: row) else { return "" }
      return column.printed?[row] ?? column.text(at: row) ?? ""
    }
    var result = Cases()
    result.attributes = table.names.filter { ![idColumn.name, "pseudonym", "sources"].contains($0) }
    for row in 0..<table.rowCount {
      let id = cell(idColumn, row)
      let line = table.lines?[row] ?? row + 2
      guard !id.isEmpty else {
        problems.append(
          Problem(
            .data, "a respondent has no name", at: Place(file: path(file), line: line), remedy: "fill the cell in"))
        continue
      }
      var own = cell(table["sources"], row).split { $0 == " " || $0 == ";" }.map(String.init)
      if own.isEmpty { own = sources.filter { ($0.metadata["case"] ?? $0.id) == id }.map(\.id) }
      if own.isEmpty {
        problems.append(
          Problem(
            .data, "the respondent \"\(id)\" has no interview", at: Place(file: path(file), line: line),
            why: "no text is named so, and none says \"case: \(id)\" at its head",
            remedy: "name the texts in a column sources"))
      }
      let pseudonym = cell(table["pseudonym"], row)
      var attributes: [String: String] = [:]
      for name in result.attributes {
        let value = cell(table[name], row)
        if !value.isEmpty { attributes[name] = value }
      }
      result.cases.append(
        Case(id: id, pseudonym: pseudonym.isEmpty ? nil : pseudonym, attributes: attributes, sources: own))
      result.lines.append(line)
    }
    return result
  }

  /// Attributes of the codebook that the respondents do not have, values without a label, coders who coded nothing.
  mutating func checkAttributes(_ cases: Cases) {
    for variable in set.attributes {
      guard cases.attributes.contains(variable.name) else {
        problems.append(
          Problem(
            .data, "the respondents of \"\(set.id)\" have no attribute \"\(variable.name)\"", at: variable.place,
            remedy: Spelling.advice(for: variable.name, among: cases.attributes)))
        continue
      }
      guard variable.type != "number" else { continue }
      for (row, one) in cases.cases.enumerated() where !variable.labels.isEmpty {
        guard let value = one.attributes[variable.name], variable.labels[value] == nil,
          !cases.cases[..<row].contains(where: { $0.attributes[variable.name] == value })
        else { continue }
        problems.append(
          Problem(
            .data, "the value \"\(value)\" has no label",
            at: Place(file: set.cases.map(path), line: cases.lines[row], variable: variable.name),
            why: "when labels are given, every value needs one: a value without is often a slip of the hand",
            remedy: Spelling.nearest(to: value, in: variable.labels.keys.sorted()).map {
              "did you mean \"\($0)\"? Else add it under labels:"
            } ?? "add it under labels:"))
      }
    }
  }
}
