package import KoshChart
package import KoshTable

/// The fixed words of every report, in the three languages.
///
/// Counts are written after a colon (`Findings: 62`), so that no language needs plural forms.
package enum Wording {
  // MARK: Verdicts

  /// The word of a verdict's badge.
  package static func word(for verdict: Verdict) -> Trilingual {
    switch verdict {
    case .confirmed: Trilingual(en: "confirmed", ru: "подтверждено", kk: "расталды")
    case .refuted: Trilingual(en: "refuted", ru: "не подтверждается", kk: "расталмады")
    case .cannotTell: Trilingual(en: "cannot tell", ru: "нельзя сказать", kk: "айту мүмкін емес")
    }
  }

  /// What a verdict means, as the end of the sentence "the claim …".
  package static func meaning(of verdict: Verdict) -> Trilingual {
    switch verdict {
    case .confirmed:
      Trilingual(
        en: "agrees with the figures it rests on", ru: "согласуется с данными, на которых основано",
        kk: "негізделген деректерімен сәйкес келеді")
    case .refuted:
      Trilingual(
        en: "does not follow from the figures it rests on", ru: "не следует из данных, на которых основано",
        kk: "негізделген деректерінен шықпайды")
    case .cannotTell:
      Trilingual(
        en: "the figures do not decide it", ru: "данных недостаточно, чтобы решить",
        kk: "деректер шешуге жеткіліксіз")
    }
  }

  /// The verdicts as a chart of verdicts names them.
  package static let verdictNames = VerdictChart.Names(
    confirmed: word(for: .confirmed), refuted: word(for: .refuted), cannotTell: word(for: .cannotTell))

  // MARK: Around the text

  static let skip = Trilingual(en: "Skip to the text", ru: "Перейти к тексту", kk: "Мәтінге өту")
  static let allStudies = Trilingual(en: "All studies", ru: "Все исследования", kk: "Барлық зерттеулер")
  static let language = Trilingual(en: "Language", ru: "Язык", kk: "Тіл")
  static let theme = Trilingual(en: "Light or dark", ru: "Светлая или тёмная тема", kk: "Ашық немесе күңгірт реңк")
  static let contents = Trilingual(en: "Contents", ru: "Содержание", kk: "Мазмұны")
  static let question = Trilingual(en: "Question", ru: "Вопрос", kk: "Сұрақ")
  static let inShort = Trilingual(en: "In short", ru: "Коротко", kk: "Қысқаша")
  static let claimsChecked = Trilingual(
    en: "Claims checked", ru: "Проверено утверждений", kk: "Тексерілген тұжырымдар")
  static let findingsCount = Trilingual(en: "Findings", ru: "Результатов", kk: "Нәтижелер")
  static let cautionsCount = Trilingual(en: "Cautions", ru: "Оговорок", kk: "Ескертулер")
  static let nothingYet = Trilingual(
    en: "This study has no findings yet.", ru: "В этом исследовании пока нет результатов.",
    kk: "Бұл зерттеуде әзірге нәтиже жоқ.")
  static let synthetic = Trilingual(en: "Synthetic data", ru: "Синтетические данные", kk: "Синтетикалық деректер")
  static let syntheticBanner = Trilingual(
    en: "Data of this study are synthetic: made up for it, not observed.",
    ru: "Данные этого исследования синтетические: составлены для него, а не собраны наблюдением.",
    kk: "Бұл зерттеудің деректері синтетикалық: бақылаудан алынбаған, осы зерттеу үшін құрастырылған.")

  static let footer = Trilingual(
    en:
      "Every number on this page was computed from the files listed under “Data and provenance”; follow a number to see how.",
    ru:
      "Каждое число на этой странице вычислено по файлам, перечисленным в разделе «Данные и их происхождение»; перейдите по числу, чтобы увидеть, как.",
    kk:
      "Бұл беттегі әр сан «Деректер және олардың шығу тегі» бөлімінде аталған файлдардан есептелген; қалай есептелгенін көру үшін санды басыңыз."
  )
  static let indexFooter = Trilingual(
    en: "Every number was computed from the files that the studies list; no verdict is written by hand.",
    ru: "Каждое число вычислено по файлам, перечисленным в исследованиях; ни один вердикт не написан вручную.",
    kk: "Әр сан зерттеулерде аталған файлдардан есептелген; бірде-бір қорытынды қолмен жазылмаған.")

  // MARK: Sections

  /// Heading of the claims.
  package static let claims = Trilingual(
    en: "Published claims, checked", ru: "Проверка опубликованных утверждений", kk: "Жарияланған тұжырымдарды тексеру")
  /// Heading of the cautions.
  package static let cautions = Trilingual(
    en: "What to keep in mind", ru: "О чём следует помнить", kk: "Нені ескеру керек")
  /// Heading of the provenance.
  package static let provenance = Trilingual(
    en: "Data and provenance", ru: "Данные и их происхождение", kk: "Деректер және олардың шығу тегі")
  /// Heading of the ledger.
  package static let findings = Trilingual(
    en: "Finding ledger", ru: "Реестр результатов", kk: "Нәтижелер тізілімі")
  /// Heading of the data.
  package static let data = Trilingual(en: "Data tables", ru: "Таблицы данных", kk: "Деректер кестелері")
  static let findingsNote = Trilingual(
    en: "Every number of the report leads here; from here it leads on to the cells it was computed from.",
    ru: "Каждое число отчёта ведёт сюда, а отсюда – к ячейкам, по которым оно вычислено.",
    kk: "Есептегі әр сан осында жетелейді, ал осы жерден ол есептелген ұяшықтарға өтуге болады.")
  static let dataNote = Trilingual(
    en: "The cells as they stand in the files, with the line numbers of the files.",
    ru: "Ячейки в том виде, в каком они стоят в файлах, с номерами строк файлов.",
    kk: "Ұяшықтар файлдағы қалпында, файл жолдарының нөмірлерімен берілген.")

  // MARK: Claims

  static let show = Trilingual(en: "Show", ru: "Показать", kk: "Көрсету")
  static let all = Trilingual(en: "all", ru: "все", kk: "барлығы")
  static let claim = Trilingual(en: "Claim", ru: "Утверждение", kk: "Тұжырым")
  static let verdict = Trilingual(en: "Verdict", ru: "Вердикт", kk: "Қорытынды")
  static let published = Trilingual(en: "Published", ru: "Опубликовано", kk: "Жарияланған")
  static let recomputed = Trilingual(en: "Recomputed", ru: "Пересчитано", kk: "Қайта есептелген")
  static let arithmetic = Trilingual(en: "Arithmetic", ru: "Расчёт", kk: "Есептеу")
  static let readings = Trilingual(en: "How to read it", ru: "Как это читать", kk: "Мұны қалай оқу керек")
  static let settle = Trilingual(
    en: "What would settle it", ru: "Что разрешило бы вопрос", kk: "Мәселені не шешер еді")
  static let findingsUsed = Trilingual(
    en: "Findings used", ru: "Использованные результаты", kk: "Пайдаланылған нәтижелер")
  static let parts = Trilingual(en: "Parts of the claim", ru: "Части утверждения", kk: "Тұжырымның бөліктері")

  // MARK: Exhibits

  static func figure(_ number: Int) -> Trilingual {
    Trilingual(en: "Figure \(number)", ru: "Рисунок \(number)", kk: "\(number)-сурет")
  }
  static func table(_ number: Int) -> Trilingual {
    Trilingual(en: "Table \(number)", ru: "Таблица \(number)", kk: "\(number)-кесте")
  }
  static let dataBehind = Trilingual(
    en: "The data behind the figure", ru: "Данные, по которым построен рисунок", kk: "Сурет салынған деректер")
  static let download = Trilingual(en: "Download as CSV", ru: "Скачать CSV", kk: "CSV жүктеп алу")
  static let notAvailable = Trilingual(en: "not available", ru: "нет данных", kk: "дерек жоқ")
  static let dependent = Trilingual(en: "Dependent variable", ru: "Зависимая переменная", kk: "Тәуелді айнымалы")
  static let term = Trilingual(en: "Term", ru: "Переменная", kk: "Айнымалы")
  static let inBrackets = Trilingual(en: "In brackets", ru: "В скобках", kk: "Жақша ішінде")
  static let scale = Trilingual(
    en: "Scale of the coefficients", ru: "Шкала коэффициентов", kk: "Коэффициенттер шкаласы")
  /// A control that a model has.
  package static let yes = Trilingual(en: "Yes", ru: "Да", kk: "Иә")
  /// A control that a model does not have.
  package static let no = Trilingual(en: "No", ru: "Нет", kk: "Жоқ")

  // MARK: Provenance and ledger

  static let program = Trilingual(en: "Program", ru: "Программа", kk: "Бағдарлама")
  static let files = Trilingual(en: "Files that were read", ru: "Прочитанные файлы", kk: "Оқылған файлдар")
  static let file = Trilingual(en: "File", ru: "Файл", kk: "Файл")
  static let rows = Trilingual(en: "Rows", ru: "Строк", kk: "Жолдар")
  static let source = Trilingual(en: "Source", ru: "Источник", kk: "Дереккөз")
  static let howToCite = Trilingual(en: "How to cite", ru: "Как цитировать", kk: "Қалай сілтеме жасау керек")
  static let thisReport = Trilingual(en: "This report", ru: "Этот отчёт", kk: "Осы есеп")
  static let method = Trilingual(en: "Method", ru: "Метод", kk: "Әдіс")
  static let cells = Trilingual(en: "From the cells", ru: "По ячейкам", kk: "Негізгі ұяшықтар")
  static let basis = Trilingual(en: "From the findings", ru: "По результатам", kk: "Негізгі нәтижелер")
  static let line = Trilingual(en: "Line", ru: "Строка", kk: "Жол")
  static let rowsLeftOut = Trilingual(en: "Rows not shown", ru: "Строк не показано", kk: "Көрсетілмеген жолдар")

  /// Lines of a file: `line 5`, `lines 2–21`.
  static func lines(_ range: ClosedRange<Int>) -> Trilingual {
    // Line numbers are names, not quantities: no thousands separator.
    let (first, last) = (String(range.lowerBound), String(range.upperBound))
    if first == last { return Trilingual(en: "line \(first)", ru: "строка \(first)", kk: "\(first)-жол") }
    return Trilingual(
      en: "lines \(first)–\(last)", ru: "строки \(first)–\(last)", kk: "\(first)–\(last)-жолдар")
  }
  static func more(_ count: Int) -> Trilingual {
    Trilingual(en: "and \(count) more", ru: "и ещё \(count)", kk: "және тағы \(count)")
  }

  // MARK: Index

  static let indexTitle = Trilingual(
    en: "Studies of migration and educational mobility, recomputed",
    ru: "Исследования миграции и образовательной мобильности: пересчёт",
    kk: "Көші-қон және білім ұтқырлығы зерттеулері: қайта есептеу")
  static let whatKoshIs = Trilingual(
    en:
      "Kosh makes studies of migration and educational mobility executable: every number is recomputed from the data, and every published claim is checked, with the arithmetic shown.",
    ru:
      "Kosh делает исследования миграции и образовательной мобильности исполняемыми: каждое число пересчитывается по данным, а каждое опубликованное утверждение проверяется с показом расчёта.",
    kk:
      "Kosh көші-қон мен білім ұтқырлығы зерттеулерін орындалатын етеді: әр сан деректерден қайта есептеледі, әр жарияланған тұжырым есебі көрсетіле отырып тексеріледі."
  )
  static let studies = Trilingual(en: "Studies", ru: "Исследования", kk: "Зерттеулер")
  static let study = Trilingual(en: "Study", ru: "Исследование", kk: "Зерттеу")
  static let studiesCaption = Trilingual(
    en: "Studies and the verdicts on their claims", ru: "Исследования и вердикты по их утверждениям",
    kk: "Зерттеулер және олардың тұжырымдары бойынша қорытындылар")
  static let total = Trilingual(en: "Total", ru: "Всего", kk: "Барлығы")
  static let totalPublished = Trilingual(
    en: "Published studies together", ru: "Опубликованные исследования вместе",
    kk: "Жарияланған зерттеулер бірге")
  static let totalSynthetic = Trilingual(
    en: "Synthetic data, counted apart", ru: "Синтетические данные, считаются отдельно",
    kk: "Синтетикалық деректер, бөлек есептеледі")
  static let countedApart = Trilingual(
    en: "Claims about synthetic data, counted apart",
    ru: "Утверждений о синтетических данных, которые считаются отдельно",
    kk: "Бөлек есептелетін, синтетикалық деректер туралы тұжырымдар")
  static let noStudies = Trilingual(
    en: "There are no studies yet.", ru: "Исследований пока нет.", kk: "Әзірге зерттеулер жоқ.")
}
