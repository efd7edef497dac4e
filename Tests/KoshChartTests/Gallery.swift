import KoshChart
import KoshTable

/// The charts that are looked at and kept as snapshots, each on real published figures where there are any.
enum Gallery {
  static let all: [(name: String, chart: any Chart)] = [
    ("bars", bars), ("clustered-bars", clusteredBars), ("line", line), ("forecast", forecast), ("scatter", scatter),
    ("forest", forest), ("dendrogram", dendrogram), ("heat-map", heatMap), ("tile-map", tileMap),
    ("verdicts", verdicts),
  ]

  static let source = three(
    "20 regions. Source: table 1 of the study, as printed.",
    "20 регионов. Источник: таблица 1 исследования, как напечатано.",
    "20 өңір. Дереккөз: зерттеудің 1-кестесі, басылған күйінде.")
  static let donors = [
    three("Donors (negative balance)", "Доноры (сальдо отрицательное)", "Донорлар (сальдо теріс)"),
    three("Recipients (positive balance)", "Реципиенты (сальдо положительное)", "Реципиенттер (сальдо оң)"),
  ]
  static func side(_ balance: Double) -> Int { balance < 0 ? 0 : 1 }

  static let bars = BarChart(
    text: ChartText(
      title: three(
        "Five regions gain people, fifteen lose them", "Пять регионов получают население, пятнадцать теряют",
        "Бес өңірге халық қосылады, он бесінен кетеді"),
      subtitle: three("Migration balance, persons", "Сальдо миграции, человек", "Көші-қон сальдосы, адам"), note: source
    ),
    bars: GalleryData.regions.map { BarChart.Bar($0.name, $0.balance, group: side($0.balance)) }, groups: donors,
    number: ChartNumber(sign: .always), rowTitle: ChartWords.region,
    valueTitle: three("Balance, persons", "Сальдо, человек", "Сальдо, адам"))

  static let clusteredBars = BarChart(
    text: ChartText(
      title: three(
        "National universities hosted eleven times as many students as they sent",
        "Национальные вузы приняли в одиннадцать раз больше студентов, чем отправили",
        "Ұлттық ЖОО жібергеннен он бір есе көп студент қабылдады"),
      subtitle: three(
        "Students in internal mobility, 2018", "Студенты внутренней мобильности, 2018 г.",
        "Ішкі ұтқырлықтағы студенттер, 2018 ж."),
      note: three(
        "Source: the study's table, as printed.", "Источник: таблица исследования, как напечатано.",
        "Дереккөз: зерттеу кестесі, басылған күйінде.")),
    bars: [
      BarChart.Bar(three("national", "национальные", "ұлттық"), values: [23, 255]),
      BarChart.Bar(three("state", "государственные", "мемлекеттік"), values: [1197, 900]),
      BarChart.Bar(three("international", "международные", "халықаралық"), values: [32, 38]),
      BarChart.Bar(three("joint-stock", "акционерные", "акционерлік"), values: [178, 206]),
      BarChart.Bar(three("private", "частные", "жеке меншік"), values: [371, 402]),
    ],
    series: [three("sent", "отправили", "жіберді"), three("hosted", "приняли", "қабылдады")])

