internal import KoshFiles
package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

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
  /// The codings of a session that was cut off before it saved them; `nil` where there are none.
  package private(set) var recovered: [Coding]?
  /// Unsaved work that could not be taken in hand: what to do with it.
  package private(set) var leftBehind: Problem?
  /// The file beside the codings file that holds what is not saved yet, for the case that the program is killed.
  package private(set) var unsavedPath: String
  /// The file's bytes as they were read or written last; `nil` where there is no file yet.
  private var known: [UInt8]?

  /// The store of a file, which need not exist yet.
  ///
  /// - Throws: ``Problems`` where the file cannot be read, or where its header has columns that writing would lose.
  package init(path: String, sources: [Source]) throws(Problems) {
    self.path = path
    unsavedPath = path + ".unsaved"
    guard FileBytes.exists(path: path) else {
      reading = CodingsFile.read(SourceText(""), file: path, sources: sources)
      recover(sources)
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
    recover(sources)
  }

  // MARK: What is not saved yet

  private static let mark = "# not saved: "

  private var state: String { SHA256.hex(known ?? []) }

  /// Takes the work of a session that was cut off in hand, if it was begun from the file as it is.
  private mutating func recover(_ sources: [Source]) {
    guard FileBytes.exists(path: unsavedPath) else { return }
    let found = unsavedPath
    func leave(_ why: String) {
      leftBehind = Problem(
        .data, "there is work that was not saved", at: Place(file: found), why: why,
        remedy: "take it in with --import \(found), or delete the file")
      var number = 2
      while FileBytes.exists(path: "\(path).unsaved-\(number)") { number += 1 }
      unsavedPath = "\(path).unsaved-\(number)"
    }
    guard let bytes = try? FileBytes.read(path: found) else { return leave("the file cannot be read") }
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.prefix { $0 != "\n" }.dropFirst(CodingsStore.mark.count).split(separator: " ")
    guard text.hasPrefix(CodingsStore.mark), parts.count == 2, let process = Int32(parts[1]) else {
      return leave("it does not say what file it belongs to")
    }
    guard process == getpid() || kill(process, 0) != 0 else { return leave("process \(process) may still be at it") }
    guard parts[0] == state else { return leave("\(path) was changed since") }
    recovered = CodingsFile.read(SourceText(text), file: found, sources: sources).codings
  }

  /// Writes codings that are not saved yet beside the file, so that they outlive the program.
  ///
  /// - Throws: ``Problem`` where that file cannot be written.
  package func keepUnsaved(_ codings: [Coding], sources: [Source]) throws(Problem) {
    let text = "\(CodingsStore.mark)\(state) \(getpid())\n"
    let temporary = unsavedPath + ".new-\(getpid())"
    try FileBytes.write(text + CodingsFile.write(codings, sources: sources, keeping: reading), to: temporary)
    guard rename(temporary, unsavedPath) == 0 else {
      let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
      FileBytes.remove(path: temporary)
      throw Problem(.data, "the file cannot be replaced: \(reason)", at: Place(file: unsavedPath))
    }
  }

  /// Removes what was kept beside the file: it is saved, or no longer wanted.
  package func dropUnsaved() {
    if FileBytes.exists(path: unsavedPath) { FileBytes.remove(path: unsavedPath) }
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
