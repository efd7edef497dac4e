internal import KoshFiles
package import KoshTable

/// A project as the files of a folder: what a study and `kosh code` work on.
///
/// The texts stand in `interviews/`, the coding frame in `frame.tsv`, the codings in `codings.tsv` and the respondents,
/// if there are any, in `cases.csv`. Identifiers that other programs gave stay in the columns `guid`, so that the work
/// can go back into the project that it came from: see ``InterviewProject/laid(onto:)``.
///
///     let folder = ProjectFolder(REFIImport(archive).project)
///     try folder.write(to: "study")
package struct ProjectFolder: Sendable {
  /// The files' paths in the folder and their text, in the order in which they are written.
  package let files: [(path: String, text: String)]
  /// What of the project is in none of the files.
  package let cautions: [Caution]

  /// The files of a project.
  ///
  /// A text is named as its source, with `_` for blanks and for signs that a path cannot have. Variables of a source
  /// become attributes of its respondent where the project has no respondents.
  ///
  /// - Complexity: O(size of the project).
  package init(_ project: InterviewProject) {
    var names: Set<String> = []
    var ids: [String: String] = [:]
    var texts: [Source] = []
    var files: [(path: String, text: String)] = []
    for source in project.sources {
      let stem = ProjectFolder.name(source, notAmong: &names)
      var text = SourceReader.source(source.text, name: stem + ".txt", stem: stem, path: nil)
      text.metadata = source.metadata
      ids[source.id] = text.id
      texts.append(text)
      files.append(("interviews/\(stem).txt", source.text.string))
    }
    let codings = project.codings.map { coding in
      var moved = coding
      moved.source = ids[coding.source] ?? coding.source
      return moved
    }
    let cases =
      project.cases.isEmpty
      ? texts.filter { !$0.metadata.isEmpty }.map { text in
        Case(id: text.id, attributes: text.metadata, sources: [text.id])
      }
      : project.cases.map { one in
        Case(
          id: one.id, pseudonym: one.pseudonym, attributes: one.attributes, sources: one.sources.map { ids[$0] ?? $0 })
      }
    files.append(("frame.tsv", CodingFrameFile.write(project.frame)))
    files.append(("codings.tsv", CodingsFile.write(codings, sources: texts)))
    if !cases.isEmpty { files.append(("cases.csv", CSVWriter.text(ProjectFolder.table(cases)))) }
    self.files = files
    let lost =
      project.cases.isEmpty
      ? 0
      : texts.count { text in
        let own = SourceReader.source(text.text, name: text.name, stem: text.id, path: nil).metadata
        return text.metadata.contains { own[$0.key.lowercased()] != $0.value }
      }
    cautions =
      lost == 0
      ? []
      : [
        Caution(
          "folder_source_variables",
          Trilingual(
            en: "Texts with variables of their own, which are in none of the files: \(lost).",
            ru: "Текстов с собственными переменными, которых нет ни в одном из файлов: \(lost).",
            kk: "Өз айнымалылары ешбір файлға жазылмаған мәтіндер саны: \(lost)."))
      ]
  }

  /// Writes the files; folders that are missing are made.
  ///
  /// - Throws: ``Problems``: a file of that name is there already, and then none is written, or one cannot be written.
  package func write(to folder: String) throws(Problems) {
    let targets = files.map { folder + "/" + $0.path }
    let there = targets.filter { FileBytes.exists(path: $0) }
    guard there.isEmpty else {
      throw Problems(
        there.map {
          Problem(
            .data, "the file exists already", at: Place(file: $0), why: "it may hold other work",
            remedy: "name a new folder")
        })
    }
    do throws(Problem) {
      try FileBytes.makeDirectory(path: folder + "/interviews")
      for (target, file) in zip(targets, files) { try FileBytes.write(file.text, to: target) }
    } catch {
      throw Problems(error)
    }
  }

  /// A file name of its own, whatever the letter case.
  private static func name(_ source: Source, notAmong names: inout Set<String>) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in source.id.unicodeScalars {
      let isSafe =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_.()+".unicodeScalars.contains(scalar)
      scalars.append(isSafe ? scalar : "_")
    }
    var stem = String(scalars)
    while stem.hasPrefix(".") { stem.removeFirst() }
    while stem.utf8.count > 120 { stem.removeLast() }
    if stem.isEmpty { stem = "text" }
    var result = stem
    var number = 2
    while !names.insert(result.lowercased()).inserted {
      result = "\(stem)_\(number)"
      number += 1
    }
    return result
  }

  private static func table(_ cases: [Case]) -> Table {
    let attributes = Set(cases.flatMap(\.attributes.keys)).sorted(by: byCodePoint)
    func column(_ name: String, _ value: (Case) -> String?) -> Column {
      Column(Variable(name), categories: cases.map(value))
    }
    let columns =
      [
        column("case") { $0.id }, column("pseudonym") { $0.pseudonym },
        column("sources") { $0.sources.joined(separator: " ") },
      ]
      + attributes.filter { !["case", "pseudonym", "sources"].contains($0) }.map { name in
        column(name) { $0.attributes[name] }
      }
    return Table(name: "cases", columns: columns)
  }
}