  static let line = LineChart(
    text: ChartText(
      title: three(
        "The balance turned positive in 2004, negative in 2012 and positive again in 2023",
        "Сальдо стало положительным в 2004 г., отрицательным в 2012 г. и снова положительным в 2023 г.",
        "Сальдо 2004 ж. оң, 2012 ж. теріс, 2023 ж. қайтадан оң болды"),
      subtitle: three(
        "External migration balance of Kazakhstan, persons per year",
        "Сальдо внешней миграции Казахстана, человек в год",
        "Қазақстанның сыртқы көші-қон сальдосы, жылына адам"),
      note: three(
        "25 years. Source: the study's figure, as printed.", "25 лет. Источник: рисунок исследования, как напечатано.",
        "25 жыл. Дереккөз: зерттеу суреті, басылған күйінде.")),
    series: [
      LineChart.Series(
        .none, GalleryData.external.enumerated().map { LineChart.Point(2000 + Double($0.offset), $0.element) })
    ],
    annotations: [
      LineChart.Annotation(
        x: 2000, y: -108307,
        Trilingual(
          en: "Minimum: \(-108307, decimals: 0)", ru: "Минимум: \(-108307, decimals: 0)",
          kk: "Минимум: \(-108307, decimals: 0)")),
      LineChart.Annotation(
        x: 2006, y: 33041,
        Trilingual(
          en: "Maximum: \(33041, decimals: 0, sign: .always)", ru: "Максимум: \(33041, decimals: 0, sign: .always)",
          kk: "Максимум: \(33041, decimals: 0, sign: .always)")),
      LineChart.Annotation(
        x: 2019, y: -32970,
        Trilingual(
          en: "Least since 2002: \(-32970, decimals: 0)", ru: "Наименьшее после 2002 г.: \(-32970, decimals: 0)",
          kk: "2002 жылдан кейінгі ең азы: \(-32970, decimals: 0)")),
      LineChart.Annotation(x: 2020, three("pandemic begins", "начало пандемии", "пандемияның басы")),
    ],
    number: ChartNumber(sign: .always))

  /// Made-up numbers, to show every style of line.
  static let forecast = LineChart(
    text: ChartText(
      title: three(
        "A made-up series, its fit and its forecast", "Вымышленный ряд, его модель и прогноз",
        "Ойдан алынған қатар, оның моделі мен болжамы"),
      subtitle: three("Index, 2010 = 100", "Индекс, 2010 = 100", "Индекс, 2010 = 100"),
      note: three(
        "Synthetic data; two years are missing.", "Синтетические данные; два года пропущены.",
        "Синтетикалық деректер; екі жыл жоқ.")),
    series: [
      LineChart.Series(
        three("Observed", "Наблюдения", "Бақылау"),
        (0...10).map {
          LineChart.Point(
            2010 + Double($0), [4, 5].contains($0) ? nil : 100 + Double($0 * $0) / 2 + Double($0 % 3) * 4)
        }),
      LineChart.Series(
        three("Fit", "Модель", "Модель"),
        (0...10).map { LineChart.Point(2010 + Double($0), 101 + Double($0 * $0) / 1.9) },
        style: .fitted, colour: 1),
      LineChart.Series(
        three("Forecast", "Прогноз", "Болжам"),
        (10...16).map { LineChart.Point(2010 + Double($0), 101 + Double($0 * $0) / 1.9) },
        style: .forecast, colour: 1),
      LineChart.Series(
        three("Without the programme", "Без программы", "Бағдарламасыз"),
        (0...16).map { LineChart.Point(2010 + Double($0), 100 + Double($0) * 2) },
        isMuted: true),
    ],
    bands: [
      LineChart.Band(
        three("95% interval", "95% интервал", "95% аралық"),
        (10...16).map {
          let middle = 101 + Double($0 * $0) / 1.9
          let half = Double($0 - 9) * 4
          return LineChart.Band.Edge(2010 + Double($0), ChartInterval(middle - half, middle + half))
        }, colour: 1)
    ], number: ChartNumber(), includesZero: false)

  static let scatter = ScatterChart(
    text: ChartText(
      title: three(
        "Regions with higher incomes tend to lose more people, but not all do",
        "Регионы с более высоким доходом чаще теряют больше людей, но не все",
        "Табысы жоғары өңірлерден көбірек кетеді, бірақ бәрінен емес"),
      subtitle: three(
        "Income and migration balance of 20 regions", "Доход и сальдо миграции 20 регионов",
        "20 өңірдің табысы мен көші-қон сальдосы"),
      note: source),
    points: GalleryData.regions.map {
      ScatterChart.Point($0.name, x: $0.income / 1000, y: $0.balance, group: side($0.balance))
    },
    groups: donors,
    xTitle: three(
      "Income per head, thousand KZT →", "Доход на душу, тыс. тенге →", "Жан басына шаққандағы табыс, мың теңге →"),
    yTitle: three("↑ Migration balance, persons", "↑ Сальдо миграции, человек", "↑ Көші-қон сальдосы, адам"),
    yNumber: ChartNumber(sign: .always),
    fit: ScatterChart.Fit(
      intercept: 37211, slope: -40.13,
      label: Trilingual(
        en: "r = \(-0.5690580756728725, decimals: 2)", ru: "r = \(-0.5690580756728725, decimals: 2)",
        kk: "r = \(-0.5690580756728725, decimals: 2)")))

