import Glibc
import KoshChart
import KoshTable
import Testing

@testable import KoshReport

/// A document of every kind of block, with figures as papers print them. Its verdicts are those of an invented run.
enum Sample {
  static func text(_ en: String, _ ru: String, _ kk: String) -> Trilingual {
    Trilingual(en: "\(en)", ru: "\(ru)", kk: "\(kk)")
  }

  static let regions: [(name: String, income: Int, balance: Int)] = [
    ("Abai", 1_246_117, -6_102), ("Akmola", 1_380_774, -2_411), ("Almaty region", 1_198_022, 3_404),
    ("Aktobe", 1_216_390, -1_207), ("Atyrau", 1_566_020, 1_901), ("Karaganda", 1_748_461, -9_180),
    ("Kyzylorda", 1_012_664, -7_655), ("Mangystau", 1_340_955, 1_552), ("Turkistan", 799_213, -50_839),
    ("Astana", 1_945_177, -14_312), ("Almaty", 1_749_763, -7_914), ("Shymkent", 1_041_882, 574),
  ]

  static let dataTable = DataTable(
    source: "regions",
    title: text(
      "Regions of Kazakhstan: income and migration balance", "Регионы Казахстана: доход и миграционный баланс",
      "Қазақстан өңірлері: табыс және көші-қон айырымы"),
    path: "data/kz_regions_2024.csv", columns: ["region", "income_per_head_kzt", "balance"],
    rows: regions.enumerated().map { index, region in
      DataRow(line: index + 2, cells: [region.name, String(region.income), String(region.balance)])
    }, rowsLeftOut: 8)

  static let scatter = ScatterChart(
    text: ChartText(
      title: text(
        "Richer regions do not gain people", "Более богатые регионы не получают население",
        "Табысы жоғары өңірлер халық қабылдамайды"),
      subtitle: text(
        "Income per head, thousand KZT, and migration balance, persons, 2024",
        "Доход на душу населения, тыс. тенге, и миграционный баланс, человек, 2024",
        "Жан басына шаққандағы табыс, мың теңге, және көші-қон айырымы, адам, 2024"),
      note: text("n = 12. Source: table 1.", "n = 12. Источник: таблица 1.", "n = 12. Дереккөз: 1-кесте.")),
    points: regions.map {
      ScatterChart.Point(Trilingual(same: $0.name), x: Double($0.income) / 1000, y: Double($0.balance))
    },
    xTitle: text("Income per head", "Доход на душу", "Жан басына табыс"),
    yTitle: text("Balance", "Баланс", "Айырым"), yNumber: ChartNumber(sign: .always))

  static let verdicts = VerdictChart(
    text: ChartText(
      title: text(
        "Two of four claims hold", "Два утверждения из четырёх подтверждаются", "Төрт тұжырымның екеуі расталады"),
      subtitle: text("Claims by verdict", "Утверждения по вердиктам", "Шешім бойынша тұжырымдар")),
    rows: claims.map {
      let counts = VerdictCounts([$0])
      return VerdictChart.Row(
        Trilingual(same: $0.id), confirmed: counts.confirmed, refuted: counts.refuted, cannotTell: counts.cannotTell)
    }, names: Wording.verdictNames, showsCounts: false, rowTitle: Wording.claims)

  static let findings = [
    FindingEntry(
      id: "income_balance.r",
      label: text(
        "Correlation of income per head with the migration balance",
        "Корреляция дохода на душу населения с миграционным балансом",
        "Жан басына шаққандағы табыс пен көші-қон айырымының корреляциясы"),
      value: Trilingual(
        en: "r = \(-0.569, decimals: 2)", ru: "r = \(-0.569, decimals: 2)", kk: "r = \(-0.569, decimals: 2)"),
      method: text(
        "Pearson correlation, 20 regions, unweighted", "Корреляция Пирсона, 20 регионов, без весов",
        "Пирсон корреляциясы, 20 өңір, салмақсыз"),
      cells: [
        CellReference(source: "regions", column: "income_per_head_kzt"),
        CellReference(source: "regions", column: "balance", lines: [2, 3, 4, 7, 9, 10]),
      ]),
    FindingEntry(
      id: "balance.total",
      label: text("Sum of the balances", "Сумма балансов", "Айырымдардың қосындысы"),
      value: Trilingual(-267_599, decimals: 0), unit: text("people", "человек", "адам"),
      method: text("Sum of the column", "Сумма столбца", "Бағанның қосындысы"),
      cells: [CellReference(source: "regions", column: "balance")]),
    FindingEntry(
      id: "balance.share",
      label: text("Share of Turkistan in the sum", "Доля Туркестана в сумме", "Түркістанның қосындыдағы үлесі"),
      value: Trilingual(en: "\(19.0, decimals: 1)%", ru: "\(19.0, decimals: 1) %", kk: "\(19.0, decimals: 1) %"),
      method: text("Part over the whole", "Часть к целому", "Бөліктің бүтінге қатынасы"),
      basis: ["balance.total"]),
  ]

