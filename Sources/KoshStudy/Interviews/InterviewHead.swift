internal import KoshInterviews
internal import KoshTable

/// What every analysis of interviews says: which interviews, which codes, whose codings.
struct InterviewHead: Sendable {
  var interviews: String
  var codes: [String]
  var coders: [String]
  private let node: SpecNode

  init(_ node: SpecNode) {
    self.node = node
    interviews = node.text("interviews") ?? ""
    codes = node.texts("codes")
    coders = node.texts("coder")
  }

  /// Where a key's value stands.
  func place(of key: String) -> Place { node[key]?.place ?? node.place }

  /// Whether a key is given.
  func has(_ key: String) -> Bool { node[key] != nil }

  /// Interviews, codes and coders that do not exist.
  func problems(in data: StudyData) -> [Problem] {
    guard let loaded = data.interviews[interviews] else {
      return [
        Problem(
          .specification, "there are no interviews \"\(interviews)\"", at: place(of: "interviews"),
          remedy: Spelling.advice(for: interviews, among: data.interviews.keys.sorted())
            ?? "name them under interviews:")
      ]
    }
    var problems: [Problem] = []
    let known = loaded.project.frame.codes.map(\.id)
    for code in codes where !known.contains(code) {
      problems.append(
        Problem(
          .specification, "the coding frame of \"\(interviews)\" has no code \"\(code)\"", at: place(of: "codes"),
          remedy: Spelling.advice(for: code, among: known)))
    }
    let people = loaded.coders
    for coder in coders where !people.contains(coder) {
      problems.append(
        Problem(
          .specification, "\"\(coder)\" coded nothing of \"\(interviews)\"", at: place(of: "coder"),
          remedy: Spelling.advice(for: coder, among: people)))
    }
    return problems
  }

  /// That the respondents do not have an attribute.
  func problems(ofAttribute name: String?, key: String, in data: StudyData) -> [Problem] {
    guard let name, let loaded = data.interviews[interviews] else { return [] }
    let known = Set(loaded.project.cases.flatMap(\.attributes.keys)).sorted()
    guard !known.contains(name) else { return [] }
    return [
      Problem(
        .specification, "the respondents of \"\(interviews)\" have no attribute \"\(name)\"", at: place(of: key),
        remedy: Spelling.advice(for: name, among: known))
    ]
  }

  /// Speakers that no text has.
  func problems(ofSpeakers speakers: Set<String>, in data: StudyData) -> [Problem] {
    guard let loaded = data.interviews[interviews], !speakers.isEmpty else { return [] }
    let known = Set(loaded.project.sources.flatMap(\.turns).compactMap(\.speaker)).sorted()
    return speakers.sorted().filter { !known.contains($0) }.map { speaker in
      Problem(
        .specification, "nobody is called \"\(speaker)\" in \"\(loaded.id)\"", at: place(of: "speaker"),
        remedy: Spelling.advice(for: speaker, among: known))
    }
  }

  /// Numbers by their keys that are not between 1 and 1000.
  func problems(ofCounts counts: [(key: String, value: Int)]) -> [Problem] {
    counts.filter { !(1...1_000).contains($0.value) }.map { key, value in
      Problem(
        .specification, "\"\(key)\" is \(value)", at: place(of: key), remedy: "give a number from 1 to 1000")
    }
  }

  /// That the interviewer's words are searched too.
  static let everySpeaker = Caution(
    "every_speaker",
    Trilingual(
      en: "Words are searched in whole texts, the interviewer's among them; speaker: names whose turns count.",
      ru: "Слова ищутся в тексте целиком, включая слова интервьюера; speaker: называет, чьи реплики учитываются.",
      kk:
        "Сөздер мәтіннің бәрінен, сұхбат алушының сөздерінен де ізделеді; speaker: кімнің репликалары саналатынын айтады."
    ))

