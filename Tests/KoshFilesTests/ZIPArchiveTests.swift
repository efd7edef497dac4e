import KoshTable
import Testing

@testable import KoshFiles

/// Bytes of hexadecimal digits.
func bytes(hex: String) -> [UInt8] {
  let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

@Suite struct ZIPArchiveTests {
  // Made with Python's zipfile: a.txt is "қала " twenty times, deflated; sources/ә.txt is "stored", stored.
  static let sample = bytes(
    hex: """
      504b03041400000008000000a158a9622e300f000000b400000005000000612e747874bb34fbc2860bbb2f6c50b834741800504b0304140000\
      0800000000a1580bf9435606000000060000000e000000736f75726365732fd3992e74787473746f726564504b010214031400000008000000\
      a158a9622e300f000000b4000000050000000000000000000000800100000000612e747874504b010214031400000800000000a1580bf94356\
      06000000060000000e0000000000000000000000800132000000736f75726365732fd3992e747874504b050600000000020002006f00000064\
      0000000000
      """)

  static func problems(_ bytes: [UInt8], limit: Int = ZIPArchive.usualLimit) -> String {
    do throws(Problems) {
      let archive = try ZIPArchive(bytes: bytes, name: "a.zip", limit: limit)
      var texts: [String] = []
      for entry in archive.entries {
        do throws(Problem) { _ = try archive.contents(of: entry) } catch { texts.append(error.description) }
      }
      return texts.isEmpty ? "no problem" : texts.joined(separator: "\n\n")
    } catch {
      return error.description
    }
  }

  static func changed(_ change: (inout [UInt8]) -> Void) -> String {
    var bytes = sample
    change(&bytes)
    return problems(bytes)
  }

  @Test func readsStoredAndDeflated() throws {
    let archive = try ZIPArchive(bytes: Self.sample, name: "a.zip")
    #expect(archive.entries.map(\.name) == ["a.txt", "sources/ә.txt"])
    #expect(archive.entries.map(\.size) == [180, 6])
    let text = try #require(try archive.contents(of: "a.txt"))
    #expect(String(decoding: text, as: UTF8.self) == String(repeating: "қала ", count: 20))
    #expect(try archive.contents(of: "sources/ә.txt") == Array("stored".utf8))
    #expect(try archive.contents(of: "b.txt") == nil)
    #expect(archive.entry(ignoringCase: "Sources/Ә.txt")?.name == "sources/ә.txt")
    #expect(ZIPDeflate.checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926)
  }

  @Test func leadingBytesAndCommentAreLeftAlone() throws {
    var bytes = Self.sample
    bytes[bytes.count - 2] = 5
    bytes += Array("hello".utf8)
    #expect(try ZIPArchive(bytes: bytes, name: "a.zip").entries.count == 2)
  }

  @Test func notAnArchive() {
    #expect(
      Self.problems([]) == "a.zip: the file is empty\n  do:  check that the right file was saved")
    #expect(
      Self.problems(Array("hello".utf8)) == """
        a.zip: this is no ZIP archive
          why: the list of files that ends an archive is not there
          do:  check that the right file was given
        """)
    #expect(
      Self.problems(Array(Self.sample.prefix(150))) == """
        a.zip: the ZIP archive is cut off or damaged
          why: the list of files at its end cannot be found
          do:  save or fetch the file anew
        """)
    #expect(
      Self.changed { $0[$0.count - 22 - 0x6F] = 0 } == """
        a.zip: the ZIP archive is damaged
          why: entry 1 of its list cannot be read
          do:  save or fetch the file anew
        """)
    #expect(
      Self.changed { $0[$0.count - 22 + 4] = 1 } == """
        a.zip: the ZIP archive is split over several files
          do:  join its parts into one file
        """)
  }

  @Test func brokenEntries() {
    let first = Self.sample.count - 22 - 0x6F
    #expect(
      Self.changed { $0[first + 10] = 9 } == """
        a.zip/a.txt: the entry is packed by method 9
          why: stored (0) and deflate (8) can be unpacked
          do:  pack the archive anew with the usual settings
        """)
    #expect(
      Self.changed { $0[first + 8] = 1 } == """
        a.zip/a.txt: the entry is encrypted
          do:  save the archive without a password
        """)
    #expect(
      Self.changed { $0[first + 16] ^= 1 } == """
        a.zip/a.txt: the entry's checksum does not fit its bytes
          why: they were changed or damaged
          do:  save or fetch the file anew
        """)
    #expect(
      Self.changed { $0[first + 24] -= 1 } == """
        a.zip/a.txt: the entry cannot be unpacked
          why: it is longer than the 179 bytes that the archive promises
          do:  save or fetch the file anew
        """)
    #expect(
      Self.changed { $0[first + 24] += 1 } == """
        a.zip/a.txt: the entry has 180 bytes where the archive promises 181
          why: it is cut off or damaged
          do:  save or fetch the file anew
        """)
    #expect(
      Self.changed { $0[first + 20] -= 4 } == """
        a.zip/a.txt: the entry cannot be unpacked
          why: its packed bytes break off
          do:  save or fetch the file anew
        """)
    #expect(
      Self.changed { $0[35] = 0xFF } == """
        a.zip/a.txt: the entry cannot be unpacked
          why: its packed bytes contradict the format
          do:  save or fetch the file anew
        """)
    #expect(
      Self.changed {
        $0[first + 20] = 0xF0; $0[first + 21] = 0xFF
      } == """
        a.zip/a.txt: the archive does not hold the bytes of this entry
          why: it is cut off or damaged
          do:  save or fetch the file anew
        """)
  }

  @Test func archivesMadeToSwell() {
    let first = Self.sample.count - 22 - 0x6F
    #expect(
      Self.changed { $0[first + 26] = 0x10 } == """
        a.zip/a.txt: 15 packed bytes cannot hold 1048756
          why: the archive is damaged, or made to swell
          do:  save or fetch the file anew
        """)
    #expect(
      Self.problems(Self.sample, limit: 185) == """
        a.zip: the archive would unpack to more than 0 MiB
          why: that is the limit, so that no file can fill the memory
        """)
    let second = first + 46 + 5
    #expect(
      Self.changed { $0[second + 42] = 0 } == """
        a.zip: the entries "a.txt" and "sources/ә.txt" share bytes
          why: the archive is damaged, or made to swell
          do:  save or fetch the file anew
        """)
  }

  @Test func twoEntriesOfOneName() throws {
    var writer = ZIPWriter()
    try writer.add("a.txt", [1])
    try writer.add("b.txt", [2])
    var bytes = try writer.finished()
    for at in bytes.indices where bytes[at] == UInt8(ascii: "b") { bytes[at] = UInt8(ascii: "a") }
    #expect(
      Self.problems(bytes) == """
        a.zip/a.txt: two entries have one name
          why: which of them is meant cannot be told
          do:  remove or rename one of them
        """)
  }

  @Test func damagedArchivesNeverCrash() {
    var mutations = Mutations(seed: 1)
    var unharmed = 0
    for _ in 0..<20_000 where Self.problems(mutations.damaged(Self.sample)) == "no problem" { unharmed += 1 }
    // Bytes that mean nothing, such as dates, may change; most damage must be noticed.
    #expect(unharmed < 8_000)
  }
}