  static let claims = [
    ClaimCard(
      id: "D1",
      statement: text(
        "Regions with a higher income per head have a lower migration balance.",
        "В регионах с более высоким доходом на душу населения миграционный баланс ниже.",
        "Жан басына шаққандағы табысы жоғары өңірлерде көші-қон айырымы төменірек."),
      place: text("Paper D, page 5", "Статья D, страница 5", "D мақаласы, 5-бет"),
      published: Trilingual(
        en: "r = \(-0.57, decimals: 2)", ru: "r = \(-0.57, decimals: 2)", kk: "r = \(-0.57, decimals: 2)"),
      recomputed: Trilingual(
        en: "r = \(-0.5691, decimals: 4)", ru: "r = \(-0.5691, decimals: 4)", kk: "r = \(-0.5691, decimals: 4)"),
      verdict: .confirmed,
      explanation: Trilingual(
        en: "\(-0.5691, decimals: 4) rounds to \(-0.57, decimals: 2), the printed value; n = \(20).",
        ru: "\(-0.5691, decimals: 4) округляется до \(-0.57, decimals: 2), как напечатано; n = \(20).",
        kk: "\(-0.5691, decimals: 4) мәні дөңгелектелгенде \(-0.57, decimals: 2) болады, басылғандай; n = \(20)."),
      readings: [
        Trilingual(
          en: "Without the three cities the correlation is \(-0.21, decimals: 2): three of \(20) rows carry it.",
          ru: "Без трёх городов корреляция равна \(-0.21, decimals: 2): её создают три строки из \(20).",
          kk: "Үш қаласыз корреляция \(-0.21, decimals: 2) тең: оны \(20) жолдың үшеуі құрайды."),
        text(
          "The balance is counted in persons, not per 1,000 inhabitants: large regions weigh more.",
          "Баланс дан в людях, а не на 1000 жителей: крупные регионы весят больше.",
          "Айырым 1000 тұрғынға емес, адам санымен берілген: ірі өңірлердің салмағы көбірек."),
      ], findings: ["income_balance.r"]),
    ClaimCard(
      id: "D2",
      statement: text(
        "The correlation is close to the value given earlier.", "Корреляция близка к приведённому ранее значению.",
        "Корреляция бұрын келтірілген мәнге жақын."),
      place: text("Paper D, page 6", "Статья D, страница 6", "D мақаласы, 6-бет"),
      published: Trilingual(-0.62, decimals: 2), verdict: .cannotTell,
      explanation: text(
        "No table of the paper holds the earlier value.", "Ни в одной таблице статьи прежнего значения нет.",
        "Мақаланың бірде-бір кестесінде бұрынғы мән жоқ."),
      settle: text(
        "The page on which the earlier value stands.", "Страница, на которой стоит прежнее значение.",
        "Бұрынғы мән тұрған бет.")),
    ClaimCard(
      id: "D7",
      statement: text(
        "The external balance peaked in 2006 and was positive from 2004 to 2007.",
        "Внешний баланс был наибольшим в 2006 году и положительным с 2004 по 2007 год.",
        "Сыртқы айырым 2006 жылы ең жоғары болып, 2004–2007 жылдары оң болды."),
      place: text("Paper D, figure 1", "Статья D, рисунок 1", "D мақаласы, 1-сурет"), verdict: .refuted,
      explanation: text(
        "One of two parts does not follow from the printed series.",
        "Одна из двух частей не следует из напечатанного ряда.",
        "Екі бөліктің бірі басылған қатардан шықпайды."),
      findings: ["balance.total", "not.in.ledger"],
      parts: [
        ClaimCard(
          id: "D7a",
          statement: text("The maximum is 2006.", "Максимум приходится на 2006 год.", "Ең жоғары мән – 2006 жыл."),
          published: Trilingual(33_041, decimals: 0, sign: .always),
          recomputed: Trilingual(33_041, decimals: 0, sign: .always), verdict: .confirmed,
          explanation: Trilingual(
            en: "The largest of \(25) values is \(33_041.0, decimals: 0, sign: .always), in the year 2006.",
            ru: "Наибольшее из \(25) значений – \(33_041.0, decimals: 0, sign: .always), 2006 год.",
            kk: "\(25) мәннің ең үлкені – \(33_041.0, decimals: 0, sign: .always), 2006 жыл."),
          findings: ["balance.total"]),
        ClaimCard(
          id: "D7b",
          statement: text(
            "The balance was positive from 2004 to 2007.", "Баланс был положительным с 2004 по 2007 год.",
            "Айырым 2004–2007 жылдары оң болды."), recomputed: text("2004–2011", "2004–2011", "2004–2011"),
          verdict: .refuted,
          explanation: text(
            "The series stays above 0 until 2011.", "Ряд остаётся выше 0 до 2011 года.",
            "Қатар 2011 жылға дейін 0-ден жоғары.")),
      ]),
    ClaimCard(
      id: "D13",
      statement: text(
        "The specialties of table 3 add up to the total.", "Специальности таблицы 3 в сумме дают итог.",
        "3-кестедегі мамандықтардың қосындысы жиынтыққа тең."),
      place: text("Paper D, table 3", "Статья D, таблица 3", "D мақаласы, 3-кесте"),
      published: Trilingual(-267_599, decimals: 0), recomputed: Trilingual(-267_599, decimals: 0), verdict: .confirmed,
      explanation: Trilingual(
        en: "The \(25) year totals and the \(10) specialty totals both give \(-267_599.0, decimals: 0).",
        ru: "И \(25) годовых итогов, и \(10) итогов по специальностям дают \(-267_599.0, decimals: 0).",
        kk: "\(25) жылдық жиынтық та, \(10) мамандық жиынтығы да \(-267_599.0, decimals: 0) береді."),
      findings: ["balance.total"]),
  ]

