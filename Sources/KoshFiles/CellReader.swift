/// The cells that mean "no answer" in a column, ready to be compared with bytes.
struct MissingWords {
  private let words: [[UInt8]]
  /// Whether a word begins with a byte: most cells are told apart by their first.
  private let begins: [Bool]

  init(_ words: Set<String>) {
    self.words = words.sorted().map { Array($0.utf8) }.filter { !$0.isEmpty }
    var begins = [Bool](repeating: false, count: 256)
    for word in self.words { begins[Int(word[0])] = true }
    self.begins = begins
  }

  /// Whether the bytes from `start` to `end` are empty or one of the words.
  @inline(__always)
  func contains(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if start >= end { return true }
    return begins[Int(bytes[start])] && matches(bytes, start, end)
  }

  @inline(never)
  private func matches(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    words.contains { word in
      word.count == end - start && word.indices.allSatisfy { word[$0] == bytes[start + $0] }
    }
  }
}

/// A cell's place in the file without its quotes and the blanks around it.
struct Cell {
  var start: Int
  var end: Int
  /// Whether two quotes in it stand for one.
  var hasDoubledQuotes = false

  /// The cell in the field from `start` to `end`.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, _ field: (start: Int, end: Int)) {
    (start, end) = field
    if start >= end { return }
    // A first sign of 0x23 to 0x7F and such a last one are neither blank nor quote nor part of a longer character.
    if bytes[start] &- 0x23 < 0x5D, bytes[end - 1] &- 0x23 < 0x5D { return }
    strip(bytes)
  }

  @inline(never)
  private mutating func strip(_ bytes: UnsafePointer<UInt8>) {
    trim(bytes)
    guard end - start >= 2, bytes[start] == 0x22, bytes[end - 1] == 0x22 else { return }
    start += 1
    end -= 1
    for at in start..<end where bytes[at] == 0x22 { hasDoubledQuotes = true }
    trim(bytes)
  }

  private mutating func trim(_ bytes: UnsafePointer<UInt8>) {
    while start < end, let length = blankLength(bytes, start, end) { start += length }
    while start < end {
      if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
        end -= 1
      } else if end - start >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
        end -= 2
      } else if end - start >= 3, bytes[end - 1] == 0xAF, bytes[end - 2] == 0x80, bytes[end - 3] == 0xE2 {
        end -= 3
      } else {
        return
      }
    }
  }

  /// Whether a byte stands in the cell.
  func has(_ byte: UInt8, _ bytes: UnsafePointer<UInt8>) -> Bool { (start..<end).contains { bytes[$0] == byte } }

  /// The cell's bytes, doubled quotes undone.
  func content(_ bytes: UnsafePointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    var at = start
    while at < end {
      result.append(bytes[at])
      at += hasDoubledQuotes && bytes[at] == 0x22 ? 2 : 1
    }
    return result
  }

  /// The cell's text, doubled quotes undone.
  func text(_ bytes: UnsafePointer<UInt8>) -> String {
    if hasDoubledQuotes { return String(decoding: content(bytes), as: UTF8.self) }
    return String(decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
  }
}
