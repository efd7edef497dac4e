internal import KoshFiles
internal import KoshInterviews
internal import KoshStatistics
internal import KoshTable

/// A set of interviews with its texts, frame, codings and respondents, checked against each other.
struct LoadedInterviews: Sendable {
  /// A file that was read.
  struct File: Sendable, Hashable {
    var path: String
    var sha256: String
    var byteCount: Int
    /// Lines of data; `nil` for a text.
    var rows: Int?
  }

  var specification: InterviewSpecification
  var project: InterviewProject
  /// The smallest count of respondents that may be shown; `nil` for published and synthetic interviews.
  var leastCell: Int?
  var isSynthetic: Bool
  /// Every file, in the order in which the study names them.
  var files: [File]
  /// That codings were moved in edited texts, that a changed frame touches some, that names are left.
  var cautions: [Caution]
  /// What a changed frame means for the codings; empty where the study names no earlier version.
  var frameEffects: [FrameChange.Effect]
  var hasFrameBefore: Bool
  /// The source with a row a coding, and the one with a row a respondent.
  var codingsSource: LoadedSource
  var casesSource: LoadedSource

  /// Everybody's codings, made ready for counting.
  var whole: InterviewIndex

  var id: String { specification.id }
  /// Everybody who coded, in code-point order.
  var coders: [String] { whole.coders }

  /// The codings of some coders made ready for counting; without names those of the study's key `coder`, else everybody's.
  func index(coders wanted: [String]) -> InterviewIndex {
    let chosen = wanted.isEmpty ? specification.coders : wanted
    return chosen.isEmpty ? whole : InterviewIndex(project, coders: Set(chosen))
  }

  /// Quotes of some codings as cells of the source of codings; none where there are none, since no rows means all.
  func cells(_ codings: [Int]) -> [CellRange] {
    codings.isEmpty ? [] : [CellRange(id, ["quote"], rows: codings.sorted())]
  }

  /// What an attribute's value is called.
  func label(ofAttribute name: String, _ level: String) -> Trilingual {
    casesSource.table[name]?.label(ofLevel: level) ?? Trilingual(same: level)
  }

  /// Why no count of respondents is hidden, although there are few of them.
  var exemption: [Caution] {
    guard leastCell == nil else { return [] }
    return [
      isSynthetic
        ? Caution(
          "small_cells_shown",
          Trilingual(
            en: "Small counts of respondents and their words are shown, since the interviews are synthetic.",
            ru: "Малые числа респондентов и их слова показаны, поскольку интервью синтетические.",
            kk: "Респонденттердің аз сандары мен сөздері көрсетілген, себебі сұхбаттар синтетикалық."))
        : Caution(
          "small_cells_shown",
          Trilingual(
            en: "Small counts of respondents and their words are shown, since the interviews are published.",
            ru: "Малые числа респондентов и их слова показаны, поскольку интервью опубликованы.",
            kk: "Респонденттердің аз сандары мен сөздері көрсетілген, себебі сұхбаттар жарияланған."))
    ]
  }

  /// That small counts are hidden.
  static func suppression(_ least: Int) -> Caution {
    Caution(
      "small_cells",
      Trilingual(
        en: "Counts of fewer than \(least) respondents are suppressed, and no words of theirs are printed.",
        ru: "Числа менее \(least) респондентов скрыты, и слова респондентов не печатаются.",
        kk: "\(least) респонденттен аз сандар жасырылған, респонденттердің сөздері басылмайды."))
  }

  /// The words that were said, of some speakers only if any are named; heads of texts and names of speakers are left out.
  func spokenWords(by speakers: Set<String>) -> SearchIndex {
    SearchIndex(project.sources.map { speakers.isEmpty ? $0.keepingSpeech() : $0.keeping(speakers: speakers) })
  }

  /// The value of what must not be shown.
  static let suppressed = Evaluated.undefined(
    Trilingual(
      en: "suppressed: too few respondents, or a number that would give them away",
      ru: "скрыто: слишком мало респондентов или число, по которому их можно узнать",
      kk: "жасырылған: респонденттер тым аз немесе оларды танытатын сан"))
}
