#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import KoshFiles
internal import KoshTable

/// Reads a study folder into a specification: the first phase, before any data are touched.
enum StudyReader {
  /// The specification of the study in `folder`.
  ///
  /// - Throws: All the problems of `study.yaml` at once.
  static func read(folder: String) throws(Problems) -> StudySpecification {
    let path = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let name = name(ofFolder: path)
    let file = path + "/study.yaml"
    guard FileBytes.exists(path: path) else {
      throw Problems(
        Problem(
          .specification, "there is no folder \"\(path)\"",
          remedy: "give the path of a study folder, or start one with: kosh new NAME"))
    }
    guard FileBytes.exists(path: file) else {
      throw Problems(
        Problem(
          .specification, "the folder \"\(path)\" has no study.yaml", at: Place(file: file),
          why: "a study folder holds study.yaml and its data files", remedy: "start one with: kosh new NAME"))
    }
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path: file)
    } catch {
      throw Problems(error)
    }
    return try read(yaml: String(decoding: bytes, as: UTF8.self), file: file, folder: path, name: name)
  }

  /// The folder's own name, also where the path ends in a dot or two.
  static func name(ofFolder path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    guard last == "." || last == "..", let resolved = realpath(path, nil) else { return last }
    defer { free(resolved) }
    return String(cString: resolved).split(separator: "/").last.map(String.init) ?? last
  }

  /// The specification of a study whose text is at hand.
  static func read(yaml: String, file: String, folder: String, name: String) throws(Problems)
    -> StudySpecification
  {
    let node: SpecNode
    do {
      node = try SpecNode.parse(yaml: yaml, file: file)
    } catch {
      throw Problems(error)
    }
    var problems = StudySchema.study.problems(in: node)
    if let version = node.integer("kosh"), version != 1 {
      problems.append(
        Problem(
          .specification, "the study is of format \(version), and this program reads format 1",
          at: node["kosh"]?.place ?? node.place, remedy: "write kosh: 1, or use a newer kosh"))
    }
    if case .mapping = node.content, node["sources"] == nil, node["interviews"] == nil {
      problems.append(
        Problem(
          .specification, "a study lacks the key \"sources\"", at: node.place,
          why: "it has data, interviews, or both", remedy: "add sources: … or interviews: …"))
    }
    problems += duplicates(in: node)
    guard problems.isEmpty else { throw Problems(problems) }
    return StudySpecification(node, folder: folder, name: name)
  }

  /// Ids that stand twice.
  private static func duplicates(in node: SpecNode) -> [Problem] {
    var problems: [Problem] = []
    func check(_ what: String, _ ids: [(String, Place)]) {
      var first: [String: Place] = [:]
      for (id, place) in ids {
        if let earlier = first[id] {
          problems.append(
            Problem(
              .specification, "two \(what) have the id \"\(id)\"", at: place,
              why: "an id names one thing; the other stands on line \(earlier.line ?? 0)",
              remedy: "give one of them another id"))
        } else {
          first[id] = place
        }
      }
    }
    func ids(_ key: String) -> [(String, Place)] {
      node[key]?.items.compactMap { item in item["id"].map { ($0.scalar ?? "", $0.place) } } ?? []
    }
    check("analyses", ids("analyses"))
    check("exhibits", ids("exhibits"))
    let parts =
      node["claims"]?.items.flatMap { claim in
        claim["parts"]?.items.compactMap { part in part["id"].map { ($0.scalar ?? "", $0.place) } } ?? []
      } ?? []
    check("claims", ids("claims") + parts)
    return problems
  }
}
