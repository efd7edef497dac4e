#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import KoshInterviews
internal import KoshTable

/// The texts of a folder.
enum InterviewFolder {
  /// The names of the files in a folder that hold interviews, in code-point order; `nil` where it cannot be opened.
  ///
  /// Files of other kinds and those whose name begins with a dot are passed over; folders inside are not entered.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix("."), SourceReader.Kind(path: name) != nil { names.append(name) }
    }
    return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }
}
