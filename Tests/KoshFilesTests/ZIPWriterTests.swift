import KoshTable
import Testing

@testable import KoshFiles

@Suite struct ZIPWriterTests {
  @Test func readsBackWhatItWrites() throws {
    var mutations = Mutations(seed: 2)
    let random = (0..<100_000).map { _ in UInt8(truncatingIfNeeded: mutations.next()) }
    let contents: [(String, [UInt8])] = [
      ("empty", []), ("one", [7]), ("text.txt", Array(String(repeating: "көш ", count: 50_000).utf8)),
      ("random", random), ("folder/қ", [1, 2, 3]),
    ]
    var writer = ZIPWriter()
    for (name, bytes) in contents { try writer.add(name, bytes) }
    let bytes = try writer.finished()
    // 350,000 bytes of text take next to nothing, random bytes their own length.
    #expect(bytes.count < 102_000)
    let archive = try ZIPArchive(bytes: bytes, name: "a.zip")
    #expect(archive.entries.map(\.name) == contents.map(\.0))
    for (name, bytes) in contents { #expect(try archive.contents(of: name) == bytes) }

    var copy = ZIPWriter()
    for entry in archive.entries { try copy.add(entry, of: archive) }
    #expect(try copy.finished() == bytes)
  }

  @Test func storedStaysStored() throws {
    var writer = ZIPWriter()
    try writer.add("mimetype", Array(repeating: 65, count: 100), isStored: true)
    let archive = try ZIPArchive(bytes: try writer.finished(), name: "a.zip")
    #expect(archive.entries[0].method == 0)
    #expect(try archive.contents(of: "mimetype")?.count == 100)
  }

  @Test func emptyArchive() throws {
    #expect(try ZIPArchive(bytes: try ZIPWriter().finished(), name: "a.zip").entries.isEmpty)
  }

  @Test func refusals() throws {
    var writer = ZIPWriter()
    try writer.add("a", [])
    func text(_ name: String) -> String {
      do throws(Problem) {
        try writer.add(name, [])
        return "no problem"
      } catch {
        return error.description
      }
    }
    #expect(text("a") == "a: the archive has an entry of this name")
    #expect(text("") == ": a name in a ZIP archive has 1 to 65535 bytes, this one has 0")
  }
}
