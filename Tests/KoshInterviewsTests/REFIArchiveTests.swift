import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct REFIArchiveTests {
  @Test func whatIsNoProject() throws {
    #expect(
      REFISample.problems(Array("hello".utf8)) == """
        a.qdpx: this is no ZIP archive
          why: the list of files that ends an archive is not there
          do:  check that the right file was given
        """)
    #expect(
      REFISample.problems(try ZIPWriter().finished()) == """
        a.qdpx: the archive holds no project.qde
          why: a REFI-QDA project consists of it and of its sources
          do:  export the project as REFI-QDA (.qdpx)
        """)
    #expect(
      REFISample.problems(try REFISample.archive(xml: Array("<a><b></a>".utf8)))
        == "a.qdpx/project.qde:1:7: \"</a>\" stands where \"</b>\" must")
    #expect(
      REFISample.problems(try REFISample.archive(xml: Array("<CodeBook xmlns='urn:QDA-XML:codebook:1.0'/>".utf8)))
        == """
        a.qdpx/project.qde:1:1: the root element is "CodeBook" of urn:QDA-XML:codebook:1.0
          why: REFI-QDA begins with "Project" of urn:QDA-XML:project:1.0
        """)
    #expect(throws: Problems.self) { try REFIArchive(path: "/nonexistent/a.qdpx") }
  }

  /// Some programs forget the namespace: that is told, and the project is read.
  @Test func withoutANamespace() throws {
    let found = try REFISample.imported { $0.swap(" xmlns=\"urn:QDA-XML:project:1.0\"", "") }
    #expect(
      found.problems.map(\.description) == [
        """
        a.qdpx/project.qde:2:1: the root element is "Project" without a namespace
          why: REFI-QDA begins with "Project" of urn:QDA-XML:project:1.0
        """
      ])
    #expect(found.project.codings.count == 7)
  }

  /// Some programs write containers with nothing in them, which the standard forbids; an export leaves them out.
  @Test func emptyContainers() throws {
    let found = try REFISample.imported { text in
      let start = text.range(of: "<Sets>"), end = text.range(of: "</Sets>")
      if let start, let end { text.replaceSubrange(start.lowerBound..<end.upperBound, with: "<Sets/>") }
    }
    #expect(
      found.problems.map(\.description) == [
        "a.qdpx/project.qde:95:3: Sets has no Set\n  why: the standard demands one"
      ])
    let again = try REFIArchive(try REFIExport(found.project, onto: found).bytes, name: "a.qdpx")
    #expect(again.deviations == [])
  }

  @Test func pathsIntoTheArchive() throws {
    let archive = try REFIArchive(try REFISample.archive(), name: "a.qdpx")
    #expect(archive.entry(forPath: "internal://R01.txt")?.name == "Sources/R01.txt")
    #expect(archive.entry(forPath: "internal:///r01.TXT")?.name == "Sources/R01.txt")
    for path in ["R01.txt", "internal://", "relative:///R01.txt", "internal://../../etc/passwd"] {
      #expect(archive.entry(forPath: path) == nil)
    }
  }

  @Test func damagedProjectsNeverCrash() throws {
    let (whole, xml) = (try REFISample.archive(), Array(REFISample.project.utf8))
    var state: UInt64 = 5
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return limit > 0 ? Int(state >> 33) % limit : 0
    }
    func damaged(_ bytes: [UInt8]) -> [UInt8] {
      var result = bytes
      for _ in 0...random(4) {
        guard !result.isEmpty else { return result }
        let at = random(result.count)
        let end = min(result.count, at + 1 + random(60))
        switch random(5) {
        case 0: result[at] = UInt8(random(256))
        case 1: result.removeSubrange(at..<end)
        case 2: result.insert(contentsOf: result[at..<end], at: random(result.count))
        case 3:
          for index in at..<end where result[index] >= 0x30 && result[index] <= 0x39 {
            result[index] = UInt8(0x30 + random(10))
          }
        default: if random(8) == 0 { result.removeSubrange(at...) }
        }
      }
      return result
    }
    for _ in 0..<200 { _ = REFISample.problems(damaged(whole)) }
    var read = 0
    for _ in 0..<200 {
      guard let archive = try? REFIArchive(try REFISample.archive(xml: damaged(xml)), name: "a.qdpx") else { continue }
      let found = REFIImport(archive)
      read += 1
      // What can be read can be written back, and nothing changes by that.
      let export = try REFIExport(found.project, onto: found)
      let again = REFIImport(try REFIArchive(export.bytes, name: "a.qdpx"))
      #expect(again.project == found.project)
      #expect(again.archive.root == found.archive.root || !found.problems.isEmpty)
    }
    #expect(read > 20)
  }
}
