package import KoshTable

/// A REFI-QDA project in Kosh's words.
///
///     let archive = try REFIArchive(path: "study.qdpx")
///     let found = REFIImport(archive)
///     found.project.codings.count   // what can be counted
///     found.problems                // what is amiss in the file, with its place
///     found.losses                  // what stays in the archive and is not counted
///
/// Text sources, the texts of PDF files, descriptions of pictures and transcripts become sources, positions Unicode
/// scalars of their text with `\n` line ends, half-open. Codes, users, notes on codings, cases, variables (those of a
/// source as its ``Source/metadata``) and all GUIDs come along; a variable `pseudonym` is the case's pseudonym.
///
/// Source: REFI (2019), *QDA-XML: Project Exchange*, version 1.5.
package struct REFIImport: Sendable {
  /// How to read what the standard leaves open.
  package struct Options: Sendable, Hashable {
    /// The language in which the names of codes are.
    package var language: Language
    /// How positions count CR LF.
    package var lineEnds: REFILineEnds

    /// Options for reading.
    package init(language: Language = .en, lineEnds: REFILineEnds = .automatic) {
      self.language = language
      self.lineEnds = lineEnds
    }
  }

  /// The project; what could not be read is not in it.
  package let project: InterviewProject
  /// The archive, to export onto.
  package let archive: REFIArchive
  /// The options it was read with.
  package let options: Options
  /// What is amiss, in the order of the file: ``REFIArchive/deviations``, texts that are not there, selections outside of
  /// their text, reversed or empty, and two sources of one name.
  package let problems: [Problem]
  /// What of the file is not in ``project``, or not as it was.
  package let losses: [REFILoss]

  /// Reads an archive; nothing is thrown, since what cannot be read is listed and the rest stands.
  ///
  /// - Complexity: O(size of the project).
  package init(_ archive: REFIArchive, options: Options = Options()) {
    let contents = REFIContents(archive, options: options)
    self.archive = archive
    self.options = options
    project = contents.project
    problems = Problems(archive.deviations + contents.problems).list
    losses = contents.losses.list
  }
}
