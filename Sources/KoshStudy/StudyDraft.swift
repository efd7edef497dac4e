internal import KoshFiles
package import KoshTable

/// Writes a small study to begin with: one that runs as it stands.
package enum StudyDraft {
  /// Files of a new study by their path inside its folder.
  package typealias Files = [(path: String, bytes: [UInt8])]

  /// A study on a few synthetic pupils, to be overwritten bit by bit.
  package static func sample(name: String) -> Files {
    [("study.yaml", Array(sampleYAML(title: name).utf8)), ("data/pupils.csv", Array(sampleCSV().utf8))]
  }

  /// A study drafted from the columns of a file: numbers are described, categories are counted.
  ///
  /// - Throws: What keeps the file from being read.
  package static func draft(name: String, from path: String) throws(Problems) -> Files {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path: path)
    } catch {
      throw Problems(error)
    }
    let table = try CSV.read(bytes: bytes, name: path, options: CSVOptions())
    let file = path.split(separator: "/").last.map(String.init) ?? "data.csv"
    return [
      ("study.yaml", Array(yaml(for: table, title: name, file: file).utf8)),
      // Byte by byte: the file may be in an encoding of its own.
      ("data/" + file, bytes),
    ]
  }

  /// Writes a draft into a new folder.
  ///
  /// - Throws: When the folder is there already: nothing is ever overwritten.
  package static func write(_ files: Files, to folder: String) throws(Problems) {
    guard !FileBytes.exists(path: folder) else {
      throw Problems(
        Problem(
          .specification, "\"\(folder)\" exists already", why: "a new study never overwrites anything",
          remedy: "choose another name, or remove the folder"))
    }
    do {
      try FileBytes.makeDirectory(path: folder + "/data")
    } catch {
      throw Problems(error)
    }
    try save(files, to: folder)
  }

  /// Writes texts into a folder, making it if need be.
  package static func save(_ texts: [(path: String, text: String)], to folder: String) throws(Problems) {
    try save(texts.map { ($0.path, Array($0.text.utf8)) }, to: folder)
  }

  /// Writes files into a folder, making it if need be.
  package static func save(_ files: Files, to folder: String) throws(Problems) {
    do {
      try FileBytes.makeDirectory(path: folder)
      for (path, bytes) in files { try FileBytes.write(bytes, to: folder + "/" + path) }
    } catch {
      throw Problems(error)
    }
  }

  // MARK: from a file

  private static func yaml(for table: Table, title: String, file: String) -> String {
    let numbers = table.columns.filter(\.isNumeric)
    let categories = table.columns.filter { column in
      if case .categories(_, let levels) = column.values { levels.count <= 12 && !levels.isEmpty } else { false }
    }
    var text = """
      # A study drafted from \(file). Change anything; `kosh check` says what does not fit.
      kosh: 1
      title: \(quoted(title))
      question: "What does this study ask?"
      sources:
        data:
          file: \(quoted("data/" + file))
          title: "What the file holds"
          origin: "Where the figures come from"
          microdata: yes    # a row is a person: rows are not printed, small counts are suppressed; remove it for published figures
          variables:

      """
    for column in table.columns {
      text +=
        "      \(quoted(column.name)): {type: \(column.isNumeric ? "number" : "category"), label: \(quoted(column.name))}\n"
    }
    var analyses = ""
    var blocks = ""
    var exhibits = ""
    let describable = numbers.filter { isName($0.name) }
    if !describable.isEmpty {
      analyses +=
        "  - {id: numbers, kind: describe, data: data, variables: [\(describable.map(\.name).joined(separator: ", "))]}\n"
      exhibits += "  - {id: table_numbers, kind: table, of: numbers, title: \"The numbers of the file\"}\n"
      blocks += "      - exhibit: table_numbers\n"
    }
    for (position, column) in categories.filter({ isName($0.name) }).enumerated() {
      analyses += "  - {id: count_\(position + 1), kind: crosstab, data: data, rows: \(column.name)}\n"
      exhibits +=
        "  - {id: table_\(position + 1), kind: table, of: count_\(position + 1), title: \(quoted("Answers: " + column.name))}\n"
      blocks += "      - exhibit: table_\(position + 1)\n"
    }
    if let pair = correlatable(describable) {
      analyses += "  - {id: correlation_1, kind: correlation, data: data, x: \(pair.0), y: \(pair.1)}\n"
      blocks +=
        "      - text: \"\(pair.0) and \(pair.1) are correlated at {correlation_1.r|2} (n = {correlation_1.n}).\"\n"
    }
    if !analyses.isEmpty { text += "analyses:\n" + analyses }
    if !exhibits.isEmpty { text += "exhibits:\n" + exhibits }
    text +=
      "report:\n  - title: \"What the file shows\"\n    blocks:\n"
      + (blocks.isEmpty ? "      - text: \"The file has no columns that can be summed up.\"\n" : blocks)
    return text
  }

  /// Whether formulas can name the column, and texts can without seeming to type a number.
  private static func isName(_ name: String) -> Bool {
    (try? TextTemplate(name))?.typedNumber == nil && name.first.map { $0.isLetter || $0 == "_" } == true
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }

  /// The first two columns of numbers that vary together in enough rows.
  private static func correlatable(_ columns: [Column]) -> (String, String)? {
    let varying = columns.filter { column in Set((column.numbers ?? []).filter { !$0.isNaN }).count > 1 }
    for (position, first) in varying.enumerated() {
      for second in varying.dropFirst(position + 1) {
        let rows = (0..<first.count).filter { first.number(at: $0) != nil && second.number(at: $0) != nil }
        let distinct = { (column: Column) in Set(rows.compactMap { column.number(at: $0) }).count }
        if rows.count >= 4, distinct(first) > 1, distinct(second) > 1 { return (first.name, second.name) }
      }
    }
    return nil
  }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).text(indent: false) }

  // MARK: the sample

  private static func sampleCSV() -> String {
    // A linear congruential sequence: the file is the same wherever it is written.
    var state: UInt64 = 20_250_901
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var text = "pupil,gender,score,plans\n"
    for pupil in 1...60 {
      let isGirl = next(2) == 0
      let score = 20 + next(61)
      let leaves = next(100) < (isGirl ? 55 : 35) + score / 4
      let plans = next(10) == 0 ? "unsure" : (leaves ? (next(2) == 0 ? "city" : "abroad") : "village")
      text += "\(pupil),\(isGirl ? "girl" : "boy"),\(score),\(plans)\n"
    }
    return text
  }

  private static func sampleYAML(title: String) -> String {
    """
    # A small study on synthetic pupils. Replace the data and the words; `kosh check` says what does not fit.
    kosh: 1
    title: \(quoted(title))
    question: "Who plans to leave the village?"
    synthetic: yes
    sources:
      pupils:
        file: data/pupils.csv
        title: "Sixty synthetic pupils"
        origin: "Made by kosh new; synthetic"
        key: pupil
        variables:
          gender: {type: category, label: "Gender", labels: {girl: "Girls", boy: "Boys"}}
          score: {type: number, label: "Olympiad score", unit: "points"}
          plans: {type: category, label: "Plans", labels: {city: "A city", abroad: "Abroad", village: "The village", unsure: "Unsure"}}
        derive:
          leaves: {recode: plans, to: {1: [city, abroad], 0: [village]}, drop: [unsure], label: "Plans to leave"}
    analyses:
      - {id: plans, kind: crosstab, data: pupils, rows: plans}
      - {id: scores, kind: describe, data: pupils, variables: [score]}
      - id: leaving
        kind: regression
        data: pupils
        models:
          logit: {formula: "leaves ~ i(gender, ref=boy) + score", family: logit, label: "Plans to leave"}
    claims:
      - id: girls
        statement: "Girls have higher odds of planning to leave than boys"
        expect: {holds: "leaving.logit.gender__girl.odds_ratio > 1"}
    exhibits:
      - {id: table_plans, kind: table, of: plans, title: "Where the pupils want to live"}
      - id: odds
        kind: forest
        of: leaving
        title: "Girls have {leaving.logit.gender__girl.odds_ratio|2} times the odds of boys"
        terms: {"gender::girl": "Girls (against boys)", score: "One more point"}
      - {id: models, kind: regression_table, of: leaving, title: "Who plans to leave", odds_ratios: yes}
    report:
      - title: "Who plans to leave"
        blocks:
          - text: "Of {plans.n} pupils {plans.village.n} want to stay. The mean score is {scores.score.mean|1}."
          - exhibit: table_plans
          - exhibit: odds
          - exhibit: models
    """ + "\n"
  }
}
