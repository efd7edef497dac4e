package import KoshTable

extension CSV.Format {
  /// How the file is written, in words: encoding, delimiter, decimal mark where a column shows one.
  ///
  ///     // windows-1251, semicolons, 0,5
  ///     format.notes(in: .en)   // ["windows-1251", "separated by semicolons", "decimal comma"]
  package func notes(in language: Language) -> [String] {
    let separated =
      switch delimiter {
      case .comma: Trilingual(en: "separated by commas", ru: "разделитель – запятая", kk: "бөлгіш – үтір")
      case .semicolon:
        Trilingual(en: "separated by semicolons", ru: "разделитель – точка с запятой", kk: "бөлгіш – нүктелі үтір")
      case .tab: Trilingual(en: "separated by tabs", ru: "разделитель – табуляция", kk: "бөлгіш – табуляция")
      }
    let marks = Set(decimalMarks.values)
    let decimal: Trilingual? =
      switch (marks.contains("."), marks.contains(",")) {
      case (true, true):
        Trilingual(
          en: "decimal point in some columns, decimal comma in others",
          ru: "в одних столбцах десятичная точка, в других – запятая",
          kk: "кейбір бағандарда ондық нүкте, басқаларында ондық үтір")
      case (true, false): Trilingual(en: "decimal point", ru: "десятичная точка", kk: "ондық нүкте")
      case (false, true): Trilingual(en: "decimal comma", ru: "десятичная запятая", kk: "ондық үтір")
      case (false, false): nil
      }
    return [encoding.rawValue, separated[language]] + (decimal.map { [$0[language]] } ?? [])
  }

  /// How the file is written, for programs; `decimal_marks` has the columns in which a cell shows the mark.
  package var json: JSONValue {
    .object([
      ("encoding", .string(encoding.rawValue)),
      ("delimiter", .string(delimiter.rawValue)),
      (
        "decimal_marks",
        .object(decimalMarks.sorted { $0.key < $1.key }.map { ($0.key, .string(String($0.value))) })
      ),
    ])
  }
}
