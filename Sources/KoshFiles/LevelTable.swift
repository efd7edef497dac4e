#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The distinct texts of a column, numbered in the order in which they were met.
///
/// Texts are compared as bytes where they stand in the file, eight at once: no string is made before the end.
struct LevelTable {
  /// Where each level stands: in the file, or in `own` where `start` is negative (as −1 − place).
  private(set) var spans: [(start: Int, count: Int)] = []
  private var hashes: [UInt64] = []
  /// The first eight bytes of each level, or all of a shorter one.
  private var words: [UInt64] = []
  private var slots = [Int32](repeating: -1, count: 64)
  /// Levels that do not stand in the file as they are read, their doubled quotes undone.
  private var own: [[UInt8]] = []

  var count: Int { spans.count }

  /// The number of the text from `start` on.
  @inline(__always)
  mutating func code(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int32 {
    let word = LevelTable.word(bytes + start, count)
    let hash = LevelTable.hash(bytes + start, count, word)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let level = Int(slots[slot])
      // The hash takes in the length, so that words of different lengths hardly ever meet here.
      if hashes[level] == hash, words[level] == word, spans[level].count == count,
        count <= 8 || equals(level, bytes, start, count)
      {
        return Int32(level)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(hash, word, slot, (start, count))
  }

  /// The number of a text that does not stand in the file.
  mutating func code(_ bytes: UnsafePointer<UInt8>, own text: [UInt8]) -> Int32 {
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return code(bytes, 0, 0) }
      let word = LevelTable.word(base, buffer.count)
      let hash = LevelTable.hash(base, buffer.count, word)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 {
        let level = Int(slots[slot])
        if hashes[level] == hash, content(level, bytes) == text { return Int32(level) }
        slot = (slot + 1) & (slots.count - 1)
      }
      own.append(text)
      return insert(hash, word, slot, (-own.count, buffer.count))
    }
  }

  /// The bytes of a level.
  func content(_ level: Int, _ bytes: UnsafePointer<UInt8>) -> [UInt8] {
    let (start, count) = spans[level]
    if start < 0 { return own[-1 - start] }
    return Array(UnsafeBufferPointer(start: bytes + start, count: count))
  }

  /// Takes in the levels of another table; gives, for each of its numbers, the one here.
  mutating func merge(_ other: LevelTable, _ bytes: UnsafePointer<UInt8>) -> [Int32] {
    (0..<other.count).map { level in
      let (start, count) = other.spans[level]
      return start < 0 ? code(bytes, own: other.own[-1 - start]) : code(bytes, start, count)
    }
  }

  /// The levels in code-point order, and for each number its place there. Texts that are canonically equal, such as й
  /// as one sign or as и with a breve, are one level: the first met lends its spelling.
  func sorted(_ bytes: UnsafePointer<UInt8>) -> (levels: [String], rank: [Int32]) {
    let texts = (0..<count).map { level -> String in
      let (start, length) = spans[level]
      if start < 0 { return String(decoding: own[-1 - start], as: UTF8.self) }
      return String(decoding: UnsafeBufferPointer(start: bytes + start, count: length), as: UTF8.self)
    }
    var canonical = Array(0..<count)
    if texts.contains(where: LevelTable.mayHaveVariants) {
      var first: [String: Int] = [:]
      for (level, text) in texts.enumerated() {
        if let earlier = first[text] { canonical[level] = earlier } else { first[text] = level }
      }
    }
    // The first eight bytes settle most comparisons; UTF-8 sorts as its code points do.
    let keys = texts.map(LevelTable.key)
    let order = (0..<count).filter { canonical[$0] == $0 }.sorted { left, right in
      keys[left] != keys[right]
        ? keys[left] < keys[right] : texts[left].utf8.lexicographicallyPrecedes(texts[right].utf8)
    }
    var rank = [Int32](repeating: 0, count: count)
    for (position, level) in order.enumerated() { rank[level] = Int32(position) }
    for level in 0..<count { rank[level] = rank[canonical[level]] }
    return (order.map { texts[$0] }, rank)
  }

  private static func key(_ text: String) -> UInt64 {
    var key: UInt64 = 0
    var length = 0
    for byte in text.utf8.prefix(8) {
      key = key << 8 | UInt64(byte)
      length += 1
    }
    return key << UInt64(8 * (8 - length))
  }

  /// Whether a text has a sign that Unicode can spell in several ways; the letters of Russian and Kazakh are no such
  /// signs unless written with combining marks (lead bytes 0xCC and 0xCD).
  private static func mayHaveVariants(_ text: String) -> Bool {
    text.utf8.contains { $0 >= 0xCC && $0 <= 0xCE || $0 >= 0xE0 }
  }

  private mutating func insert(_ hash: UInt64, _ word: UInt64, _ slot: Int, _ span: (Int, Int)) -> Int32 {
    let level = Int32(spans.count)
    slots[slot] = level
    spans.append(span)
    hashes.append(hash)
    words.append(word)
    if spans.count * 2 > slots.count { grow() }
    return level
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (level, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(level)
    }
  }

  @inline(__always)
  private func equals(_ level: Int, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool {
    let held = spans[level].start
    if held < 0 { return own[-1 - held].elementsEqual(UnsafeBufferPointer(start: bytes + start, count: count)) }
    return memcmp(bytes + held, bytes + start, count) == 0
  }

  /// The first eight bytes of a text; all of a shorter one, in an order of its own for each length.
  @inline(__always)
  private static func word(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(text)
    if count >= 8 { return raw.loadUnaligned(as: UInt64.self) }
    if count >= 4 {
      let last = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(raw.loadUnaligned(as: UInt32.self)) | UInt64(last) << 32
    }
    return count == 0 ? 0 : UInt64(text[0]) | UInt64(text[count / 2]) << 8 | UInt64(text[count - 1]) << 16
  }

  /// The length and eight bytes at a time, multiplied and folded; the last eight may overlap those before.
  @inline(__always)
  private static func hash(_ text: UnsafePointer<UInt8>, _ count: Int, _ word: UInt64) -> UInt64 {
    var hash = mixed(word ^ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
    guard count > 8 else { return hash }
    let raw = UnsafeRawPointer(text)
    var at = 8
    while at + 8 < count {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    return mixed(hash ^ raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
  }

  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