  /// A name for the part of a finding that no other word has: words of two languages can be spelt alike.
  static func part(_ word: String, _ language: Language?, taken: inout Set<String>) -> String {
    let name = part(word)
    if taken.insert(name).inserted { return name }
    var number = 1
    var other = name + "_" + (language?.rawValue ?? "x")
    while !taken.insert(other).inserted {
      number += 1
      other = name + "_\(number)"
    }
    return other
  }

  /// The codes that are looked at, in order; without names all, mere headings only where they are asked for.
  func codes(of loaded: LoadedInterviews, headings: Bool = false) -> [Code] {
    guard !codes.isEmpty else { return loaded.project.frame.codes.filter { headings || $0.isCodable } }
    return codes.compactMap { loaded.project.frame[$0] }
  }

  /// A code's or group's name inside the id of a finding: what is no letter, digit or `_` becomes `_`.
  static func part(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
  }

  /// What has to be said of counts over the codings of several people, and of passages that count for nobody.
  func cautions(_ index: InterviewIndex, countsPassages: Bool) -> [Caution] {
    var result: [Caution] = []
    if index.coders.count > 1 {
      let names = index.coders.joined(separator: ", ")
      result.append(
        countsPassages
          ? Caution(
            "several_coders",
            Trilingual(
              en:
                "The codings of several coders are counted together (\(names)): a passage that two of them marked counts twice.",
              ru:
                "Коды нескольких кодировщиков посчитаны вместе (\(names)): фрагмент, отмеченный двумя, учтён дважды.",
              kk: "Бірнеше кодтаушының кодтары бірге саналған (\(names)): екеуі белгілеген үзінді екі рет есептеледі."
            ))
          : Caution(
            "several_coders",
            Trilingual(
              en:
                "The codings of several coders are taken together (\(names)): a respondent has a code if any of them gave it.",
              ru:
                "Коды нескольких кодировщиков взяты вместе (\(names)): код есть у респондента, если его поставил хотя бы один.",
              kk:
                "Бірнеше кодтаушының кодтары бірге алынған (\(names)): кодты кемінде біреуі қойса, ол респондентте бар."
            )))
    }
    if !index.withoutCase.isEmpty {
      result.append(
        Caution(
          "passages_of_nobody",
          Trilingual(
            en: "Coded passages in texts of no respondent, which are in no count: \(index.withoutCase.count).",
            ru:
              "Фрагментов в текстах, не относящихся ни к одному респонденту и нигде не учтённых: \(index.withoutCase.count).",
            kk:
              "Ешбір респондентке жатпайтын мәтіндердегі, еш жерде ескерілмеген үзінділер: \(index.withoutCase.count).")
        ))
    }
    return result
  }
}

extension RunContext {
  /// The interviews of an analysis; the plan has made sure that they exist.
  func interviews(_ head: InterviewHead) throws(Problems) -> LoadedInterviews {
    guard let loaded = data.interviews[head.interviews] else {
      throw Problems(
        Problem(
          .specification, "there are no interviews \"\(head.interviews)\"", at: head.place(of: "interviews")))
    }
    return loaded
  }
}

/// What exhibits draw of an analysis of interviews: numbers by row and column, with the passages behind each.
struct CodedGrid: Sendable {
  /// A row or a column.
  struct Line: Sendable {
    var name: String
    var label: Trilingual
  }
  /// The set of interviews.
  var source: String
  var rows: [Line]
  var columns: [Line]
  /// A value by row and column; `nil` where it is undefined or suppressed.
  var values: [[Double?]]
  /// The finding of each value.
  var findings: [[String]]
  /// The codings behind each value, as positions in the project.
  var passages: [[[Int]]]
  /// The passages behind each value, where they are no codings; empty where they are.
  var segments: [[[Segment]]] = []
  var unit: Trilingual
  var decimals: Int
  /// How many respondents there are.
  var n: Int
  /// Whether words of respondents may be printed.
  var showsQuotes: Bool
  /// What the rows are.
  var rowTitle: Trilingual
}
