package import KoshTable

/// Something that does not travel between Kosh and a REFI-QDA project as it is, of which the standard demands a report.
package struct REFILoss: Sendable, Hashable {
  /// What it is and how many there are of it, with a short name that stays the same: `refi_links`.
  package let caution: Caution
  /// How many there are.
  package let count: Int
  /// Whether it stays in the archive and is there again when the project is exported onto it.
  package let isKept: Bool
}

/// Counts what does not travel, one kind at a time.
struct REFILosses {
  private var counts: [Kind: Int] = [:]

  /// The kinds, in the order in which they are reported.
  enum Kind: String, CaseIterable {
    case media, mediaCodings, annotations, wholeSources, skippedCodings, lineEnds, units, caseCodes, caseSelections,
      sets
    case links, graphs, notes, descriptions, richText, turns, paths, languages, colours, dates, guids, characters
    case removedReferences, movedAnnotations, variableTypes
  }

  mutating func add(_ kind: Kind, _ count: Int = 1) { if count > 0 { counts[kind, default: 0] += count } }

  /// Adds what another count found.
  mutating func merge(_ other: REFILosses) { counts.merge(other.counts, uniquingKeysWith: +) }

  /// The report.
  var list: [REFILoss] {
    Kind.allCases.compactMap { kind in
      counts[kind].map { REFILoss(caution: Self.caution(kind, $0), count: $0, isKept: kind.isKept) }
    }
  }

