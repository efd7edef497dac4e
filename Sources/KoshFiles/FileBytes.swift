package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Whole files in and out, with problems that say what to do.
package enum FileBytes {
  /// Whether a file or folder of that path is there.
  package static func exists(path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder that are not hidden, in code-point order; `nil` where it cannot be opened. Folders inside are
  /// named and not entered.
  package static func names(in folder: String) -> [String]? {
    guard let opened = opendir(folder) else { return nil }
    defer { closedir(opened) }
    var names: [String] = []
    while let entry = readdir(opened) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted(by: codePointOrder)
  }

  /// Removes a file; nothing happens where there is none.
  package static func remove(path: String) { _ = unlink(path) }

  /// The bytes of a file.
  ///
  /// - Throws: ``Problem`` of kind `data`, placed in the file, when it cannot be opened or read, with the system's reason.
  /// - Complexity: O(size of the file); one copy.
  package static func read(path: String) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw unreadable(path, EISDIR) }
    // A pipe has no size: it is read until its end, as is a file that grows meanwhile.
    var capacity = max(Int(status.st_size) + 1, 1 << 16)
    var bytes: [UInt8] = []
    while true {
      var failure: Int32 = 0
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
        while count < capacity, let base = buffer.baseAddress {
          let got = systemRead(file, base + count, capacity - count)
          if got < 0 { failure = errno }
          guard got > 0 else { break }
          count += got
        }
        filled = count
      }
      guard failure == 0 else { throw unreadable(path, failure) }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      guard count == capacity else { return bytes }
      capacity = 1 << 20
    }
  }

  /// Writes a text as UTF-8, in the place of what the file held.
  ///
  /// - Throws: ``Problem`` of kind `data` with the system's reason.
  package static func write(_ text: String, to path: String) throws(Problem) {
    var text = text
    let failure = text.withUTF8 { bytes in write(bytes, to: path) }
    if failure != 0 { throw unwritable(path, failure) }
  }

  /// Writes bytes, in the place of what the file held.
  ///
  /// - Throws: ``Problem`` of kind `data` with the system's reason.
  package static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    let failure = bytes.withUnsafeBufferPointer { write($0, to: path) }
    if failure != 0 { throw unwritable(path, failure) }
  }

  /// Makes a folder and those above it; one that is there already is left as it is.
  ///
  /// - Throws: ``Problem`` of kind `data` with the system's reason.
  package static func makeDirectory(path: String) throws(Problem) {
    var made = path.hasPrefix("/") ? "/" : ""
    var failure: Int32 = 0
    for part in path.split(separator: "/") {
      made += made.isEmpty || made == "/" ? part : "/" + part
      failure = mkdir(made, 0o755) == 0 ? 0 : errno
    }
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw unmakable(path, EEXIST) }
    } else {
      throw unmakable(path, failure == 0 ? errno : failure)
    }
  }

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to path: String) -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return errno }
    var written = 0
    while written < bytes.count, let base = bytes.baseAddress {
      let count = systemWrite(file, base + written, bytes.count - written)
      guard count > 0 else {
        let failure = errno
        close(file)
        return failure
      }
      written += count
    }
    return close(file) == 0 ? 0 : errno
  }

  private static func unreadable(_ path: String, _ code: Int32) -> Problem {
    let remedy =
      switch code {
      case ENOENT: "check the path"
      case EISDIR: "give the path of a file"
      case EACCES: "allow reading: chmod u+r"
      default: nil as String?
      }
    return Problem(.data, "the file cannot be read: \(reason(code))", at: Place(file: path), remedy: remedy)
  }

  private static func unwritable(_ path: String, _ code: Int32) -> Problem {
    Problem(.data, "the file cannot be written: \(reason(code))", at: Place(file: path))
  }

  private static func unmakable(_ path: String, _ code: Int32) -> Problem {
    Problem(.data, "the folder cannot be made: \(reason(code))", at: Place(file: path))
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of its path is no folder"
    case EEXIST: "a file of that name is there"
    case EACCES, EPERM: "permission is denied"
    case ENOSPC: "the disk is full"
    case EROFS: "the disk is read-only"
    default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
  }
}

// Inside `FileBytes` the names `read` and `write` are its own.
private func systemRead(_ file: Int32, _ to: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int { read(file, to, count) }

private func systemWrite(_ file: Int32, _ from: UnsafePointer<UInt8>, _ count: Int) -> Int {
  write(file, from, count)
}
