internal import KoshTable

/// The list at the end of a ZIP archive that says which files it holds and where.
///
/// Source: PKWARE, *APPNOTE.TXT – .ZIP File Format Specification*, 6.3.10, sections 4.3 to 4.5.
struct ZIPDirectory {
  var entries: [ZIPArchive.Entry] = []

  private let bytes: [UInt8]
  private let name: String

  init(_ bytes: [UInt8], name: String) throws(Problem) {
    self.bytes = bytes
    self.name = name
    guard !bytes.isEmpty else { throw ZIPProblem.empty(name) }
    guard let end = findEnd() else {
      throw ZIPArchive.looksLike(bytes) ? ZIPProblem.noList(name) : ZIPProblem.noArchive(name)
    }
    var (count, size, start) = (number(end + 10, 2), number(end + 12, 4), number(end + 16, 4))
    guard number(end + 4, 2) == number(end + 6, 2) else { throw ZIPProblem.split(name) }
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF, let large = try findLargeEnd(before: end) {
      (count, size, start) = (try position(large + 32), try position(large + 40), try position(large + 48))
    }
    guard start <= bytes.count, size <= bytes.count - start else { throw ZIPProblem.noList(name) }
    // 46 bytes are the least that an entry takes in the list.
    guard count <= size / 46 else { throw ZIPProblem.damagedList(name, entry: size / 46 + 1) }
    entries.reserveCapacity(count)
    var at = start
    for ordinal in 1...max(count, 1) where count > 0 {
      at = try readEntry(at, end: start + size, ordinal: ordinal)
    }
  }

  /// The record that ends an archive; a comment of up to 65,535 bytes may follow it.
  private func findEnd() -> Int? {
    guard bytes.count >= 22 else { return nil }
    var at = bytes.count - 22
    let least = max(0, at - 0xFFFF)
    while at >= least {
      if isSignature(at, 0x05, 0x06), at + 22 + number(at + 20, 2) <= bytes.count { return at }
      at -= 1
    }
    return nil
  }

  /// The record of archives with more than 65,534 entries or 4 GiB; `nil` if there is none.
  private func findLargeEnd(before end: Int) throws(Problem) -> Int? {
    guard end >= 20, isSignature(end - 20, 0x06, 0x07) else { return nil }
    let at = try position(end - 20 + 8)
    guard at <= bytes.count - 56, isSignature(at, 0x06, 0x06) else { throw ZIPProblem.noList(name) }
    return at
  }

  private mutating func readEntry(_ at: Int, end: Int, ordinal: Int) throws(Problem) -> Int {
    guard at + 46 <= end, isSignature(at, 0x01, 0x02) else { throw ZIPProblem.damagedList(name, entry: ordinal) }
    let (nameLength, extraLength, commentLength) = (number(at + 28, 2), number(at + 30, 2), number(at + 32, 2))
    let next = at + 46 + nameLength + extraLength + commentLength
    guard next <= end else { throw ZIPProblem.damagedList(name, entry: ordinal) }
    // Some programs of Windows write their system's sign between folders.
    let spelled = bytes[(at + 46)..<(at + 46 + nameLength)].map { $0 == 0x5C ? 0x2F : $0 }
    let entryName = String(decoding: spelled, as: UTF8.self)

    var sizes = (full: number(at + 24, 4), packed: number(at + 20, 4), offset: number(at + 42, 4))
    try readLargeSizes(&sizes, from: at + 46 + nameLength, length: extraLength, ordinal: ordinal)

    let place = Place(file: "\(name)/\(entryName)")
    guard sizes.offset <= bytes.count - 30, isSignature(sizes.offset, 0x03, 0x04) else {
      throw ZIPProblem.outside(place)
    }
    let start = sizes.offset + 30 + number(sizes.offset + 26, 2) + number(sizes.offset + 28, 2)
    guard start <= bytes.count, sizes.packed <= bytes.count - start else { throw ZIPProblem.outside(place) }
    entries.append(
      ZIPArchive.Entry(
        name: entryName, size: sizes.full, checksum: UInt32(truncatingIfNeeded: number(at + 16, 4)),
        method: UInt16(truncatingIfNeeded: number(at + 10, 2)), flags: UInt16(truncatingIfNeeded: number(at + 8, 2)),
        packed: start..<(start + sizes.packed)))
    return next
  }

  /// Sizes that do not fit in 32 bits stand in an extra field, in this order and only where they are needed.
  private func readLargeSizes(
    _ sizes: inout (full: Int, packed: Int, offset: Int), from start: Int, length: Int, ordinal: Int
  ) throws(Problem) {
    var at = start
    while at + 4 <= start + length {
      let (kind, count) = (number(at, 2), number(at + 2, 2))
      guard at + 4 + count <= start + length else { return }
      if kind == 1 {
        var field = at + 4
        func next(_ value: Int) throws(Problem) -> Int {
          guard value == 0xFFFF_FFFF else { return value }
          guard field + 8 <= at + 4 + count else { throw ZIPProblem.damagedList(name, entry: ordinal) }
          field += 8
          return try position(field - 8)
        }
        sizes = (try next(sizes.full), try next(sizes.packed), try next(sizes.offset))
        return
      }
      at += 4 + count
    }
  }

  private func isSignature(_ at: Int, _ third: UInt8, _ fourth: UInt8) -> Bool {
    at >= 0 && at + 4 <= bytes.count && bytes[at] == 0x50 && bytes[at + 1] == 0x4B && bytes[at + 2] == third
      && bytes[at + 3] == fourth
  }

  /// A number of up to four bytes, the lowest first; the caller has seen that they are there.
  private func number(_ at: Int, _ count: Int) -> Int {
    var value = 0
    for index in (0..<count).reversed() { value = value << 8 | Int(bytes[at + index]) }
    return value
  }

  /// A number of eight bytes that must be a position or size in memory.
  private func position(_ at: Int) throws(Problem) -> Int {
    let (low, high) = (number(at, 4), number(at + 4, 4))
    guard high < 1 << 24 else { throw ZIPProblem.noList(name) }
    return high << 32 | low
  }
}
