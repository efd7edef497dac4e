internal import KoshFiles

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The text of a source as it is coded: line ends are `\n`, positions are counted in Unicode scalars.
///
/// It is held as UTF-8 with a mark at every 64th scalar, so that a position is found in constant time and five million
/// words of Cyrillic take about as much memory as their files. Letters are not recomposed: what was typed stays.
package struct SourceText: Sendable, Hashable {
  /// The text as UTF-8, without a byte-order mark, every line end written `\n`.
  package let utf8: [UInt8]
  /// The length in Unicode scalars.
  package let count: Int
  /// The byte at which each 64th scalar begins: scalar 0, 64, 128 ….
  private let marks: [UInt32]
  /// How many line ends stand before each mark.
  private let lineMarks: [UInt32]

  private static let stride = 64

  /// The text of UTF-8 bytes: byte-order marks at its beginning are left out, CR LF and CR become LF, and what is not
  /// UTF-8 becomes U+FFFD.
  ///
  ///     SourceText(utf8: Array("a\r\nb\rc".utf8)).string   // "a\nb\nc"
  ///
  /// - Complexity: O(*n*).
  package init(utf8 bytes: [UInt8]) { self.init(bytes, isWellFormed: TextFile.isUTF8(bytes)) }

  /// The text of bytes that are known to be UTF-8, or not to be.
  init(_ bytes: [UInt8], isWellFormed: Bool) {
    var start = 0
    while bytes[start...].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    var clean = bytes
    if start > 0 || !isWellFormed || SourceText.holdsReturn(bytes) {
      let repaired = isWellFormed ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
      clean = []
      clean.reserveCapacity(repaired.count)
      var at = start
      while at < repaired.count {
        if repaired[at] == 13 {
          clean.append(10)
          if at + 1 < repaired.count, repaired[at + 1] == 10 { at += 1 }
        } else {
          clean.append(repaired[at])
        }
        at += 1
      }
    }
    var (marks, lineMarks): ([UInt32], [UInt32]) = ([], [])
    marks.reserveCapacity(clean.count / SourceText.stride + 1)
    lineMarks.reserveCapacity(clean.count / SourceText.stride + 1)
    var (count, lines) = (0, 0)
    clean.withUnsafeBufferPointer { bytes in
      for at in 0..<bytes.count {
        let byte = bytes[at]
        guard byte & 0xC0 != 0x80 else { continue }
        if count % SourceText.stride == 0 {
          marks.append(UInt32(truncatingIfNeeded: at))
          lineMarks.append(UInt32(truncatingIfNeeded: lines))
        }
        if byte == 10 { lines += 1 }
        count += 1
      }
    }
    self.utf8 = clean
    self.count = count
    self.marks = marks
    self.lineMarks = lineMarks
  }

  /// The text of a string, with its line ends made `\n`.
  package init(_ string: String) { self.init(utf8: Array(string.utf8)) }

  /// The whole text.
  package var string: String { String(decoding: utf8, as: UTF8.self) }

  /// Two texts are equal when their bytes are.
  package static func == (left: SourceText, right: SourceText) -> Bool { left.utf8 == right.utf8 }

  /// Hashes the bytes.
  package func hash(into hasher: inout Hasher) { hasher.combine(utf8) }

  /// SHA-256 of the normalised UTF-8 as 64 hexadecimal digits.
  package func sha256() -> String { SHA256.hex(utf8) }

  /// The text between two scalar positions, half-open; what lies outside of the text is left out.
  ///
  ///     SourceText("қала мен ауыл")[5..<8]   // "мен"
  package subscript(range: Range<Int>) -> String { String(decoding: utf8[bytes(range)], as: UTF8.self) }

  /// The bytes between two scalar positions, half-open; what lies outside of the text is left out.
  package func bytes(_ range: Range<Int>) -> Range<Int> {
    let low = byteOffset(ofScalar: range.lowerBound)
    return low..<max(low, byteOffset(ofScalar: range.upperBound))
  }

  /// The byte at which a scalar begins; the text's length in bytes from its end on, 0 before its beginning.
  ///
  /// - Complexity: O(1).
  package func byteOffset(ofScalar position: Int) -> Int {
    guard position > 0 else { return 0 }
    guard position < count else { return utf8.count }
    var at = Int(marks[position / SourceText.stride])
    var left = position % SourceText.stride
    while left > 0 {
      at += SourceText.width(utf8[at])
      left -= 1
    }
    return at
  }

  /// The scalar to which a byte belongs; the text's length in scalars from its end on, 0 before its beginning.
  ///
  /// - Complexity: O(log *n*).
  package func scalarOffset(ofByte byte: Int) -> Int {
    guard byte > 0 else { return 0 }
    guard byte < utf8.count else { return count }
    var (low, high) = (0, marks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(marks[middle]) <= byte { low = middle } else { high = middle }
    }
    var at = Int(marks[low])
    var scalar = low * SourceText.stride
    while at + SourceText.width(utf8[at]) <= byte {
      at += SourceText.width(utf8[at])
      scalar += 1
    }
    return scalar
  }

  /// The line on which a scalar stands, counted from 1, and its place on that line, counted from 1 in scalars.
  ///
  /// - Complexity: O(length of the line).
  package func lineAndColumn(ofScalar position: Int) -> (line: Int, column: Int) {
    let position = min(max(position, 0), count)
    guard !marks.isEmpty else { return (1, 1) }
    let byte = byteOffset(ofScalar: position)
    let mark = min(position / SourceText.stride, marks.count - 1)
    var line = Int(lineMarks[mark]) + 1
    for at in Int(marks[mark])..<byte where utf8[at] == 10 { line += 1 }
    var lineStart = byte
    while lineStart > 0, utf8[lineStart - 1] != 10 { lineStart -= 1 }
    return (line, position - scalarOffset(ofByte: lineStart) + 1)
  }

  private static func width(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

  private static func holdsReturn(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in bytes.baseAddress.map { memchr($0, 13, bytes.count) != nil } ?? false }
  }
}
