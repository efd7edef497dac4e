internal import KoshFiles
package import KoshTable

/// A coding frame by the word that a person gives for it: a shipped one's name, a file of codes, or a REFI-QDA codebook.
package struct FrameChoice: Sendable {
  /// The frame.
  package let frame: CodingFrame
  /// The file's bytes; `nil` for a shipped frame.
  package let bytes: [UInt8]?
  /// Where a codebook departs from the standard, and can be read all the same.
  package let departures: [Problem]
  /// What of a codebook is not in the frame.
  package let losses: [REFILoss]

  /// The shipped frame of that name, or the frame of a file; a file that ends in `.qdc` is a codebook.
  ///
  ///     try FrameChoice("push-pull").frame.codes.isEmpty   // false
  ///
  /// - Parameters:
  ///   - folder: Where a path that does not begin with `/` begins; where the program was started, if left out.
  ///   - place: Where the word was written, for the problem that there is no such frame.
  ///   - language: The language in which a codebook's names are, where it does not say otherwise.
  /// - Throws: ``Problems`` where there is neither, or where the file cannot be read.
  package init(_ word: String, in folder: String? = nil, at place: Place = Place(), language: Language = .en)
    throws(Problems)
  {
    if let shipped = ShippedFrame(rawValue: word) {
      (frame, bytes, departures, losses) = (shipped.frame, nil, [], [])
      return
    }
    let path = word.hasPrefix("/") ? word : folder.map { "\($0)/\(word)" } ?? word
    guard FileBytes.exists(path: path) else {
      let names = ShippedFrame.allCases.map(\.rawValue)
      throw Problems(
        Problem(
          place == Place() ? .specification : .data,
          "there is no coding frame \"\(word)\", and no file of that name", at: place,
          remedy: Spelling.advice(for: word, among: names)))
    }
    let read: [UInt8]
    do throws(Problem) { read = try FileBytes.read(path: path) } catch { throw Problems(error) }
    bytes = read
    if word.lowercased().hasSuffix(".qdc") {
      let codebook = try REFICodebook(read, name: path, language: language)
      (frame, departures, losses) = (codebook.frame, codebook.problems, codebook.losses)
      return
    }
    let text: SourceText
    do throws(Problem) {
      text = SourceText(utf8: try TextFile.utf8(of: read, name: path).bytes)
    } catch {
      throw Problems(error)
    }
    (frame, departures, losses) = (try CodingFrameFile.read(text, file: path), [], [])
  }
}
