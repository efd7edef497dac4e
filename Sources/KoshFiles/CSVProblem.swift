internal import KoshTable

/// The words of the problems of CSV files.
enum CSVProblem {
  /// Problems of one kind that are listed one by one.
  static let limit = 20

  /// The first problems and, in the place of the next one, how many more of `total` there are.
  static func limited(_ problems: [Problem], of total: Int, _ what: String) -> [Problem] {
    guard problems.count > limit else { return problems }
    let rest = Problem(.data, "and \(total - limit) more \(what), from here on", at: problems[limit].place)
    return problems.prefix(limit) + [rest]
  }

  static func empty(_ file: String) -> Problem {
    Problem(
      .data, "the file is empty", at: Place(file: file), why: "its first line should name the columns",
      remedy: "check that the right file was saved")
  }

  static func onlyHeader(_ file: String, line: Int) -> Problem {
    Problem(
      .data, "the file has a header but no rows", at: Place(file: file, line: line),
      remedy: "check that the right file was saved")
  }

  static func zeroByte(_ file: String, line: Int) -> Problem {
    Problem(
      .data, "a zero byte stands in the text", at: Place(file: file, line: line),
      why: "text has none: the file is damaged, or it is no text file", remedy: "save or fetch the file anew")
  }

  static func unnamed(_ place: Place) -> Problem {
    Problem(
      .data, "column \(place.column ?? 0) has no name", at: place, why: "the first line names the columns",
      remedy: "name it there, or remove the column")
  }

  static func repeated(_ name: String, _ place: Place, earlier: Int) -> Problem {
    Problem(
      .data, "two columns have the name \"\(name)\"", at: place, why: "column \(earlier) has it already",
      remedy: "give each column a name of its own")
  }

  static func fault(
    _ kind: FieldIndex.Fault.Kind, _ content: String, _ place: Place, columns: Int, _ delimiter: CSVDelimiter
  ) -> Problem {
    switch kind {
    case .ragged(let fields):
      let sign = delimiter == .tab ? "a tab" : "\"\(delimiter.rawValue)\""
      return Problem(
        .data, "\(fields == 1 ? "1 field" : "\(fields) fields") where the header has \(columns): \(shown(content))",
        at: place, why: "fields are separated by \(delimiter == .tab ? "tabs" : "\"\(delimiter.rawValue)\"")",
        remedy: fields > columns
          ? "put a cell that contains \(sign) between double quotes" : "add the missing fields, empty if need be")
    case .textAfterQuote:
      return Problem(
        .data, "text follows the closing quote of a field: \(shown(content))", at: place,
        remedy: "write a double quote inside a quoted field twice: \"\"")
    case .unclosedQuote:
      return Problem(
        .data, "a quoted field is never closed: \(shown(content))", at: place,
        why: "everything from here to the end of the file would be one cell", remedy: "close it with a double quote")
    }
  }

  static func notANumber(_ content: String, _ place: Place) -> Problem {
    Problem(
      .data, "\(shown(content)) is not a number", at: place, why: "the variable is declared as numbers",
      remedy: "correct the cell, or list it under missing:, or give the variable the type category")
  }

  static func notInFormat(_ content: String, _ mark: DecimalMark, _ place: Place) -> Problem {
    Problem(
      .data, "\(shown(content)) is not a number with the decimal mark \"\(mark.text)\"", at: place,
      why: "that decimal mark is given for the file",
      remedy: "correct the cell, or give the decimal mark that the file has")
  }

  static func twoReadings(_ content: String, _ place: Place, thousands: String, decimal: String) -> Problem {
    Problem(
      .data, "\"\(content)\" can be \(thousands) or \(decimal)", at: place,
      why: "no cell of the column tells whether its comma separates thousands or marks decimals",
      remedy: "say which mark is the decimal one: decimal: \".\" or decimal: \",\" in the study's csv setting")
  }

  static func contradiction(point: String, pointLine: Int, comma: String, commaLine: Int, _ place: Place) -> Problem {
    Problem(
      .data,
      "\"\(point)\" (line \(pointLine)) is a number with a decimal point only, \"\(comma)\" (line \(commaLine)) with a "
        + "decimal comma only", at: place, why: "a column has one number format",
      remedy: "write its numbers alike, or give the variable the type category")
  }

  static func unexplainedPoint(_ point: String, _ place: Place, comma: String, commaLine: Int) -> Problem {
    let (thousands, decimal) = (point.filter { $0 != "." }, point.map { $0 == "." ? "," : String($0) }.joined())
    return Problem(
      .data,
      "\"\(point)\" (line \(place.line ?? 0)) can be \(thousands) or \(point), where \"\(comma)\" (line \(commaLine)) has "
        + "a decimal comma", at: place,
      why: "no cell of the column, such as 1.234,5, shows that its points separate thousands",
      remedy:
        "write \"\(thousands)\" or \"\(decimal)\"; or, if points do separate thousands, say decimal: \",\" in the "
        + "study's csv setting")
  }

  /// A cell or row as messages show it: on one line, at most 60 signs.
  static func shown(_ content: String) -> String {
    var text = ""
    var count = 0
    for character in content {
      if count == 60 { return "\"\(text)…\"" }
      text += character.isNewline ? "⏎" : (character == "\t" ? "⇥" : String(character))
      count += 1
    }
    return "\"\(text)\""
  }
}