  static let regression = RegressionTable(
    id: "logit",
    caption: text(
      "Intention to move after school, two survey waves", "Намерение переехать после школы, две волны опроса",
      "Мектептен кейін көшу ниеті, сауалнаманың екі толқыны"),
    columns: [
      RegressionColumn(
        dependent: text("Intends to move", "Намерен переехать", "Көшуге ниетті"), title: Trilingual(same: "2024")),
      RegressionColumn(
        dependent: text("Intends to move", "Намерен переехать", "Көшуге ниетті"), title: Trilingual(same: "2025")),
    ],
    terms: [
      RegressionTerm(
        text("Boy", "Мальчик", "Ер бала"),
        cells: [
          RegressionCell(estimate: -0.656, standardError: 0.041, pValue: 0.0001, finding: "income_balance.r"),
          RegressionCell(estimate: -0.785, standardError: 0.112, pValue: 0.004),
        ]),
      RegressionTerm(
        text("Olympiad score, points", "Балл олимпиады", "Олимпиада балы"),
        cells: [
          RegressionCell(estimate: 0.004, standardError: 0.002, pValue: 0.046),
          RegressionCell(estimate: 0.006, standardError: 0.003, pValue: 0.08),
        ]),
      RegressionTerm(
        text("Language of instruction: Russian", "Язык обучения: русский", "Оқыту тілі: орыс тілі"),
        cells: [nil, RegressionCell(estimate: 0.093, standardError: 0.121, pValue: 0.44)]),
    ],
    statistics: [
      .flags(text("Controls: region", "Контроль: регион", "Бақылау: өңір"), [false, true]),
      RegressionStatistic(Trilingual(same: "n"), cells: [.number(14_899, decimals: 0), .number(1_456, decimals: 0)]),
      RegressionStatistic(
        text("Log likelihood", "Логарифм правдоподобия", "Шындыққа ұқсастық логарифмі"),
        cells: [.number(-4436.013, decimals: 3), .number(-852.324, decimals: 3)]),
      RegressionStatistic(
        Trilingual(same: "AIC"), cells: [.number(8888.026, decimals: 3), .number(1720.647, decimals: 3)]),
    ],
    standardErrors: text(
      "standard errors that allow for unequal variance (HC1)",
      "стандартные ошибки, допускающие неравную дисперсию (HC1)",
      "дисперсия әркелкілігін ескеретін стандартты қателер (HC1)"),
    scale: text("log-odds", "логарифм шансов", "мүмкіндіктер логарифмі"))

