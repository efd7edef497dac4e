import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of its own for one test.
func temporaryFolder(_ name: String) throws -> String {
  let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  let path = "\(base)/kosh-interviews-\(name)-\(getpid())"
  try FileBytes.makeDirectory(path: path)
  return path
}

@Suite struct KeptCopyTests {
  @Test func whatStoodThereIsKept() throws {
    let path = try temporaryFolder("kept") + "/codings.tsv"
    for file in [path, path + ".bak-1", path + ".bak-2"] { unlink(file) }
    #expect(try KeptCopy.replace(path, with: Array("one".utf8)) == nil)
    #expect(try KeptCopy.replace(path, with: Array("one".utf8)) == nil)
    #expect(try KeptCopy.replace(path, with: Array("two".utf8)) == path + ".bak-1")
    #expect(try KeptCopy.replace(path, with: Array("three".utf8)) == path + ".bak-2")
    #expect(try FileBytes.read(path: path) == Array("three".utf8))
    #expect(try FileBytes.read(path: path + ".bak-1") == Array("one".utf8))
    #expect(try FileBytes.read(path: path + ".bak-2") == Array("two".utf8))
  }

  @Test func aFolderThatIsNotThereIsSaid() throws {
    let path = try temporaryFolder("kept") + "/none/codings.tsv"
    #expect(throws: Problem.self) { try KeptCopy.replace(path, with: []) }
  }
}
