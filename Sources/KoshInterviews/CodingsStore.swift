internal import KoshFiles
package import KoshTable

/// The codings file that a session works on: read once, written with care.
///
/// Nothing is lost by it: lines it cannot place go back as they were, what the file held before stays beside it as a copy,
/// and a file that somebody else changed meanwhile is not written over.
package struct CodingsStore: Sendable {
  /// What saving did.
  package struct Saved: Sendable, Hashable {
    /// The file that holds the codings now.
    package let path: String
    /// The copy of what it held before; `nil` where there was nothing, or nothing else.
    package let copy: String?
  }

  /// The file's path.
  package let path: String
  /// What the file held when it was opened; empty where there was none.
  package let reading: CodingsReading
  /// The file's bytes as they were read or written last; `nil` where there is no file yet.
  private var known: [UInt8]?

  /// The store of a file, which need not exist yet.
  ///
  /// - Throws: ``Problems`` where the file cannot be read, or where its header has columns that writing would lose.
  package init(path: String, sources: [Source]) throws(Problems) {
    self.path = path
    guard FileBytes.exists(path: path) else {
      reading = CodingsFile.read(SourceText(""), file: path, sources: sources)
      return
    }
    do throws(Problem) {
      let bytes = try FileBytes.read(path: path)
      known = bytes
      let text = SourceText(utf8: try TextFile.utf8(of: bytes, name: path).bytes)
      reading = CodingsFile.read(text, file: path, sources: sources)
    } catch {
      throw Problems(error)
    }
    guard reading.isHeaderKnown else { throw Problems(reading.problems.filter { $0.place.line == reading.headerLine }) }
  }

  /// Writes codings in the file's place, with all lines that were set apart on reading.
  ///
  /// - Parameter other: Another file to write to, which then must not exist.
  /// - Throws: ``Problem`` where the file was changed by somebody else since, or cannot be written. The file then is as it
  ///   was.
  package mutating func save(_ codings: [Coding], sources: [Source], as other: String? = nil) throws(Problem) -> Saved {
    let target = other ?? path
    let bytes = Array(CodingsFile.write(codings, sources: sources, keeping: reading).utf8)
    let isOther = target != path
    let there = FileBytes.exists(path: target) ? try FileBytes.read(path: target) : nil
    guard there == (isOther ? nil : known) else {
      throw Problem(
        .data, isOther ? "the file exists already" : "the file was changed since it was opened",
        at: Place(file: target),
        why: isOther ? "it may hold other work" : "saving would take away what was written meanwhile",
        remedy: "save under another name: save NAME")
    }
    let copy = try KeptCopy.replace(target, with: bytes)
    if !isOther { known = bytes }
    return Saved(path: target, copy: copy)
  }
}