  static let table = ReportTable(
    id: "balances",
    caption: text(
      "The largest donors and recipients, persons", "Крупнейшие доноры и реципиенты, человек",
      "Ең ірі донорлар мен реципиенттер, адам"),
    columns: [
      TableColumn(text("Region", "Регион", "Өңір"), alignment: .leading),
      TableColumn(text("Balance", "Баланс", "Айырым")),
      TableColumn(text("95% interval", "95%-й интервал", "95 % аралық")),
      TableColumn(Trilingual(same: "p")), TableColumn(text("Claim", "Утверждение", "Тұжырым"), alignment: .leading),
    ],
    rows: [
      [
        .text(text("Turkistan", "Туркестанская", "Түркістан")), .number(-50_839, decimals: 0, finding: "balance.total"),
        .interval(-51_290, -50_388, decimals: 0), .pValue(0.0001), .verdict(.confirmed, claim: "D13"),
      ],
      [
        .text(text("Karaganda", "Карагандинская", "Қарағанды")), .number(-9_180, decimals: 0),
        .interval(-9_371, -8_989, decimals: 0), .pValue(0.031), .verdict(.refuted, claim: "D7"),
      ],
      [
        .text(text("Almaty region", "Алматинская", "Алматы облысы")), .number(3_404, decimals: 0, sign: .always),
        .missing(reason: text("one year only", "только один год", "тек бір жыл")), .empty,
        .verdict(.cannotTell, claim: nil),
      ],
    ],
    groups: [
      RowGroup(firstRow: 0, title: text("Donors", "Доноры", "Донорлар")),
      RowGroup(firstRow: 2, title: text("Recipients", "Реципиенты", "Реципиенттер")),
    ],
    notes: [text("Source: table 1 of the paper.", "Источник: таблица 1 статьи.", "Дереккөз: мақаланың 1-кестесі.")])

