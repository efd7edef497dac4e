internal import KoshFiles
package import KoshTable

/// A project as a REFI-QDA archive (`.qdpx`).
///
/// Without an import to write onto, the archive is made anew. With one, it is the imported archive with the differences:
/// what did not change stays as it was written, GUIDs included, and so does all that Kosh has no word for – pictures,
/// recordings, links, graphs, sets, formatted texts. The same project gives the same bytes.
///
///     let export = try REFIExport(project, onto: found)
///     try export.write(to: "study.qdpx")   // what stood there before is copied to study.qdpx.bak-1
///     export.losses                        // what does not travel
///
/// Names are written in one language; the others, and the rules and examples of a code, stand as lines in its
/// `Description`, from which an import takes them back. Source: REFI (2019), *QDA-XML: Project Exchange*, version 1.5.
package struct REFIExport: Sendable {
  /// The archive's bytes.
  package let bytes: [UInt8]
  /// What of the project is not in the archive, or not as it was.
  package let losses: [REFILoss]

  /// Makes an archive.
  ///
  /// - Parameters:
  ///   - onto: The import that the project came from, if it did; its options say the main language.
  ///   - language: The language in which names are written; without `onto` only.
  /// - Throws: ``Problems`` of kind `data`: codings of a source or code that does not exist, spans that are empty,
  ///   reversed or outside of their text, cases with sources that do not exist, two sources of one identifier; or an
  ///   archive beyond 4 GiB.
  /// - Complexity: O(size of the project).
  package init(_ project: InterviewProject, onto: REFIImport? = nil, language: Language = .en) throws(Problems) {
    let problems = REFIExport.check(project)
    guard problems.isEmpty else { throw Problems(problems) }
    let archive: REFIArchive
    if let onto { archive = onto.archive } else { archive = try REFIArchive(empty: "project.qdpx") }
    var writer = REFIWriter(project, archive, onto?.options ?? REFIImport.Options(language: language))
    writer.write()
    do throws(Problem) {
      bytes = try writer.packed()
    } catch {
      throw Problems(error)
    }
    losses = writer.losses.list
  }

  /// Writes the archive to a file; what the file held before is copied beside it first.
  ///
  /// - Returns: The path of that copy; `nil` where there was nothing to copy.
  /// - Throws: ``Problem`` of kind `data` with the system's reason; the file then is as it was.
  @discardableResult
  package func write(to path: String) throws(Problem) -> String? { try KeptCopy.replace(path, with: bytes) }

  /// What cannot be written without losing it.
  private static func check(_ project: InterviewProject) -> [Problem] {
    var problems: [Problem] = []
    func found(_ what: String, why: String? = nil, remedy: String? = nil) {
      problems.append(Problem(.data, what, why: why, remedy: remedy))
    }
    let lengths = Dictionary(project.sources.map { ($0.id, $0.text.count) }, uniquingKeysWith: { first, _ in first })
    let codes = Set(project.frame.codes.map(\.id))
    var ids = Set<String>()
    for source in project.sources where !ids.insert(source.id).inserted {
      found(
        "two sources have the identifier \"\(source.id)\"", why: "codings could mean either",
        remedy: "give one of them another identifier")
    }
    ids = []
    for code in project.frame.codes where !ids.insert(code.id).inserted {
      found(
        "two codes have the identifier \"\(code.id)\"", why: "codings could mean either",
        remedy: "give one of them another identifier")
    }
    for coding in project.codings {
      let which = "the coding \(coding.start)–\(coding.end) of \"\(coding.source)\" by \(coding.coder)"
      if !codes.contains(coding.code) {
        found(
          "\(which) has the code \"\(coding.code)\", which does not exist",
          remedy: Spelling.advice(for: coding.code, among: project.frame.codes.map(\.id)))
      }
      guard let length = lengths[coding.source] else {
        found(
          "\(which) is of a source that does not exist",
          remedy: Spelling.advice(for: coding.source, among: project.sources.map(\.id)))
        continue
      }
      if coding.start < 0 || coding.end > length || coding.start >= coding.end {
        found(
          "\(which) is empty, reversed or outside of the text of \(length) characters",
          remedy: "mend its start and end")
      }
    }
    for one in project.cases {
      for source in one.sources where lengths[source] == nil {
        found(
          "the case \"\(one.id)\" has the source \"\(source)\", which does not exist",
          remedy: Spelling.advice(for: source, among: project.sources.map(\.id)))
      }
    }
    return problems
  }
}
