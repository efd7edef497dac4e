package import KoshTable

/// A ZIP archive that was read: its list of entries, and their bytes on demand.
///
/// An archive is not trusted: sizes are checked before memory is taken, checksums after unpacking, and names never
/// become paths on the disk.
package struct ZIPArchive: Sendable {
  /// One file of an archive.
  package struct Entry: Sendable, Hashable {
    /// The name with the folders that the archive gives it, `/` between them.
    package var name: String
    /// The size in bytes once unpacked.
    package var size: Int
    /// The CRC-32 of the unpacked bytes.
    package var checksum: UInt32
    /// The compression method: 0 is stored, 8 deflated.
    var method: UInt16
    /// The general-purpose flags.
    var flags: UInt16
    /// Where the packed bytes stand in the archive.
    var packed: Range<Int>

    /// Whether the name stands for a folder rather than a file.
    package var isFolder: Bool { name.hasSuffix("/") }
  }

  /// The archive's name in problems.
  package let name: String
  /// The entries in the order of the archive's list.
  package let entries: [Entry]
  private let bytes: [UInt8]
  private let positions: [String: Int]

  /// The most bytes that all entries of one archive may unpack to, unless said otherwise: 2 GiB.
  package static let usualLimit = 1 << 31

  /// Reads the archive's list of entries; nothing is unpacked yet.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: The file's name for problems.
  ///   - limit: The most bytes that all entries together may unpack to.
  /// - Throws: ``Problems`` of kind `data`: no archive, cut off, damaged, split over several files, two entries of one
  ///   name, entries that share bytes, or sizes beyond `limit` or beyond what deflate can reach.
  /// - Complexity: O(*n* log *n*) in the number of entries; the bytes are not copied.
  package init(bytes: [UInt8], name: String, limit: Int = ZIPArchive.usualLimit) throws(Problems) {
    let directory: ZIPDirectory
    do throws(Problem) {
      directory = try ZIPDirectory(bytes, name: name)
    } catch {
      throw Problems(error)
    }
    self.name = name
    self.bytes = bytes
    entries = directory.entries
    var problems: [Problem] = []
    var positions: [String: Int] = [:]
    for (position, entry) in entries.enumerated() {
      if positions.updateValue(position, forKey: entry.name) != nil {
        problems.append(ZIPProblem.twice(entry.name, name))
      }
      if entry.method == 8, entry.size / 1040 > entry.packed.count + 64 {
        problems.append(ZIPProblem.swollen(entry, name))
      }
    }
    self.positions = positions
    let total = entries.reduce(into: (sum: 0, isOver: false)) { result, entry in
      let (sum, isOver) = result.sum.addingReportingOverflow(entry.size)
      result = (sum, result.isOver || isOver || sum > limit)
    }
    if total.isOver { problems.append(ZIPProblem.tooLarge(limit, name)) }
    let ordered = entries.filter { !$0.packed.isEmpty }.sorted { $0.packed.lowerBound < $1.packed.lowerBound }
    for (one, next) in zip(ordered, ordered.dropFirst()) where one.packed.upperBound > next.packed.lowerBound {
      problems.append(ZIPProblem.shared(one.name, next.name, name))
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  /// Reads an archive's file.
  ///
  /// - Throws: ``Problems`` of kind `data`: the file cannot be read, or as for the bytes.
  package init(path: String, limit: Int = ZIPArchive.usualLimit) throws(Problems) {
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try FileBytes.read(path: path)
    } catch {
      throw Problems(error)
    }
    try self.init(bytes: bytes, name: path, limit: limit)
  }

  /// Whether bytes begin as a ZIP archive does.
  package static func looksLike(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// The entry of a name, exactly as the archive spells it.
  ///
  /// - Complexity: O(1).
  package subscript(name: String) -> Entry? { positions[name].map { entries[$0] } }

  /// The first entry whose name differs at most in upper and lower case.
  ///
  /// - Complexity: O(1) for the exact name, else O(number of entries).
  package func entry(ignoringCase name: String) -> Entry? {
    if let exact = self[name] { return exact }
    let wanted = name.lowercased()
    return entries.first { $0.name.lowercased() == wanted }
  }

  /// The unpacked bytes of an entry.
  ///
  /// - Throws: ``Problem`` of kind `data`, placed in `archive/entry`: encrypted, packed by a method other than deflate,
  ///   cut off, damaged, or not of the size and checksum that the archive promises.
  /// - Complexity: O(size of the entry).
  package func contents(of entry: Entry) throws(Problem) -> [UInt8] {
    let place = Place(file: "\(name)/\(entry.name)")
    guard entry.flags & 1 == 0 else { throw ZIPProblem.encrypted(place) }
    let packed = bytes[entry.packed]
    let result: [UInt8]
    switch entry.method {
    case 0:
      guard packed.count == entry.size else { throw ZIPProblem.wrongSize(packed.count, entry.size, place) }
      result = Array(packed)
    case 8:
      do throws(ZIPDeflate.Failure) {
        result = try ZIPDeflate.inflated(packed, size: entry.size)
      } catch {
        throw ZIPProblem.packed(error, entry.size, place)
      }
      guard result.count == entry.size else { throw ZIPProblem.wrongSize(result.count, entry.size, place) }
    default:
      throw ZIPProblem.method(entry.method, place)
    }
    guard ZIPDeflate.checksum(result[...]) == entry.checksum else { throw ZIPProblem.wrongChecksum(place) }
    return result
  }

  /// The unpacked bytes of the entry of a name; `nil` if there is none.
  ///
  /// - Throws: As for an entry.
  package func contents(of name: String) throws(Problem) -> [UInt8]? {
    guard let entry = self[name] else { return nil }
    return try contents(of: entry)
  }

  /// The packed bytes of an entry, to be written to another archive as they are.
  func packedBytes(of entry: Entry) -> ArraySlice<UInt8> { bytes[entry.packed] }
}
