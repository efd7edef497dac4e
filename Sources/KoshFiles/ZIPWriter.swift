package import KoshTable

/// Makes ZIP archives.
///
/// The same entries give the same bytes: every entry carries the date 1 January 1980, the first that ZIP knows.
///
///     var archive = ZIPWriter()
///     try archive.add("a.txt", Array("hello".utf8))
///     let bytes = try archive.finished()
package struct ZIPWriter: Sendable {
  private var bytes: [UInt8] = []
  private var list: [UInt8] = []
  private var names: Set<String> = []

  /// An archive without entries.
  package init() {}

  /// Adds a file; it is deflated where that makes it shorter, else stored.
  ///
  /// - Parameters:
  ///   - name: Its name in the archive, with `/` between folders.
  ///   - contents: Its bytes.
  ///   - isStored: Whether to leave it unpacked in any case, as some formats ask of their first entry.
  /// - Throws: ``Problem`` of kind `data` when the name is empty, longer than 65,535 bytes or taken, or the archive grows
  ///   beyond 4 GiB or 65,534 entries.
  package mutating func add(_ name: String, _ contents: [UInt8], isStored: Bool = false) throws(Problem) {
    let packed = isStored ? nil : ZIPDeflate.deflated(contents)
    try add(
      name, packed: (packed ?? contents)[...], size: contents.count, checksum: ZIPDeflate.checksum(contents[...]),
      method: packed == nil ? 0 : 8)
  }

  /// Adds an entry of another archive as it is, without unpacking it.
  ///
  /// - Throws: ``Problem`` as for a file, and when the entry is encrypted.
  package mutating func add(_ entry: ZIPArchive.Entry, of archive: ZIPArchive, as name: String? = nil) throws(Problem) {
    guard entry.flags & 1 == 0 else { throw ZIPProblem.encrypted(Place(file: "\(archive.name)/\(entry.name)")) }
    try add(
      name ?? entry.name, packed: archive.packedBytes(of: entry), size: entry.size, checksum: entry.checksum,
      method: entry.method)
  }

  /// The archive's bytes.
  ///
  /// - Throws: ``Problem`` of kind `data` when it has grown beyond 4 GiB.
  package consuming func finished() throws(Problem) -> [UInt8] {
    guard bytes.count + list.count + 22 < 0xFFFF_FFFF else { throw ZIPWriter.tooLong("") }
    let (start, count) = (bytes.count, names.count)
    bytes += list
    bytes += [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0]
    ZIPWriter.append(count, 2, to: &bytes)
    ZIPWriter.append(count, 2, to: &bytes)
    ZIPWriter.append(list.count, 4, to: &bytes)
    ZIPWriter.append(start, 4, to: &bytes)
    ZIPWriter.append(0, 2, to: &bytes)
    return bytes
  }

  private mutating func add(
    _ name: String, packed: ArraySlice<UInt8>, size: Int, checksum: UInt32, method: UInt16
  ) throws(Problem) {
    let spelled = Array(name.utf8)
    let place = Place(file: name)
    guard !spelled.isEmpty, spelled.count <= 0xFFFF else {
      throw ZIPProblem.unwritable("a name in a ZIP archive has 1 to 65535 bytes, this one has \(spelled.count)", place)
    }
    guard names.insert(name).inserted else {
      throw ZIPProblem.unwritable("the archive has an entry of this name", place)
    }
    guard names.count < 0xFFFF else { throw ZIPProblem.unwritable("a ZIP archive holds at most 65534 entries", place) }
    guard size < 0xFFFF_FFFF, bytes.count + packed.count + 30 + spelled.count < 0xFFFF_FFFF else {
      throw ZIPWriter.tooLong(name)
    }
    let start = bytes.count
    var common: [UInt8] = []
    // Version 2.0; names are UTF-8 (bit 11); midnight of 1 January 1980.
    ZIPWriter.append(20, 2, to: &common)
    ZIPWriter.append(1 << 11, 2, to: &common)
    ZIPWriter.append(Int(method), 2, to: &common)
    ZIPWriter.append(0, 2, to: &common)
    ZIPWriter.append(0x21, 2, to: &common)
    ZIPWriter.append(Int(checksum), 4, to: &common)
    ZIPWriter.append(packed.count, 4, to: &common)
    ZIPWriter.append(size, 4, to: &common)
    ZIPWriter.append(spelled.count, 2, to: &common)
    ZIPWriter.append(0, 2, to: &common)

    bytes += [0x50, 0x4B, 0x03, 0x04]
    bytes += common
    bytes += spelled
    bytes += packed

    list += [0x50, 0x4B, 0x01, 0x02, 20, 0]
    list += common
    // No comment, disk 0, no attributes.
    list += [UInt8](repeating: 0, count: 10)
    ZIPWriter.append(start, 4, to: &list)
    list += spelled
  }

  private static func tooLong(_ name: String) -> Problem {
    ZIPProblem.unwritable("the ZIP archive would be larger than 4 GiB", Place(file: name.isEmpty ? nil : name))
  }

  private static func append(_ value: Int, _ count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
