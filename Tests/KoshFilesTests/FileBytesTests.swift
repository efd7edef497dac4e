import KoshTable
import Testing

@testable import KoshFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct FileBytesTests {
  /// A folder of the test's own, removed afterwards.
  static func inFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/kosh-XXXXXX\0".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for name in ["/a/b/text", "/a/b", "/a", "/file"] { remove(folder + name) }
      remove(folder)
    }
    try body(folder)
  }

  static func problem(_ body: () throws(Problem) -> Void) -> String {
    do throws(Problem) {
      try body()
      return "no problem"
    } catch {
      return error.description
    }
  }

  @Test func writeAndRead() throws {
    try Self.inFolder { folder in
      try FileBytes.makeDirectory(path: folder + "/a/b")
      try FileBytes.makeDirectory(path: folder + "/a/b/")
      let path = folder + "/a/b/text"
      #expect(!FileBytes.exists(path: path))
      try FileBytes.write("қала\n", to: path)
      #expect(FileBytes.exists(path: path))
      #expect(try FileBytes.read(path: path) == Array("қала\n".utf8))
      let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
      try FileBytes.write(long, to: path)
      #expect(try FileBytes.read(path: path) == long)
      try FileBytes.write("", to: path)
      #expect(try FileBytes.read(path: path).isEmpty)
    }
  }

  @Test func whatCannotBeDoneIsTold() throws {
    try Self.inFolder { folder in
      let file = folder + "/file"
      try FileBytes.write("x", to: file)
      #expect(
        Self.problem { () throws(Problem) in _ = try FileBytes.read(path: folder) } == """
          \(folder): the file cannot be read: it is a folder
            do:  give the path of a file
          """)
      #expect(
        Self.problem { () throws(Problem) in _ = try FileBytes.read(path: file + "/x") }
          == "\(file)/x: the file cannot be read: a part of its path is no folder")
      #expect(
        Self.problem { () throws(Problem) in try FileBytes.write("x", to: folder + "/no/x") }
          == "\(folder)/no/x: the file cannot be written: there is no such file or folder")
      #expect(
        Self.problem { () throws(Problem) in try FileBytes.makeDirectory(path: file) }
          == "\(file): the folder cannot be made: a file of that name is there")
      #expect(
        Self.problem { () throws(Problem) in try FileBytes.makeDirectory(path: file + "/x") }
          == "\(file)/x: the folder cannot be made: a part of its path is no folder")
    }
  }

  @Test func listsAFolderWithoutWhatIsHidden() throws {
    try Self.inFolder { folder in
      try FileBytes.write("x", to: folder + "/file")
      try FileBytes.write("x", to: folder + "/.hidden")
      defer { FileBytes.remove(path: folder + "/.hidden") }
      try FileBytes.makeDirectory(path: folder + "/a")
      #expect(FileBytes.names(in: folder) == ["a", "file"])
      #expect(FileBytes.names(in: folder + "/none") == nil)
    }
  }
}