  static var document: ReportDocument {
    ReportDocument(
      id: "regional-mobility",
      title: text(
        "Who leaves the regions of Kazakhstan, and does income explain it?",
        "Кто уезжает из регионов Казахстана и объясняет ли это доход?",
        "Қазақстан өңірлерінен кімдер кетеді және мұны табыс түсіндіре ме?"),
      subtitle: text(
        "Paper D, recomputed from its printed tables", "Статья D: пересчёт по её напечатанным таблицам",
        "D мақаласы: басылған кестелері бойынша қайта есептеу"),
      question: text(
        "The paper holds that migration between regions goes with income, poverty and the number of children in a household. Do its own tables say so?",
        "В статье утверждается, что миграция между регионами связана с доходом, бедностью и числом детей в домохозяйстве. Следует ли это из её собственных таблиц?",
        "Мақалада өңірлер арасындағы көші-қон табыспен, кедейлікпен және үй шаруашылығындағы балалар санымен байланысты делінеді. Бұл оның өз кестелерінен шыға ма?"
      ),
      programVersion: "0.1.0",
      inputs: [
        InputFile(
          path: "data/kz_regions_2024.csv",
          sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", rows: 20,
          source: text(
            "Table 1 of the paper, transcribed", "Таблица 1 статьи, перенесена вручную",
            "Мақаланың 1-кестесі, қолмен көшірілген"),
          citation: text(
            "Bureau of National Statistics (2024), Regions of Kazakhstan.",
            "Бюро национальной статистики (2024), «Регионы Казахстана».",
            "Ұлттық статистика бюросы (2024), «Қазақстан өңірлері».")),
        InputFile(
          path: "data/kz_specialty_balance_2000_2024.csv",
          sha256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", rows: 250,
          source: text("Table 3 of the paper", "Таблица 3 статьи", "Мақаланың 3-кестесі")),
      ],
      sections: [
        ReportSection(
          id: "findings-and-exhibits",
          title: text(
            "Income and the balance of migration", "Доход и миграционный баланс", "Табыс және көші-қон айырымы"),
          blocks: [
            .paragraph(
              Prose(
                en: [
                  .text("Across 20 regions the correlation of income per head with the balance is "),
                  .number("−0.57", finding: "income_balance.r"), .text(", as the paper prints it. It is an "),
                  .emphasis("association"), .text(" over regions, not over people; see "),
                  .link("claim D1", to: "#claim-D1"), .text(" and the "),
                  .link("statistics office", to: "https://stat.gov.kz/"), .text("."),
                ],
                ru: [
                  .text("По 20 регионам корреляция дохода на душу населения с балансом равна "),
                  .number("−0,57", finding: "income_balance.r"), .text(", как и напечатано в статье. Это "),
                  .emphasis("связь"), .text(" между регионами, а не между людьми; см. "),
                  .link("утверждение D1", to: "#claim-D1"), .text(" и "),
                  .link("бюро статистики", to: "https://stat.gov.kz/"), .text("."),
                ],
                kk: [
                  .text("20 өңір бойынша жан басына шаққандағы табыс пен айырымның корреляциясы "),
                  .number("−0,57", finding: "income_balance.r"),
                  .text(" тең, мақалада да солай басылған. Бұл – адамдар емес, өңірлер арасындағы "),
                  .emphasis("байланыс"), .text("; "),
                  .link("D1 тұжырымын", to: "#claim-D1"), .text(" және "),
                  .link("статистика бюросын", to: "https://stat.gov.kz/"), .text(" қараңыз."),
                ])),
            .figure(
              Figure(
                id: "income", chart: scatter, findings: ["income_balance.r", "balance.total"],
                caption: text(
                  "Three cities with high incomes carry most of the correlation.",
                  "Основную часть корреляции создают три города с высокими доходами.",
                  "Корреляцияның негізгі бөлігін табысы жоғары үш қала құрайды."))),
            .heading(text("Donors and recipients", "Доноры и реципиенты", "Донорлар мен реципиенттер")),
            .list([
              Prose(
                text("Recipients gain people.", "Реципиенты получают население.", "Реципиенттер халық қабылдайды.")),
              Prose(
                en: [.text("Over 25 years the sum is "), .number("−267,599", finding: "balance.total"), .text(".")],
                ru: [.text("За 25 лет сумма равна "), .number("−267\u{A0}599", finding: "balance.total"), .text(".")],
                kk: [.text("25 жылдағы қосынды – "), .number("−267\u{A0}599", finding: "balance.total"), .text(".")]),
            ]),
            .table(table), .regression(regression),
          ]),
        .claims(claims),
        .cautions([
          CautionNote(
            text(
              "The number of regions is small: one region more or less can turn the sign of a correlation.",
              "Регионов немного: один регион больше или меньше может изменить знак корреляции.",
              "Өңірлер саны аз: бір өңірдің қосылуы немесе шығуы корреляция таңбасын өзгерте алады."),
            about: text("Correlations", "Корреляции", "Корреляциялар"), findings: ["income_balance.r"]),
          CautionNote(
            text(
              "The paper does not say which period the balance column covers.",
              "В статье не сказано, к какому периоду относится столбец баланса.",
              "Мақалада айырым бағаны қай кезеңге жататыны айтылмаған.")),
        ]),
        .findings(findings), .data([dataTable]),
      ], verdictFigure: Figure(id: "verdicts", chart: verdicts))
  }

  static let index = [
    IndexEntry(document, address: "regional-mobility.html"),
    IndexEntry(
      id: "rural-school-leavers", address: "rural-school-leavers.html",
      title: text(
        "Where rural school leavers intend to study", "Где намерены учиться выпускники сельских школ",
        "Ауыл мектебінің түлектері қайда оқығысы келеді"),
      subtitle: text("Paper A", "Статья A", "A мақаласы"),
      question: text(
        "Which pupils intend to move away, and do the printed models hold together?",
        "Какие школьники намерены уехать и согласованы ли напечатанные модели?",
        "Қай оқушылар кетуге ниетті және басылған модельдер өзара үйлесе ме?"),
      verdictCounts: VerdictCounts(confirmed: 5, refuted: 4, cannotTell: 1), findings: 1_042, cautions: 3,
      isSynthetic: true),
  ]

  /// Writes `text` where `WRITE_SAMPLE` points to, for looking at it in a browser.
  static func write(_ text: String, name: String) {
    guard let folder = getenv("WRITE_SAMPLE") else { return }
    guard let file = fopen(String(cString: folder) + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }
}

@Test func sampleIsWrittenForLookingAtIt() {
  Sample.write(HTMLWriter.page(Sample.document), name: "regional-mobility.html")
  Sample.write(HTMLWriter.index(Sample.index, programVersion: "0.1.0"), name: "index.html")
  #expect(!Sample.document.sections.isEmpty)
}
