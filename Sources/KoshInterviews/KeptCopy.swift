internal import KoshFiles
package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writing over a file without losing what it held.
package enum KeptCopy {
  /// Puts `bytes` in the place of a file. What stood there before is first copied beside it as `NAME.bak-1`, or the
  /// next free number; the new content is written to a file of its own and then renamed, so that a power cut leaves one
  /// of the two whole. A file that holds the same bytes already is left alone.
  ///
  /// - Parameter isPrivate: Whether nobody but the owner may read the file and its copy, at any moment.
  /// - Returns: The path of the copy; `nil` where there was nothing to copy.
  /// - Throws: ``Problem`` of kind `data` with the system's reason; the file then is as it was.
  @discardableResult
  package static func replace(_ path: String, with bytes: [UInt8], isPrivate: Bool = false) throws(Problem) -> String? {
    var copy: String?
    if FileBytes.exists(path: path) {
      let before = try FileBytes.read(path: path)
      guard before != bytes else { return nil }
      var number = 1
      while FileBytes.exists(path: path + ".bak-\(number)") { number += 1 }
      let name = path + ".bak-\(number)"
      if isPrivate { make(name) }
      try FileBytes.write(before, to: name)
      copy = name
    }
    let temporary = path + ".new-\(getpid())"
    if isPrivate { make(temporary) }
    try FileBytes.write(bytes, to: temporary)
    guard rename(temporary, path) == 0 else {
      let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
      unlink(temporary)
      throw Problem(.data, "the file cannot be replaced: \(reason)", at: Place(file: path))
    }
    return copy
  }

  /// Makes an empty file with its rights before it has content.
  private static func make(_ path: String) {
    let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if made >= 0 { close(made) }
  }
}