  /// Half-widths of 95% intervals with the standard errors read on the scale of the odds ratio (delta method).
  static func odds(_ ratio: Double, _ low: Double, _ high: Double) -> ForestPlot.Estimate {
    ForestPlot.Estimate(ratio, ChartInterval(low, high))
  }

  static let forest = ForestPlot(
    text: ChartText(
      title: three(
        "Boys have about half the odds of intending to move; language makes no difference that can be told from none",
        "У мальчиков шансы намерения переехать примерно вдвое ниже; различие по языку неотличимо от нуля",
        "Ұл балалардың көшу ниетінің мүмкіндігі шамамен екі есе төмен; тіл бойынша айырма нөлден ажыратылмайды"),
      subtitle: three(
        "Odds ratios of two logit models, logarithmic axis", "Отношения шансов двух логит-моделей, логарифмическая ось",
        "Екі логит-модельдің мүмкіндіктер қатынасы, логарифмдік ось"),
      note: three(
        "n = 1,456 (2025) and 7,143 (2024). Standard errors read on the odds-ratio scale.",
        "n = 1456 (2025) и 7143 (2024). Стандартные ошибки прочитаны в шкале отношения шансов.",
        "n = 1456 (2025) және 7143 (2024). Стандартты қателер мүмкіндіктер қатынасының шкаласында оқылды.")),
    rows: [
      ForestPlot.Row(
        three("Boy (reference: girl)", "Мальчик (база: девочка)", "Ұл бала (база: қыз бала)"),
        [odds(0.456, 0.316, 0.657), odds(0.519, 0.435, 0.62)]),
      ForestPlot.Row(
        three("Kazakh as language of instruction", "Казахский язык обучения", "Оқыту тілі – қазақ тілі"),
        [odds(0.977, 0.741, 1.289), odds(0.998, 0.825, 1.207)]),
      ForestPlot.Row(
        three(
          "One more point in stage 1 of the olympiad", "Ещё один балл в 1-м туре олимпиады",
          "Олимпиаданың 1-кезеңінде тағы бір балл"), [odds(1.006, 1.002, 1.01), odds(1.004, 1.002, 1.006)]),
    ],
    models: [three("2025", "2025", "2025"), three("2024", "2024", "2024")], scale: .oddsRatio,
    number: ChartNumber(decimals: 3),
    lowerTitle: three("lower odds", "шансы ниже", "мүмкіндік төмен"),
    upperTitle: three("higher odds", "шансы выше", "мүмкіндік жоғары"))

  static let dendrogram = DendrogramChart(
    text: ChartText(
      title: three(
        "Cut into three, the regions part into the losing north and east, two capitals, and the rest",
        "При разрезе на три регионы делятся на теряющие север и восток, две столицы и остальные",
        "Үшке бөлгенде өңірлер халқы кететін солтүстік пен шығысқа, екі астанаға және қалғандарына бөлінеді"),
      subtitle: three(
        "Ward clustering on four standardised variables",
        "Кластеризация методом Уорда по четырём стандартизованным показателям",
        "Төрт стандартталған көрсеткіш бойынша Уорд әдісімен кластерлеу"), note: source),
    labels: GalleryData.regions.map(\.name), merges: GalleryData.merges, heights: GalleryData.heights,
    order: GalleryData.leaves, cutHeight: 4, clusters: GalleryData.regions.map(\.cluster),
    heightTitle: three("Distance (Ward)", "Расстояние (Уорд)", "Қашықтық (Уорд)"))

