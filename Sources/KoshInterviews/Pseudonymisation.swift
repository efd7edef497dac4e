internal import KoshFiles
package import KoshTable

/// Copies of interviews, and of the files that go with them, in which names are replaced by a key or put back.
///
/// Nothing is written before everything was worked out: texts, codings at their new places, other tables.
package struct Pseudonymisation: Sendable {
  /// Which way the key is used.
  package enum Direction: Sendable, Hashable {
    /// Real names become pseudonyms.
    case replace
    /// Pseudonyms become real names again.
    case restore
  }

  /// A copy to be written.
  package struct Copy: Sendable, Hashable {
    /// The file that was read.
    package let original: String
    /// The name of the copy; a name that stands in the file's name is replaced, too.
    package let name: String
    /// What the copy holds.
    package let bytes: [UInt8]
    /// How many names were replaced or put back.
    package let count: Int
    /// Words of the copy that may be names still: for a person to look through.
    package let candidates: [String]
  }

  /// The copies, in the order of the files: texts, codings, other files.
  package let copies: [Copy]

  /// Works the copies out.
  ///
  /// A Word document becomes plain text: what is coded is its text. Codings move with their words, and their files are
  /// written with the quotes of the new text.
  ///
  /// - Parameters:
  ///   - texts: Files of interviews, or folders of them.
  ///   - codings: Codings files of these texts, of nothing else.
  ///   - others: Text files, such as the table of respondents, in which names are replaced as they stand.
  /// - Throws: ``Problems`` with all that is amiss: what ``PseudonymKey/replacing(in:file:)`` finds, codings that cannot
  ///   be placed, two copies of one name.
  package init(
    key: PseudonymKey, _ direction: Direction, texts: [String], codings: [String] = [], others: [String] = []
  ) throws(Problems) {
    var work = Work(key: key, direction: direction)
    let files = try SourceFiles(paths: texts)
    for source in files.sources { work.add(source) }
    for path in codings { work.addCodings(path) }
    for path in others { work.addOther(path) }
    var names: [String: String] = [:]
    for copy in work.copies {
      if let other = names[copy.name] {
        work.problems.append(
          Problem(
            .data, "two copies would have the name \"\(copy.name)\"", at: Place(file: copy.original),
            why: "the other one is of \(other)", remedy: "rename one of the files"))
      }
      names[copy.name] = copy.original
    }
    guard work.problems.isEmpty else { throw Problems(work.problems) }
    copies = work.copies
  }

  /// Writes the copies into a folder. What a file there held before stays beside it as a copy.
  ///
  /// - Returns: The copies of what was there before.
  /// - Throws: ``Problem`` if one of the originals lies in the folder, or with the system's reason.
  package func write(to folder: String) throws(Problem) -> [String] {
    let target = PseudonymKey.absolute(folder)
    for copy in copies where PseudonymKey.absolute(copy.original) == target + "/" + copy.name {
      throw Problem(
        .data, "the copy would take the original's place", at: Place(file: copy.original),
        remedy: "write the copies to another folder")
    }
    try FileBytes.makeDirectory(path: folder)
    var kept: [String] = []
    for copy in copies {
      if let before = try KeptCopy.replace(folder + "/" + copy.name, with: copy.bytes) { kept.append(before) }
    }
    return kept
  }

  private struct Work {
    let key: PseudonymKey
    let direction: Direction
    var copies: [Copy] = []
    var problems: [Problem] = []
    var before: [Source] = []
    var after: [String: Source] = [:]
    var moves: [String: PseudonymKey.Result] = [:]

    private mutating func exchanged(_ text: SourceText, file: String?) -> PseudonymKey.Result? {
      guard direction == .replace else { return key.restoring(text) }
      do throws(Problems) {
        return try key.replacing(in: text, file: file)
      } catch {
        problems += error.list
        return nil
      }
    }

    /// A short text with names exchanged; without looking for pseudonyms in it, which the long ones are searched for.
    private func short(_ text: String) -> String {
      let text = SourceText(text)
      guard direction == .replace else { return key.restoring(text).text.string }
      return (try? key.replacing(in: text).text.string) ?? text.string
    }

    private static func parts(_ path: String) -> (stem: String, ending: String) {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
      return (String(name[..<dot]), String(name[dot...]))
    }

    private func bytes(_ path: String) throws(Problem) -> SourceText {
      SourceText(utf8: try TextFile.utf8(of: try FileBytes.read(path: path), name: path).bytes)
    }

    mutating func add(_ source: Source) {
      let path = source.path ?? source.name
      let isWord = SourceReader.Kind(path: path) == .word
      let whole: SourceText
      do throws(Problem) {
        whole = isWord ? source.text : try bytes(path)
      } catch {
        problems.append(error)
        return
      }
      guard let result = exchanged(whole, file: path) else { return }
      let (stem, ending) = Work.parts(path)
      let name = short(stem) + (isWord ? ".txt" : ending)
      let coded: PseudonymKey.Result
      if whole == source.text {
        coded = result
      } else {
        guard let found = exchanged(source.text, file: path) else { return }
        coded = found
      }
      do throws(Problems) {
        let made = try SourceReader.read(result.text.utf8, path: name)
        guard made.text == coded.text else {
          problems.append(
            Problem(
              .data, "a name spreads over two subtitles", at: Place(file: path),
              why: "the speech of the copy would not be that of the original with its names replaced",
              remedy: "bring the name into one subtitle"))
          return
        }
        before.append(source)
        after[source.id] = made
        moves[source.id] = coded
      } catch {
        problems += error.list
        return
      }
      let candidates = direction == .restore ? [] : NameCandidates.find(in: coded.text).map(\.word)
      copies.append(
        Copy(
          original: path, name: name, bytes: result.text.utf8, count: result.changes.count,
          candidates: candidates.filter { !key.holds(pseudonymPart: $0) }))
    }

    mutating func addCodings(_ path: String) {
      let text: SourceText
      do throws(Problem) {
        text = try bytes(path)
      } catch {
        problems.append(error)
        return
      }
      var reading = CodingsFile.read(text, file: path, sources: before)
      problems += reading.problems
      var codings: [Coding] = []
      for (coding, place) in zip(reading.codings, reading.places) {
        guard let move = moves[coding.source], let made = after[coding.source] else {
          problems.append(
            Problem(
              .data, "the codings file has codings of \"\(coding.source)\", which is not among the texts", at: place,
              why: "its quotes would keep their names", remedy: "name all texts of the file"))
          continue
        }
        var moved = coding
        let range = move.moved(coding.range)
        (moved.source, moved.start, moved.end) = (made.id, range.lowerBound, range.upperBound)
        moved.memo = coding.memo.map(short)
        moved.coder = short(coding.coder)
        codings.append(moved)
      }
      reading.comments = reading.comments.map(short)
      let (stem, ending) = Work.parts(path)
      let written = CodingsFile.write(codings, sources: Array(after.values), keeping: reading)
      copies.append(
        Copy(
          original: path, name: short(stem) + ending, bytes: Array(written.utf8), count: codings.count, candidates: []))
    }

    mutating func addOther(_ path: String) {
      let text: SourceText
      do throws(Problem) {
        text = try bytes(path)
      } catch {
        problems.append(error)
        return
      }
      guard let result = exchanged(text, file: path) else { return }
      let (stem, ending) = Work.parts(path)
      copies.append(
        Copy(
          original: path, name: short(stem) + ending, bytes: result.text.utf8, count: result.changes.count,
          candidates: []))
    }
  }
}
