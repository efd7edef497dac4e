import KoshFiles
import KoshInterviews
import KoshTable
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that is there as long as a test runs.
func withFolder<T>(_ body: (String) throws -> T) throws -> T {
  var template = Array("/tmp/kosh-interviews-XXXXXX".utf8CString)
  let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
  defer {
    if let entries = opendir(folder) {
      while let entry = readdir(entries) {
        unlink(
          folder + "/"
            + withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
      }
      closedir(entries)
    }
    rmdir(folder)
  }
  return try body(folder)
}

func contents(_ path: String) throws -> String { String(decoding: try FileBytes.read(path: path), as: UTF8.self) }

@Suite struct CodingsStoreTests {
  private let coding = Coding(source: "i01", start: 31, end: 54, code: "cost", coder: "A", date: "2024-05-01")

  @Test func aNewFileIsMade() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      var store = try CodingsStore(path: path, sources: [Desk.source()])
      #expect(store.reading.codings.isEmpty)
      #expect(!FileBytes.exists(path: path))
      let saved = try store.save([coding], sources: [Desk.source()])
      #expect(saved.path == path)
      #expect(saved.copy == nil)
      #expect(try CodingsStore(path: path, sources: [Desk.source()]).reading.codings == [coding])
    }
  }

  @Test func whatWasThereStaysAsACopy() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      var store = try CodingsStore(path: path, sources: [Desk.source()])
      _ = try store.save([coding], sources: [Desk.source()])
      let before = try contents(path)
      #expect(try store.save([coding], sources: [Desk.source()]).copy == nil)
      let saved = try store.save([], sources: [Desk.source()])
      #expect(saved.copy == path + ".bak-1")
      #expect(try contents(path + ".bak-1") == before)
      #expect(try store.save([coding], sources: [Desk.source()]).copy == path + ".bak-2")
    }
  }

  @Test func whatAnotherWroteIsNotWrittenOver() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      var store = try CodingsStore(path: path, sources: [Desk.source()])
      _ = try store.save([coding], sources: [Desk.source()])
      try FileBytes.write("# theirs\n", to: path)
      let problem = try #require(
        #expect(throws: Problem.self) { try store.save([], sources: [Desk.source()]) })
      #expect(
        problem.description == """
          \(path): the file was changed since it was opened
            why: saving would take away what was written meanwhile
            do:  save under another name: save NAME
          """)
      #expect(try contents(path) == "# theirs\n")
      #expect(try store.save([], sources: [], as: path + ".mine").path == path + ".mine")
      let other = try #require(
        #expect(throws: Problem.self) { try store.save([coding], sources: [], as: path + ".mine") })
      #expect(
        other.description == """
          \(path).mine: the file exists already
            why: it may hold other work
            do:  save under another name: save NAME
          """)
    }
  }

  @Test func linesOfOtherTextsAndUnreadableLinesComeBackAsTheyWere() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      let file = """
        # coded in spring
        source\ttext\tstart\tend\tcode\tcoder\tdate\tbefore\tquote\tafter\tmemo\tguid
        i02\t9f86d081884c7d65\t4\t9\tcost\tB\t2024-04-01\tabc \twords\t xyz\t\t
        i01\tffffffffffffffff\t4\t9\tcost\tB\t\tabc \tgone words\t xyz\t\t
        i01\tx\ty

        """
      try FileBytes.write(file, to: path)
      var store = try CodingsStore(path: path, sources: [Desk.source()])
      #expect(store.reading.codings.count == 1)
      #expect(store.reading.unplaced.count == 1)
      #expect(store.reading.unread.count == 1)
      _ = try store.save(store.reading.codings, sources: [Desk.source()])
      #expect(try contents(path) == file)
    }
  }

  @Test func aHeaderThatWouldBeLostIsRefused() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      try FileBytes.write("source\tstart\tend\tcode\tcoder\tgid\n", to: path)
      let problems = try #require(
        #expect(throws: Problems.self) { try CodingsStore(path: path, sources: [Desk.source()]) })
      #expect(
        problems.description == """
          \(path):1: unknown column "gid"
            do:  did you mean "guid"?
          """)
    }
  }
}