extension InterviewProject {
  /// The project as it goes back into the archive that it came from.
  ///
  /// A text is known by its letters, else by its name, and takes the name and identifier that it has there; texts that
  /// are not given stay with all their codings, and so do codings of coders of whom none are given. Respondents are
  /// those of the archive.
  ///
  /// - Throws: ``Problems`` of kind `data` where a text was edited and has codings there by coders of whom none are
  ///   given: nobody has moved them.
  /// - Complexity: O(size of both projects).
  package func laid(onto found: REFIImport) throws(Problems) -> InterviewProject {
    let theirs = found.project
    let byHash = Dictionary(theirs.sources.map { ($0.sha256, $0) }, uniquingKeysWith: { first, _ in first })
    let names = ProjectFolder(theirs).files.filter { $0.path.hasPrefix("interviews/") }
      .map { String($0.path.dropFirst("interviews/".count).dropLast(".txt".count)) }
    let byName = Dictionary(zip(names, theirs.sources), uniquingKeysWith: { first, _ in first })
    let coders = Set(codings.map(\.coder))
    var problems: [Problem] = []
    var given: [String: Source] = [:]
    var result = InterviewProject(sources: [], frame: frame, cases: theirs.cases)
    var ids: [String: String] = [:]
    for source in sources {
      guard
        let known = byHash[source.sha256] ?? byName[source.id] ?? theirs.sources.first(where: { $0.id == source.id })
      else {
        result.sources.append(source)
        continue
      }
      ids[source.id] = known.id
      guard known.text != source.text else {
        given[known.id] = known
        continue
      }
      let stale = theirs.codings.count { $0.source == known.id && !coders.contains($0.coder) }
      if stale > 0 {
        problems.append(
          Problem(
            .data, "the text of \"\(known.name)\" was edited, and \(stale) codings of other coders are on it",
            at: Place(file: source.path), why: "nobody has moved them to their words",
            remedy: "take them in with --import first"))
      }
      given[known.id] = Source(
        id: known.id, name: known.name, text: source.text, language: known.language, turns: source.turns,
        metadata: known.metadata, guid: known.guid)
    }
    guard problems.isEmpty else { throw Problems(problems) }
    result.sources = theirs.sources.map { given[$0.id] ?? $0 } + result.sources
    let own = Set(sources.map { ids[$0.id] ?? $0.id })
    result.codings = codings.compactMap { coding in
      var moved = coding
      moved.source = ids[coding.source] ?? byName[coding.source]?.id ?? coding.source
      // Of a text that is not given the archive's codings stay.
      return own.contains(moved.source) || !theirs.sources.contains { $0.id == moved.source } ? moved : nil
    }
    result.codings += theirs.codings.filter { !own.contains($0.source) || !coders.contains($0.coder) }
    return result
  }
}
