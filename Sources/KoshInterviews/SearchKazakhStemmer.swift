/// Kazakh words without their inflection, by taking off endings in the order in which the language puts them on.
///
/// A noun is stem + plural + possessive + case, a verb stem + negation + tense + person. Endings come off from the last
/// one on, each class once, and only where they agree with what is left in vowel harmony (back or front) and in their
/// first consonant (after a vowel, a voiced or a voiceless consonant), as the grammar demands. Before an ending with a
/// vowel п, к, қ are б, г, ғ: they are turned back, and a vowel that fell out of a common word (халқы) comes in again.
/// Common words that look inflected (адам, білім, бүгін) stay as they are, and so does derivation (-шы, -лық, -дас).
///
/// A stem is a name for a family of forms, mostly a dictionary form, not always: оқу, оқыған and оқимын give оқ.
///
/// Source: own rules after the paradigms that grammars of Kazakh print, such as R. Muhamedowa (2016), *Kazakh: A
/// Comprehensive Grammar*, Routledge.
package enum KazakhStemmer {
  /// The stem of a word in lower case and Cyrillic letters.
  ///
  ///     KazakhStemmer.stem("мектептеріміздегі")   // "мектеп"
  ///     KazakhStemmer.stem("мектебі")             // "мектеп"
  ///     KazakhStemmer.stem("алмаларымыздағы")     // "алма"
  ///     KazakhStemmer.stem("бармаймыз")           // "бар"
  package static func stem(_ word: String) -> String { stem(Array(word.unicodeScalars)).text }

  static func stem(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var word = letters
    guard word.count > 2, !kept.contains(word) else { return word }
    var isVerb = false
    for level in Level.allCases {
      guard level != .negation || isVerb else { continue }
      guard let suffix = suffix(of: word, level) else { continue }
      if level == .finite || level == .participle { isVerb = true }
      word.removeLast(suffix.count)
      if let first = suffix.first, isVowel(first) { word = restored(word) }
      if kept.contains(word) { return word }
    }
    // Stems in ы and і lose it in some forms and keep it in others: here they lose it in all.
    if word.count > 2, let last = word.last, last == "ы" || last == "і", hasVowel(word.dropLast()) {
      word.removeLast()
      word = restored(word)
    }
    return word
  }

  // MARK: Endings

  /// The classes of endings, from the outermost to the innermost.
  private enum Level: CaseIterable {
    /// Tense and person of a verb.
    case finite
    /// Person of a noun or participle that is the predicate.
    case person
    case grammaticalCase
    case possessive
    case plural
    /// Forms of a verb that take the endings of nouns.
    case participle
    case negation

    var suffixes: Suffixes {
      switch self {
      case .finite: KazakhStemmer.finite
      case .person: KazakhStemmer.person
      case .grammaticalCase: KazakhStemmer.grammaticalCase
      case .possessive: KazakhStemmer.possessive
      case .plural: KazakhStemmer.plural
      case .participle: KazakhStemmer.participle
      case .negation: KazakhStemmer.negation
      }
    }
  }

  private static let finite = Suffixes(
    // Present and future: vowel or й (with ы: и), then the person.
    "амын емін ймын ймін имын имін асың есің йсың йсің исың исің асыз есіз йсыз йсіз исыз исіз ады еді йды йді иды иді "
      + "амыз еміз ймыз йміз имыз иміз "
      // Past, conditional, wish.
      + "дым дім тым тім дық дік тық тік дыңыз діңіз тыңыз тіңіз сам сем саң сең сақ сек са се айын ейін йын йін айық "
      + "ейік йық йік ғым гім қым кім ғысы гісі қысы кісі "
      // The participle that would else pass for a possessive in the accusative.
      + "атын етін йтын йтін итын итін")
  private static let person = Suffixes("мын мін бын бін пын пін быз біз пыз піз сың сің сыз сіз")
  private static let grammaticalCase = Suffixes(
    "дағы дегі тағы тегі ндағы ндегі ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те нда нде нан нен "
      + "дан ден тан тен мен бен пен дай дей тай тей а е н")
  private static let possessive = Suffixes("ымыз іміз мыз міз ыңыз іңіз ңыз ңіз ым ім ың ің м ң сы сі ы і")
  private static let plural = Suffixes("лар лер дар дер тар тер")
  private static let participle = Suffixes("ған ген қан кен ып іп п у")
  private static let negation = Suffixes("ма ме ба бе па пе")

  /// The longest ending of a class that the word can have; one that leaves a word of the list goes before a longer one.
  private static func suffix(of word: [Unicode.Scalar], _ level: Level) -> [Unicode.Scalar]? {
    let candidates = level.suffixes.all(of: word, from: 2).filter { fits($0, word, level) }
    if level == .grammaticalCase, !candidates.contains(where: { kept.contains(Array(word.dropLast($0.count))) }) {
      // отан-ы is a homeland that is somebody's, and no accusative of ота.
      for suffix in Level.possessive.suffixes.all(of: word, from: 2)
      where kept.contains(Array(word.dropLast(suffix.count))) && fits(suffix, word, .possessive) {
        return nil
      }
    }
    if level == .finite {
      // What is a noun with a case or a possessive ending is no verb: баламыз, жағдайды.
      for nominal in [Level.grammaticalCase, .possessive] {
        for suffix in nominal.suffixes.all(of: word, from: 2) where kept.contains(Array(word.dropLast(suffix.count))) {
          return nil
        }
      }
      for suffix in [accusative, softAccusative] where word.count > 3 && word.ends(with: suffix) {
        if kept.contains(Array(word.dropLast(2))) { return nil }
      }
    }
    return candidates.first { kept.contains(Array(word.dropLast($0.count))) } ?? candidates.first
  }

  private static let accusative: [Unicode.Scalar] = ["ы", "н"]
  private static let softAccusative: [Unicode.Scalar] = ["і", "н"]

  /// Whether the language can put an ending behind what is left without it.
  private static func fits(_ suffix: [Unicode.Scalar], _ word: [Unicode.Scalar], _ level: Level) -> Bool {
    let rest = word[..<(word.count - suffix.count)]
    guard let last = rest.last, let first = suffix.first, let lastVowel = rest.last(where: isVowel) else {
      return false
    }
    // The instrumental has one vowel for all words: қала-мен.
    let isInstrumental =
      level == .grammaticalCase && suffix.last == "н" && suffix.count == 3 && "мбп".unicodeScalars.contains(first)
    if !isInstrumental, let vowel = suffix.first(where: isVowel), let ending = isFront(vowel),
      let stem = isFront(lastVowel), ending != stem
    {
      return false
    }
    let isAfterThirdPerson = last == "ы" || last == "і"
    if suffix.count == 1 {
      switch (level, first) {
      case (.grammaticalCase, "а"), (.grammaticalCase, "е"):
        // The dative of a possessive of the first or second person: грант-ым-а.
        guard rest.count > 4, last == "м" || last == "ң", let before = rest.dropLast().last else { return false }
        return before == "ы" || before == "і"
      case (.grammaticalCase, "н"): return isAfterThirdPerson && rest.count > 4
      case (.possessive, "м"), (.possessive, "ң"):
        return isVowel(last) && (rest.count > 3 || kept.contains(Array(rest)))
      case (.possessive, _): return !isVowel(last)
      case (.participle, "у"): return isVowel(last) ? rest.count > 3 && !isAfterThirdPerson : last != "у"
      case (.participle, "п"): return isVowel(last) && rest.count > 3
      default: return true
      }
    }
    switch first {
    case "т", "қ", "к", "п": return isVoiceless(last) || isDevoicedInLoans(last)
    case "д" where level == .plural: return "лмнңзж".unicodeScalars.contains(last)
    case "д", "ғ", "г": return !isVoiceless(last)
    case "б": return "зжмнң".unicodeScalars.contains(last)
    case "л": return isVowel(last) || last == "р" || last == "й"
    case "м": return isVowel(last) || "рлймнңу".unicodeScalars.contains(last)
    case "н" where suffix.count > 2 && suffix[1] != "д": return isVowel(last) || "мнң".unicodeScalars.contains(last)
    case "н" where suffix[1] == "а" || suffix[1] == "е" || suffix[1] == "д": return isAfterThirdPerson
    case "н": return isVowel(last)
    case "с" where level == .possessive:
      // жұмыс-ы, but оқушы-сы: ы and і before сы belong to the stem of the doer only.
      return isVowel(last) && (!isAfterThirdPerson || rest.dropLast().last == "ш")
    case "ң": return isVowel(last)
    default: return level == .possessive || level == .participle ? !isVowel(last) : true
    }
  }

  // MARK: Letters

  private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "а", "ә", "е", "ё", "и", "о", "ө", "у", "ұ", "ү", "ы", "і", "э", "ю", "я": true
    default: false
    }
  }

  private static func hasVowel(_ letters: some Sequence<Unicode.Scalar>) -> Bool { letters.contains(where: isVowel) }

  /// Whether a vowel is a front one; `nil` for those that go with both.
  private static func isFront(_ vowel: Unicode.Scalar) -> Bool? {
    switch vowel {
    case "ә", "е", "ө", "ү", "і", "э": true
    case "а", "о", "ұ", "ы", "я", "ё": false
    default: nil
    }
  }

  private static func isVoiceless(_ letter: Unicode.Scalar) -> Bool {
    "кқптсшщчцфхһ".unicodeScalars.contains(letter)
  }

  /// Letters at the end of borrowed words that are written voiced and spoken voiceless: завод-қа.
  private static func isDevoicedInLoans(_ letter: Unicode.Scalar) -> Bool {
    "бвгд".unicodeScalars.contains(letter)
  }

  /// What is left before an ending with a vowel, as it stands without one: мектеб–мектеп, халқ–халық.
  private static func restored(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
    if let whole = elided[word] { return whole }
    guard word.count > 2, let last = word.last, isVowel(word[word.count - 2]) else { return word }
    switch last {
    case "б": return word.dropLast() + ["п"]
    case "г": return word.dropLast() + ["к"]
    case "ғ": return word.dropLast() + ["қ"]
    default: return word
    }
  }

  private static let elided = Dictionary(
    uniqueKeysWithValues: [
      ("халқ", "халық"), ("ауз", "ауыз"), ("мұрн", "мұрын"), ("ерн", "ерін"), ("орн", "орын"), ("көрк", "көрік"),
      ("әрп", "әріп"), ("құлқ", "құлық"), ("қалп", "қалып"), ("бөрк", "бөрік"), ("парқ", "парық"), ("ойн", "ойын"),
    ].map { (Array($0.0.unicodeScalars), Array($0.1.unicodeScalars)) })

  /// Common words that end like inflected ones, or whose inflected forms look like those of another word.
  private static let kept = Set(
    """
    адам ана ата апа аға әке әпке іні бала қала дала жаға баға сала шара мақала арма алма отбасы басты бүгін ертең кеше
    білім бөлім ғылым келісім мұғалім қоғам қадам әлем көлем мүмкін жақын алтын ақын отын қатын тағдыр азамат сағат мақсат
    мемлекет университет факультет комитет қызмет құрмет ниет міндет хат шет бет болашақ жағдай май той бай сарай жай
    кітап мектеп талап жауап есеп себеп қалау қалам жұмыс қыс дос ел ой үй ауыл грант үшін керек өте туралы кейін дейін
    сияқты бойынша арқылы екен емес және мен сен ол біз сіз олар бұл осы сол мына ана бен пен бірге өзі өзім өзіңіз оны
    оның онда осында мында мұнда сонда енді әлі тағы да де та те қандай мұндай осындай сондай қалай неге кім не қайда
    жаңа жаман жақсы үлкен кіші орта барлық бәрі көп аз тек ғана бірақ немесе егер сондықтан өйткені шетел тіл жыл жол
    қыз ұл бас көз қол ақша баспана пәтер пайда мамандық маман еңбек өмір дүние арман үміт сенім тәжірибе нәтиже емтихан
    қазақстан өзбекстан тәжікстан түрікменстан түркістан пәкістан ауғанстан татарстан башқұртстан дағыстан моңғолстан
    астана алматы өскемен қарағанды қызылорда елорда отан экзамен феномен капитан фонтан дастан арыстан
    """
    .split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Array($0.unicodeScalars) })
}
