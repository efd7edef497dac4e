internal import KoshFiles
package import KoshTable

/// To which group each source belongs: by an attribute of its respondent, or by what its head says.
package enum SourceGroups {
  /// The groups of sources by an attribute in a table of respondents.
  ///
  /// The table is that of a study: a line each with `case` (or `id`) and the attributes, CSV or parted by tabs. A source is
  /// a case's if the column `sources` names it, else if it is named as the case or its head says `case: NAME`.
  ///
  /// - Returns: The group by the source's identifier; sources of nobody, or of somebody without the attribute, are left
  ///   out.
  /// - Throws: ``Problems``: the file cannot be read, has no such column, or gives a source two groups.
  package static func read(_ attribute: String, casesPath path: String, sources: [Source]) throws(Problems)
    -> [String: String]
  {
    let text: SourceText
    do throws(Problem) {
      text = SourceText(utf8: try TextFile.utf8(of: try FileBytes.read(path: path), name: path).bytes)
    } catch {
      throw Problems(error)
    }
    let rows = TabText(text).rows
    let names = (rows.first?.cells ?? []).map { TabText.trimmed($0) }
    guard let id = names.firstIndex(of: "case") ?? names.firstIndex(of: "id") else {
      throw Problems(
        Problem(
          .data, "there is no column \"case\"", at: Place(file: path, line: rows.first?.line),
          why: "a file of respondents has a line for each: case, pseudonym, sources, attributes",
          remedy: "add the column"))
    }
    guard let column = names.firstIndex(of: attribute) else {
      let known = names.filter { !["case", "id", "pseudonym", "sources"].contains($0) }
      throw Problems(
        Problem(
          .specification, "the respondents have no attribute \"\(attribute)\"",
          at: Place(file: path, line: rows.first?.line), remedy: Spelling.advice(for: attribute, among: known)))
    }
    let list = names.firstIndex(of: "sources")
    var problems: [Problem] = []
    var groups: [String: String] = [:]
    for row in rows.dropFirst() {
      func cell(_ at: Int?) -> String {
        at.flatMap { row.cells.indices.contains($0) ? TabText.trimmed(row.cells[$0]) : nil } ?? ""
      }
      let (name, value) = (cell(id), cell(column))
      guard !value.isEmpty else { continue }
      var own = cell(list).split { $0 == " " || $0 == ";" }.map(String.init)
      if own.isEmpty { own = sources.filter { ($0.metadata["case"] ?? $0.id) == name }.map(\.id) }
      for source in own {
        if let other = groups[source], other != value {
          problems.append(
            Problem(
              .data, "the text \"\(source)\" is of \"\(other)\" and of \"\(value)\"",
              at: Place(file: path, line: row.line),
              why: "the words of a text are counted for one group", remedy: "ask for one speaker, or leave the text out"
            ))
        }
        groups[source] = value
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return groups
  }

  /// The groups of sources by a line of their heads, such as `language: kk`.
  ///
  /// - Throws: ``Problems`` where no head has it.
  package static func heads(_ key: String, sources: [Source]) throws(Problems) -> [String: String] {
    let groups = Dictionary(
      sources.compactMap { source in source.metadata[key.lowercased()].map { (source.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard groups.isEmpty else { return groups }
    throw Problems(
      Problem(
        .specification, "no text says \"\(key)\" at its head",
        remedy: Spelling.nearest(to: key, in: Set(sources.flatMap(\.metadata.keys)).sorted()).map {
          "did you mean \"\($0)\"?"
        }
          ?? "name the table of respondents: --cases FILE"))
  }
}
