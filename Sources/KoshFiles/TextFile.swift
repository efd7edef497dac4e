package import KoshTable

/// A text file of any of the encodings that ``TextEncoding`` knows, as UTF-8.
package enum TextFile {
  /// The text of a file's bytes as UTF-8 without a byte-order mark; line ends stay as they are.
  ///
  /// Without `encoding`, a byte-order mark decides; then zero bytes at every other place mean UTF-16; then bytes that
  /// are valid UTF-8 are that, and all others windows-1251 or kz-1048, whichever makes words of Kazakh letters.
  ///
  /// - Throws: ``Problem`` of kind `data` with the line of the first byte that cannot be read.
  package static func utf8(
    of file: [UInt8], encoding: TextEncoding? = nil, name: String
  ) throws(Problem) -> (bytes: [UInt8], encoding: TextEncoding) {
    if file.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw Problem(
        .data, "this is a ZIP archive, such as a word processor's document, not text", at: Place(file: name),
        remedy: "give it the ending of what it is, such as .docx, or save it as plain text in UTF-8")
    }
    do {
      let decoded = try DecodedText(file, encoding: encoding, name: name)
      return (decoded.start == 0 ? decoded.bytes : Array(decoded.bytes[decoded.start...]), decoded.encoding)
    } catch {
      var problem = error
      problem.remedy = problem.remedy?.replacingCSV()
      throw problem
    }
  }

  /// Whether bytes are well-formed UTF-8.
  ///
  /// - Complexity: O(*n*).
  package static func isUTF8(_ bytes: [UInt8]) -> Bool { UTF8Check.firstInvalid(bytes, from: 0) == nil }
}

extension String {
  /// The advice of the table reader, for a file that is no table.
  fileprivate func replacingCSV() -> String {
    guard let found = range(ofWord: "as CSV UTF-8") else { return self }
    return String(self[..<found.lowerBound]) + "as UTF-8" + String(self[found.upperBound...])
  }

  private func range(ofWord word: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
      start = index(after: start)
    }
    return nil
  }
}