  static let heatMap = HeatMap(
    text: ChartText(
      title: three(
        "Technical specialists are the largest loss; economists and teachers follow",
        "Больше всего потеряно технических специалистов, затем экономистов и педагогов",
        "Ең көп кеткені – техникалық мамандар, одан кейін экономистер мен педагогтар"),
      subtitle: three(
        "Migration balance by specialty, persons, 2000–2024", "Сальдо миграции по специальностям, человек, 2000–2024",
        "Мамандықтар бойынша көші-қон сальдосы, адам, 2000–2024"),
      note: three(
        "Source: table 3 of the study, as printed.", "Источник: таблица 3 исследования, как напечатано.",
        "Дереккөз: зерттеудің 3-кестесі, басылған күйінде.")),
    rows: GalleryData.specialties.map { row in
      GalleryData.regions.first { $0.code == row.code }?.name
        ?? three("South Kazakhstan Region", "Южно-Казахстанская область", "Оңтүстік Қазақстан облысы")
    },
    columns: GalleryData.specialtyNames, values: GalleryData.specialties.map(\.values),
    scale: .divergingBreaks([-10000, -5000, -1000, 0, 1000, 3000]), number: ChartNumber(),
    valueTitle: three("Persons", "Человек", "Адам"), rowTitle: ChartWords.region)

  static let tileMap = TileMap(
    text: ChartText(
      title: three(
        "The north and the east lose most", "Больше всех теряют север и восток",
        "Ең көп кететін өңірлер – солтүстік пен шығыс"),
      subtitle: three("Migration balance, persons", "Сальдо миграции, человек", "Көші-қон сальдосы, адам"), note: source
    ),
    tiles: GalleryData.regions.map {
      TileMap.Tile(
        code: $0.code, label: $0.name, short: $0.short, row: $0.row, column: $0.column,
        value: $0.code == "KZ-62" ? nil : $0.balance)
    },
    scale: .diverging)

  /// Made-up counts, to show the form.
  static let verdicts = VerdictChart(
    text: ChartText(
      title: three(
        "Three of five studies hold claims that do not follow from their tables",
        "В трёх исследованиях из пяти есть утверждения, не следующие из их таблиц",
        "Бес зерттеудің үшеуінде кестелерінен шықпайтын тұжырымдар бар"),
      subtitle: three("Claims by verdict", "Утверждения по выводу", "Қорытындысы бойынша тұжырымдар"),
      note: three("Made-up counts.", "Вымышленные числа.", "Ойдан алынған сандар.")),
    rows: [
      VerdictChart.Row(
        three("Intention to move after school", "Намерение переехать после школы", "Мектептен кейін көшу ниеті"),
        confirmed: 3, refuted: 2, cannotTell: 2),
      VerdictChart.Row(
        three("Graduates and wages", "Выпускники и заработная плата", "Түлектер және жалақы"), confirmed: 2, refuted: 0,
        cannotTell: 3),
      VerdictChart.Row(
        three(
          "Internal migration and education policy", "Внутренняя миграция и образовательная политика",
          "Ішкі көші-қон және білім беру саясаты"), confirmed: 9, refuted: 4, cannotTell: 4),
      VerdictChart.Row(
        three(
          "Demography and migration of the regions", "Демография и миграция регионов",
          "Өңірлер демографиясы мен көші-қоны"), confirmed: 14, refuted: 6, cannotTell: 3),
      VerdictChart.Row(
        three("Students abroad", "Студенты за рубежом", "Шетелдегі студенттер"), confirmed: 0, refuted: 0, cannotTell: 3
      ),
    ],
    names: VerdictChart.Names(
      confirmed: three("Confirmed", "Подтверждено", "Расталды"),
      refuted: three("Does not follow", "Не следует", "Шықпайды"),
      cannotTell: three("Cannot tell", "Нельзя решить", "Анықталмайды")))
}