  private static func caution(_ kind: Kind, _ n: Int) -> Caution {
    let code = "refi_" + kind.code
    func said(_ en: Phrase, _ ru: Phrase, _ kk: Phrase) -> Caution { Caution(code, Trilingual(en: en, ru: ru, kk: kk)) }
    switch kind {
    case .media:
      return said(
        "Pictures, recordings and PDF files without text, which are not coded here: \(n).",
        "Изображений, записей и файлов PDF без текста, которые здесь не кодируются: \(n).",
        "Мұнда кодталмайтын суреттер, жазбалар және мәтінсіз PDF файлдар саны: \(n).")
    case .mediaCodings:
      return said(
        "Codings of pictures, recordings and places on pages, which are not counted here: \(n).",
        "Кодированных фрагментов изображений, записей и страниц, которые здесь не считаются: \(n).",
        "Мұнда саналмайтын сурет, жазба және беттердің кодталған үзінділерінің саны: \(n).")
    case .annotations:
      return said(
        "Marked passages without a code: \(n).", "Выделенных фрагментов без кода: \(n).",
        "Коды жоқ белгіленген үзінділер саны: \(n).")
    case .wholeSources:
      return said(
        "Codes given to a whole source, read as codings of its whole text: \(n).",
        "Кодов, присвоенных источнику целиком и отнесённых ко всему его тексту: \(n).",
        "Дереккөзге тұтас берілген, сондықтан бүкіл мәтініне жатқызылған кодтар саны: \(n).")
    case .skippedCodings:
      return said(
        "Codings that could not be read, each listed among the problems: \(n).",
        "Кодированных фрагментов, которые не удалось прочитать (перечислены среди ошибок): \(n).",
        "Оқылмаған кодталған үзінділер саны (қателер тізімінде көрсетілген): \(n).")
    case .lineEnds:
      return said(
        "Texts whose line ends are single now; positions follow them: \(n).",
        "Текстов, в которых концы строк сделаны одинарными, а позиции пересчитаны: \(n).",
        "Жол соңы бір таңбаға келтіріліп, орындары қайта есептелген мәтіндер саны: \(n).")
    case .units:
      return said(
        "Texts whose positions counted UTF-16 units, against the standard, and were brought to characters: \(n).",
        "Текстов, позиции в которых вопреки стандарту считались в единицах UTF-16 и пересчитаны в знаки: \(n).",
        "Орындары стандартқа қайшы UTF-16 бірліктерімен саналған, таңбаларға келтірілген мәтіндер саны: \(n).")
    case .caseCodes:
      return said(
        "Codes given to cases rather than to text: \(n).", "Кодов, присвоенных случаям, а не тексту: \(n).",
        "Мәтінге емес, жағдайларға берілген кодтар саны: \(n).")
    case .caseSelections:
      return said(
        "Passages that belong to a case while the rest of their source does not: \(n).",
        "Фрагментов, которые относятся к случаю отдельно от остального источника: \(n).",
        "Дереккөзі толық емес, өзі ғана жағдайға жататын үзінділер саны: \(n).")
    case .sets:
      return said("Sets: \(n).", "Наборов: \(n).", "Жинақтар саны: \(n).")
    case .links:
      return said("Links: \(n).", "Связей: \(n).", "Байланыстар саны: \(n).")
    case .graphs:
      return said("Graphs: \(n).", "Схем: \(n).", "Сызбалар саны: \(n).")
    case .notes:
      return said(
        "Notes on other things than codings: \(n).", "Заметок не к кодированным фрагментам: \(n).",
        "Кодталған үзінділерге қатысы жоқ ескертпелер саны: \(n).")
    case .descriptions:
      return said(
        "Descriptions of sources, cases, variables and selections: \(n).",
        "Описаний источников, случаев, переменных и фрагментов: \(n).",
        "Дереккөз, жағдай, айнымалы және үзінді сипаттамаларының саны: \(n).")
    case .richText:
      return said(
        "Texts with formatting, of which the plain text is read: \(n).",
        "Текстов с оформлением, из которых прочитан простой текст: \(n).",
        "Безендірілген, тек қарапайым мәтіні оқылған мәтіндер саны: \(n).")
    case .turns:
      return said(
        "Sources whose speakers and times are not in their text and do not travel: \(n).",
        "Источников, в которых реплики и время не записаны в тексте и не передаются: \(n).",
        "Сөйлеушісі мен уақыты мәтінде жазылмаған, сондықтан берілмейтін дереккөздер саны: \(n).")
    case .paths:
      return said(
        "Sources whose path on this computer does not travel: \(n).",
        "Источников, путь к которым на этом компьютере не передаётся: \(n).",
        "Осы компьютердегі жолы берілмейтін дереккөздер саны: \(n).")
    case .languages:
      return said(
        "Codes whose identifier, other languages, rules or examples stand as lines in their description: \(n).",
        "Кодов, у которых идентификатор, другие языки, правила или примеры записаны строками описания: \(n).",
        "Идентификаторы, басқа тілдері, ережелері немесе мысалдары сипаттама жолдарында жазылған кодтар саны: \(n).")
    case .colours:
      return said(
        "Codes whose colour is not written as #RRGGBB and does not travel: \(n).",
        "Кодов, цвет которых не записан как #RRGGBB и не передаётся: \(n).",
        "Түсі #RRGGBB түрінде жазылмаған, сондықтан берілмейтін кодтар саны: \(n).")
    case .dates:
      return said(
        "Codings whose date is not written as ISO 8601 and does not travel: \(n).",
        "Кодированных фрагментов, дата которых не записана по ISO 8601 и не передаётся: \(n).",
        "Күні ISO 8601 бойынша жазылмаған, сондықтан берілмейтін кодталған үзінділер саны: \(n).")
    case .guids:
      return said(
        "Things whose identifier is no GUID or is taken, and which get a new one: \(n).",
        "Объектов, идентификатор которых не GUID или занят и заменён новым: \(n).",
        "Идентификаторы GUID емес немесе бос емес болғандықтан, жаңасын алған нысандар саны: \(n).")
    case .characters:
      return said(
        "Control characters that XML cannot hold, written as U+FFFD: \(n).",
        "Управляющих символов, недопустимых в XML и заменённых на U+FFFD: \(n).",
        "XML-де жазылмайтын, U+FFFD белгісімен алмастырылған басқару таңбаларының саны: \(n).")
    case .removedReferences:
      return said(
        "References to what the project no longer has, taken out: \(n).",
        "Ссылок на то, чего в проекте больше нет (удалены): \(n).",
        "Жобада енді жоқ нәрсеге сілтемелер саны (алып тасталды): \(n).")
    case .movedAnnotations:
      return said(
        "Marked passages without a code in texts that were edited; their positions were not moved: \(n).",
        "Выделенных фрагментов без кода в изменённых текстах; их позиции не пересчитаны: \(n).",
        "Өзгертілген мәтіндердегі коды жоқ белгіленген үзінділер саны; орындары қайта есептелмеді: \(n).")
    case .variableTypes:
      return said(
        "Variables that became text, as a value does not fit their type: \(n).",
        "Переменных, ставших текстовыми, так как значение не подходит к их типу: \(n).",
        "Мәні түріне сай келмегендіктен мәтіндік болған айнымалылар саны: \(n).")
    }
  }
}

extension REFILosses.Kind {
  /// The name in snake case.
  var code: String {
    var result = ""
    for character in rawValue {
      if character.isUppercase { result += "_" }
      result += character.lowercased()
    }
    return result
  }

  /// Whether an export onto the archive writes it back.
  var isKept: Bool {
    switch self {
    case .media, .mediaCodings, .annotations, .wholeSources, .skippedCodings, .caseCodes, .caseSelections, .sets,
      .links,
      .graphs, .notes, .descriptions, .richText, .lineEnds, .units:
      true
    case .turns, .paths, .colours, .dates, .guids, .characters, .removedReferences, .movedAnnotations, .variableTypes:
      false
    case .languages: true
    }
  }
}
