import Testing

@testable import KoshFiles

@Suite struct ZIPDeflateTests {
  /// Source: RFC 1951, section 3.2.4: a stored block, last, of the bytes 1 2 3.
  @Test func storedBlock() throws {
    #expect(try ZIPDeflate.inflated([1, 3, 0, 0xFC, 0xFF, 1, 2, 3], size: 3) == [1, 2, 3])
  }

  @Test func failures() {
    #expect(throws: ZIPDeflate.Failure.cutOff) { try ZIPDeflate.inflated([1, 3, 0, 0xFC, 0xFF, 1], size: 3) }
    #expect(throws: ZIPDeflate.Failure.cutOff) { try ZIPDeflate.inflated([], size: 3) }
    #expect(throws: ZIPDeflate.Failure.damaged) { try ZIPDeflate.inflated([1, 3, 0, 0, 0], size: 3) }
    #expect(throws: ZIPDeflate.Failure.longer) { try ZIPDeflate.inflated([1, 3, 0, 0xFC, 0xFF, 1, 2, 3], size: 2) }
  }

  @Test func whatCannotBeShortenedIsLeftAlone() {
    #expect(ZIPDeflate.deflated([]) == nil)
    #expect(ZIPDeflate.deflated([1, 2, 3]) == nil)
    #expect(ZIPDeflate.deflated([UInt8](repeating: 0, count: 1000)) != nil)
  }
}
