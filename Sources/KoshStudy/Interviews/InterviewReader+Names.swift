internal import KoshFiles
internal import KoshInterviews
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension InterviewReader {
  /// Whether real names of the study's key are left in what others are given: texts, names of files, respondents'
  /// attributes, coders' notes. The names themselves are not told, since the report is printed.
  ///
  /// A key inside of the study's folder is a problem; one that is not at hand is said.
  mutating func names(in project: InterviewProject) -> [Caution] {
    guard let word = set.key else { return [] }
    let path =
      word.hasPrefix("~/") ? InterviewReader.home + word.dropFirst() : word.hasPrefix("/") ? word : folder + "/" + word
    let key: PseudonymKey
    do throws(Problem) {
      try PseudonymKey.keepApart(path, from: PseudonymKey.publishedFolder(of: folder))
    } catch {
      var problem = error
      problem.place = set.place(of: "key")
      problems.append(problem)
      return []
    }
    guard FileBytes.exists(path: path) else {
      return [
        Caution(
          "key_not_at_hand",
          Trilingual(
            en: "The key of pseudonyms is not at hand: whether real names are left in the interviews was not checked.",
            ru: "Ключа псевдонимов нет под рукой: не проверено, остались ли в интервью настоящие имена.",
            kk: "Бүркеншік аттардың кілті қолда жоқ: сұхбаттарда шын есімдердің қалған-қалмағаны тексерілмеді."))
      ]
    }
    do throws(Problems) {
      key = try PseudonymKey.read(path: path)
    } catch {
      problems += error.list
      return []
    }
    let places = left(of: key, in: project)
    guard !places.isEmpty else { return [] }
    let list = places.prefix(10).joined(separator: ", ") + (places.count > 10 ? " …" : "")
    return [
      Caution(
        "real_names_left",
        Trilingual(
          en:
            "Words that are real names of the key, or begin like one, are left in the interviews: \(places.count) (\(list)).",
          ru:
            "В интервью остались слова, которые совпадают с настоящими именами из ключа или начинаются так же: \(places.count) (\(list)).",
          kk:
            "Сұхбаттарда кілттегі шын есімдермен бірдей немесе солай басталатын сөздер қалған: \(places.count) (\(list))."
        ))
    ]
  }

  /// Where names are left, without the names.
  private func left(of key: PseudonymKey, in project: InterviewProject) -> [String] {
    func holds(_ text: String) -> Bool { !key.left(in: SourceText(text)).isEmpty }
    var places = Stretches.map(project.sources.count) { number -> [String] in
      let source = project.sources[number]
      let inText = key.left(in: source.text).map { "\(source.id):\($0.line)" }
      return inText + (key.left(in: SourceText(source.name)).isEmpty ? [] : ["files:\(number + 1)"])
    }.flatMap { $0 }
    for (number, one) in project.cases.enumerated()
    where holds(one.id) || holds(one.pseudonym) || one.attributes.values.contains(where: holds) {
      places.append("cases:\(number + 1)")
    }
    for (number, coding) in project.codings.enumerated() where coding.memo.map(holds) ?? false {
      places.append("codings:\(number + 1)")
    }
    return places
  }

  private static var home: String { getenv("HOME").map { String(cString: $0) } ?? "" }
}
