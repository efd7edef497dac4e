internal import KoshTable

/// Guesses the language of single words, so that each is stemmed by its own rules where people change the language
/// inside one sentence.
enum SearchLanguage {
  /// What a folded word tells of its language.
  enum Sign: UInt8 {
    /// Nothing: a number, or letters that two languages share.
    case none = 0
    case english, russian, kazakh
    /// Cyrillic that can be Russian or Kazakh.
    case cyrillic
    /// Letters of another script, or mixed ones.
    case other

    /// The language, where the sign is sure.
    var language: Language? {
      switch self {
      case .english: .en
      case .russian: .ru
      case .kazakh: .kk
      case .none, .cyrillic, .other: nil
      }
    }
  }

  /// The sign of a folded word: letters that one language only has, then common words of one language only.
  ///
  ///     SearchLanguage.sign(of: "оқу")     // .kazakh
  ///     SearchLanguage.sign(of: "грант")   // .cyrillic
  static func sign(of word: String) -> Sign {
    var (hasCyrillic, hasLatin, hasOther) = (false, false, false)
    var russianLetters = false
    for scalar in word.unicodeScalars {
      switch scalar {
      case "ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "і": return .kazakh
      case "ъ", "щ": russianLetters = true
      case "\u{400}"..."\u{52F}": hasCyrillic = true
      case "a"..."z", "\u{C0}"..."\u{24F}": hasLatin = true
      case "0"..."9", "'": break
      default: hasOther = true
      }
    }
    if hasOther { return .other }
    if hasCyrillic {
      if hasLatin { return .other }
      if russian.contains(word) { return .russian }
      if kazakh.contains(word) { return .kazakh }
      return russianLetters || isRussianEnding(word) ? .russian : .cyrillic
    }
    if russianLetters { return .russian }
    return hasLatin ? .english : .none
  }

  /// Endings that Russian words have and Kazakh ones, without letters of their own, hardly ever.
  private static func isRussianEnding(_ word: String) -> Bool {
    guard word.utf8.count > 10 else { return false }
    return ["ость", "ости", "ться", "ого", "ому", "ыми", "ание", "ения", "ение", "ании", "ения", "ется", "ются", "ить"]
      .contains { word.hasSuffix($0) }
  }

  /// The language of each word of a sentence: its own sign, else that of the nearest word with one (the earlier of two),
  /// else `fallback`; `nil` for numbers and other scripts.
  static func languages(_ signs: [Sign], fallback: Language?) -> [Language?] {
    var nearest: [(distance: Int, language: Language)?] = Array(repeating: nil, count: signs.count)
    var last: (at: Int, language: Language)?
    for (at, sign) in signs.enumerated() {
      if let language = sign.language, language != .en { last = (at, language) }
      nearest[at] = last.map { (at - $0.at, $0.language) }
    }
    last = nil
    for at in signs.indices.reversed() {
      if let language = signs[at].language, language != .en { last = (at, language) }
      if let found = last, found.at - at < nearest[at]?.distance ?? .max {
        nearest[at] = (found.at - at, found.language)
      }
    }
    return signs.indices.map { at in
      switch signs[at] {
      case .english, .russian, .kazakh: signs[at].language
      case .cyrillic: nearest[at]?.language ?? (fallback == .en ? nil : fallback) ?? .ru
      case .none, .other: nil
      }
    }
  }

  /// The languages in which a word of a query can be meant.
  static func possible(_ word: String) -> [Language] {
    switch sign(of: word) {
    case .english: [.en]
    case .russian: [.ru]
    case .kazakh: [.kk]
    case .cyrillic: [.ru, .kk]
    case .none, .other: []
    }
  }

  /// The stem of a folded word in a language; the word itself in none.
  static func stem(_ word: String, _ language: Language?) -> String {
    switch language {
    case .en: EnglishStemmer.stem(word)
    case .ru: RussianStemmer.stem(word)
    case .kk: KazakhStemmer.stem(word)
    case nil: word
    }
  }

  /// Whether a folded word carries grammar rather than matter.
  static func isFunctionWord(_ word: String) -> Bool {
    russian.contains(word) || kazakh.contains(word) || kazakhOwn.contains(word) || english.contains(word)
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
  }

  /// Russian function words that are no Kazakh words.
  private static let russian = set(
    """
    и в во не на что я он она оно они мы вы ты это как но а у с со к ко по из за от до для о об же ли бы то так там тут
    тоже также или если когда чтобы потому который которая которое которые которых где куда чем чего кто кого кому нет
    да был была было были быть есть будет будут мне меня мной мое мой моя мои наш наша наше наши ваш ваши его ее их ему
    ей им нам нас вам вас тебя тебе свой своя свои свое себя себе этот эта эти этого этой этом тот та те того той том уже
    еще только очень можно надо нужно при над под без через между после перед около ведь вот ну ни даже хотя лишь более
    менее просто потом теперь сейчас всегда все всё всех всем весь вся
    """
  ).subtracting(["да", "а", "о", "от", "та", "те", "ер", "бар", "ол", "сол"])

  /// Kazakh function words without letters of their own that are no Russian words.
  private static let kazakh = set(
    """
    мен бен пен бар жоқ деп бір ол бул осы сол ал болып болды болса болады екен емес ма ме ба бе па де дейді деген
    онда сонда солай осылай алып жатыр барып келді келеді кетеді керек немесе егер себебі бірақ сондай мына ана олар
    менде сенде бізде маган саган оган оны оның туралы дейін кейін бойы жане тагы барлык болу болатын болган едим едик
    еди сондыктан кайда калай неге
    """)

  /// Kazakh function words with letters of their own.
  private static let kazakhOwn = set(
    """
    және жоқ бір біз сіз сен үшін өте әрі әр екі бұл мұнда сондықтан өйткені себебі бірақ тағы қазір қандай қалай қайда
    неге кім бәрі барлық көп аз ең қарай дейін кейін бойынша арқылы оның оған маған саған бізге сізге менің сенің біздің
    сіздің олардың өзі өзім өзіміз еді едім едік екенін деді деп дейді деген ғой ғана шығар сияқты әлі енді бұрын тек
    """)

  private static let english = set(
    """
    a an the and or but if of to in on at by for with from as is are was were be been being am it its it's this that these
    those i me my mine we us our you your he him his she her they them their who whom which what when where why how not no
    do does did done have has had will would can could may might shall should must so than then there here also just very
    about into over after before because while up down out more most some any all each other such only own same too
    i'm don't didn't it's that's we're they're i've can't
    """)
}
