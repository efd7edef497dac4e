internal import KoshFiles
package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Files and folders of interviews into sources.
package struct SourceFiles: Sendable {
  /// The sources, in the order of the paths; those of a folder by name.
  package private(set) var sources: [Source] = []
  /// What of a file is not in its text, by path.
  package private(set) var cautions: [(path: String, caution: Caution)] = []

  /// The endings of files that are read: text, Markdown, transcripts and Word documents.
  package static let endings = ["txt", "text", "md", "markdown", "srt", "vtt", "docx"]

  /// Reads files, and all files of a known ending in folders; folders in folders are not entered.
  ///
  /// - Throws: ``Problems`` with everything that cannot be read, and of two sources of one name.
  package init(paths: [String]) throws(Problems) {
    var problems: [Problem] = []
    var files: [String] = []
    for path in paths {
      guard SourceFiles.isFolder(path) else {
        files.append(path)
        continue
      }
      let names = (FileBytes.names(in: path) ?? []).filter { SourceFiles.endings.contains(SourceFiles.ending($0)) }
      if names.isEmpty {
        problems.append(
          Problem(
            .data, "there are no interviews in the folder", at: Place(file: path),
            why: "their files end in \(SourceFiles.endings.map { "." + $0 }.joined(separator: ", "))",
            remedy: "name another folder, or the files"))
      }
      for name in names { files.append(path.hasSuffix("/") ? path + name : "\(path)/\(name)") }
    }
    for (path, read) in zip(files, Stretches.map(files.count, { SourceFiles.read(files[$0]) })) {
      if let source = read.source {
        sources.append(source)
        cautions += source.cautions.map { (path, $0) }
      }
      problems += read.problems
    }
    problems += InterviewProject(sources: sources, frame: CodingFrame(codes: [])).check()
    guard problems.isEmpty else { throw Problems(problems) }
  }

  private static func read(_ path: String) -> (source: Source?, problems: [Problem]) {
    do throws(Problems) {
      let bytes: [UInt8]
      do throws(Problem) { bytes = try FileBytes.read(path: path) } catch { throw Problems(error) }
      return (try SourceReader.read(bytes, path: path), [])
    } catch {
      return (nil, error.list)
    }
  }

  private static func ending(_ name: String) -> String {
    name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
