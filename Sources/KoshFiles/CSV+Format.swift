package import KoshTable

extension CSV.Format {
  /// How the file is written, in a line for readers.
  ///
  ///     CSV.Format(encoding: .utf8, delimiter: .semicolon, decimalMarks: ["rate": ","]).text.en
  ///     // "encoding utf-8 · delimiter ";" · decimal mark ",""
  package var text: Trilingual {
    let tab = Trilingual(en: "tab", ru: "табуляция", kk: "табуляция")
    let sign = delimiter == .tab ? tab : Trilingual(same: "\"\(delimiter.rawValue)\"")
    let marks = Set(decimalMarks.values).sorted().map { Trilingual(same: "\"\($0)\"") }
    let none = Trilingual(en: "none seen", ru: "не встретился", kk: "кездеспеді")
    let mark = marks.isEmpty ? none : marks.joined(separator: ", ")
    return Trilingual(
      en: "encoding \(encoding.rawValue) · delimiter \(sign) · decimal mark \(mark)",
      ru: "кодировка \(encoding.rawValue) · разделитель \(sign) · десятичный знак \(mark)",
      kk: "кодтамасы \(encoding.rawValue) · бөлгіші \(sign) · ондық таңбасы \(mark)")
  }
}
