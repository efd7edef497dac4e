import KoshInterviews
import Testing

@Suite struct SearchRussianStemmerTests {
  /// The published vocabulary; all of its 49,785 words were compared once, every hundredth is compared here.
  @Test func agreesWithThePublishedVocabulary() {
    #expect(SearchVocabulary.russian.count > 450)
    for (word, stem) in SearchVocabulary.russian { #expect(RussianStemmer.stem(word) == stem, "\(word)") }
  }

  @Test func facts() {
    #expect(RussianStemmer.stem("возвращение") == "возвращен" && RussianStemmer.stem("образования") == "образован")
    #expect(RussianStemmer.stem("важнейшими") == "важн" && RussianStemmer.stem("вагонов") == "вагон")
    #expect(RussianStemmer.stem("ещё") == RussianStemmer.stem("еще"))
    #expect(RussianStemmer.stem("") == "" && RussianStemmer.stem("в") == "в" && RussianStemmer.stem("грант") == "грант")
  }
}

@Suite struct SearchEnglishStemmerTests {
  /// The published vocabulary of the algorithm of 1980; all of its 42,603 words were compared once.
  @Test func agreesWithThePublishedVocabulary() {
    #expect(SearchVocabulary.english.count > 400)
    for (word, stem) in SearchVocabulary.english { #expect(EnglishStemmer.stem(word) == stem, "\(word)") }
  }

  /// Examples of the paper.
  @Test func facts() {
    for (word, stem) in [
      ("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"), ("motoring", "motor"),
      ("hopping", "hop"), ("filing", "file"), ("happy", "happi"), ("relational", "relat"),
      ("vietnamization", "vietnam"),
      ("triplicate", "triplic"), ("revival", "reviv"), ("controll", "control"), ("motivations", "motiv"), ("is", "is"),
      ("naïve", "naïve"),
    ] { #expect(EnglishStemmer.stem(word) == stem, "\(word)") }
  }
}

@Suite struct SearchKazakhStemmerTests {
  /// Forms of one word, after the tables of grammars, all give one stem.
  @Test(
    arguments: [
      ("алма", "алма алмалар алмам алмаң алмасы алмамыз алманың алмаға алманы алмада алмадан алмамен алмаларымыздағы"),
      (
        "мектеп",
        """
        мектеп мектебі мектебім мектебіміз мектептер мектептің мектепке мектепті мектепте мектептен мектеппен мектебінде \
        мектебіне мектебінен мектептеріміздегі мектептерде мектебімізде мектепті
        """
      ),
      (
        "қала", "қала қалалар қаланың қалаға қаланы қалада қаладан қаламен қаласы қаласында қаласына қаламызда қаладағы"
      ),
      ("бала", "бала балалар балам балаң баласы балаларымыз балаларына баланың балаларымен баламыз балаларымыздың"),
      ("ауыл", "ауыл ауылым ауылы ауылда ауылдан ауылға ауылдың ауылдағы ауылымызда ауылдар ауылына ауылдарда"),
      ("жұмыс", "жұмыс жұмысы жұмыстар жұмысқа жұмыстан жұмыста жұмысым жұмысымыз жұмыстың жұмыспен жұмысында"),
      ("грант", "грант гранттар грантқа гранты грантым грантыма гранттың грантпен гранттан грантына"),
      (
        "университет",
        "университет университетте университетке университетінде университеттен университеттер университеті"
      ),
      ("мұғалім", "мұғалім мұғалімдер мұғалімге мұғалімім мұғаліміміз мұғалімдердің мұғалімі мұғалімнен"),
      ("адам", "адам адамдар адамдардың адамға адамы адамнан"),
      ("білім", "білім білімді білімге білімнің білімі білімім"),
      ("студент", "студент студенттер студентпін студенттердің студентке студентпіз студенті"),
      ("халық", "халық халқы халқым халқының халыққа халықтар"), ("ел", "ел елге елде елі елім еліміз елімізде елден"),
      ("отбасы", "отбасы отбасым отбасында отбасының отбасымен отбасынан"),
      (
        "бар",
        "барамын барасың барады барамыз барған бармаймын бармаған барды бардым бардық бару баруға барып баратын барғым"
      ),
      ("кел", "келеді келемін келген келгендер келмейді келді келдім келу келіп келетін келгенде келсе келмеген"),
      ("оқ", "оқу оқуға оқиды оқимын оқыған оқып оқыдым оқитын оқығым оқудан"),
      ("кет", "кетті кеткен кетемін кету кеткім кетіп"),
      ("көш", "көшу көшті көштім көшкен көшкім көшеді көшеміз көшкісі"),
    ]) func paradigm(_ stem: String, _ forms: String)
  {
    for form in forms.split(separator: " ") { #expect(KazakhStemmer.stem(String(form)) == stem, "\(form)") }
  }

  /// Cases that other people's Kazakh stemmers name.
  @Test func facts() {
    #expect(KazakhStemmer.stem("алмаларымыздағы") == "алма")
    #expect(KazakhStemmer.stem("мектептеріміздегі") == "мектеп" && KazakhStemmer.stem("мектебі") == "мектеп")
  }

  @Test func staysWhatItIs() {
    for word in ["", "а", "мен", "үшін", "бүгін", "қоғам", "әлем", "жағдай", "abc", "123", "ыыы"] {
      #expect(!KazakhStemmer.stem(word).isEmpty || word.isEmpty)
    }
    #expect(KazakhStemmer.stem("бүгін") == "бүгін" && KazakhStemmer.stem("қоғамда") == "қоғам")
    #expect(KazakhStemmer.stem("жағдайды") == "жағдай" && KazakhStemmer.stem("мемлекетін") == "мемлекет")
    // Words that mean different things do not meet.
    #expect(KazakhStemmer.stem("қала") != KazakhStemmer.stem("қалу"))
    #expect(KazakhStemmer.stem("бала") != KazakhStemmer.stem("болу"))
  }
}
