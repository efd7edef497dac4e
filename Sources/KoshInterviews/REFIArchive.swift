package import KoshFiles
package import KoshTable

/// A REFI-QDA project (`.qdpx`) as it stands in its archive: the whole of `project.qde` and every other file.
///
/// It keeps also what Kosh has no word for – pictures, recordings, links, graphs, sets – so that a project that came from
/// another program goes back with all of it: see ``REFIExport``.
package struct REFIArchive: Sendable {
  /// The archive's name in problems.
  package let name: String
  /// The root element of `project.qde`.
  package internal(set) var root: XMLElement
  /// What departs from the standard without keeping the project from being read: places where the schema is broken,
  /// references that lead nowhere, two things of one GUID. In the order of the file.
  package let deviations: [Problem]
  let zip: ZIPArchive
  let projectEntry: String

  /// The most bytes of `project.qde`, some five million codings: more is an archive made to swell.
  static let greatestProject = 1 << 30

  /// Reads an archive.
  ///
  /// - Parameter name: The file's name for problems.
  /// - Throws: ``Problems`` of kind `data`: no ZIP archive, damaged, no `project.qde` in it, XML that cannot be read, or
  ///   XML that is no REFI-QDA project.
  /// - Complexity: O(size of `project.qde`); other files are not unpacked.
  package init(_ bytes: [UInt8], name: String) throws(Problems) {
    let zip = try ZIPArchive(bytes: bytes, name: name)
    guard
      let entry = zip.entry(ignoringCase: "project.qde")
        ?? zip.entries.first(where: { $0.name.lowercased().hasSuffix(".qde") })
    else {
      throw Problems(
        Problem(
          .data, "the archive holds no project.qde", at: Place(file: name),
          why: "a REFI-QDA project consists of it and of its sources",
          remedy: "export the project as REFI-QDA (.qdpx)"))
    }
    let file = "\(name)/\(entry.name)"
    guard entry.size <= REFIArchive.greatestProject else {
      throw Problems(
        Problem(
          .data, "the entry would unpack to more than \(REFIArchive.greatestProject >> 20) MiB", at: Place(file: file),
          why: "that is the limit, so that no file can fill the memory", remedy: "export a part of the project"))
    }
    let root: XMLElement
    do throws(Problem) {
      root = try XMLElement(parsing: try zip.contents(of: entry), name: file)
    } catch {
      throw Problems(error)
    }
    let schema = REFISchema.project
    let deviations = schema.check(root, file: file)
    // Some programs leave the namespace out or add to its version; the elements themselves are what counts.
    guard root.name.local == schema.root.name else { throw Problems(deviations) }
    self.name = name
    self.root = root
    self.zip = zip
    projectEntry = entry.name
    let references = REFIReferences(root, file: file, isCodebook: false)
    self.deviations = Problems(deviations + references.problems).list
  }

  /// Reads an archive's file.
  ///
  /// - Throws: ``Problems`` of kind `data`: the file cannot be read, or as for the bytes.
  package init(path: String) throws(Problems) {
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try FileBytes.read(path: path)
    } catch {
      throw Problems(error)
    }
    try self.init(bytes, name: path)
  }

  /// An archive with an empty project, to export onto.
  init(empty name: String) throws(Problems) {
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try ZIPWriter().finished()
    } catch {
      throw Problems(error)
    }
    zip = try ZIPArchive(bytes: bytes, name: name)
    self.name = name
    root = XMLElement(
      "Project", namespace: REFISchema.project.namespace,
      attributes: [("xmlns", REFISchema.project.namespace), ("name", ""), ("origin", "Kosh")])
    root.attributes[0].name.namespace = nil
    deviations = []
    projectEntry = "project.qde"
  }

  /// The place in problems of `project.qde`.
  var file: String { "\(name)/\(projectEntry)" }

  /// The entry that an internal path names: `internal://X` is `sources/X`, in whatever case the folder is written.
  ///
  /// Only files inside the archive are read: a path that leads elsewhere has no entry.
  func entry(forPath path: String) -> ZIPArchive.Entry? {
    guard path.hasPrefix("internal://") else { return nil }
    var name = path.dropFirst("internal://".count)
    while name.first == "/" { name = name.dropFirst() }
    if name.isEmpty { return nil }
    return zip.entry(ignoringCase: "sources/\(name)") ?? zip.entry(ignoringCase: String(name))
  }
}
