internal import KoshFiles
package import KoshTable

/// A coding frame by the word that a person gives for it.
package enum FrameChoice {
  /// The shipped frame of that name, or the frame of a file.
  ///
  ///     try FrameChoice.frame("push-pull").codes.isEmpty   // false
  ///
  /// - Throws: ``Problems`` where there is neither, or where the file cannot be read.
  package static func frame(_ word: String) throws(Problems) -> CodingFrame {
    if let shipped = ShippedFrame(rawValue: word) { return shipped.frame }
    guard FileBytes.exists(path: word) else {
      let names = ShippedFrame.allCases.map(\.rawValue)
      throw Problems(
        Problem(
          .specification, "there is no coding frame \"\(word)\", and no file of that name",
          remedy: Spelling.advice(for: word, among: names)))
    }
    let text: SourceText
    do throws(Problem) {
      text = SourceText(utf8: try TextFile.utf8(of: try FileBytes.read(path: word), name: word).bytes)
    } catch {
      throw Problems(error)
    }
    return try CodingFrameFile.read(text, file: word)
  }
}
