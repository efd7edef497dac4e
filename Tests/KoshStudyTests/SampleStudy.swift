@testable import KoshStudy

/// A study with every kind of exhibit, claims of all verdicts and sources that borrow, derive and round.
enum SampleStudy {
  static let yaml = """
    kosh: 1
    title: {en: A sample, ru: Образец, kk: Үлгі}
    question: {en: What is what?, ru: Что есть что?, kk: Не деген не?}
    paper: {en: A paper, ru: Статья, kk: Мақала}
    cite: "Author A. A paper. 2024."
    sources:
      regions:
        file: data/regions.csv
        title: {en: Regions, ru: Регионы, kk: Аймақтар}
        origin: {en: A table, ru: Таблица, kk: Кесте}
        cite: "Bureau. 2024."
        licence: CC BY
        key: region
        join: {source: people, match: {region: code}}
        variables:
          region: {type: region}
          income: {type: number, label: {en: Income, ru: Доход, kk: Табыс}, unit: {en: tenge, ru: тенге, kk: теңге}}
          balance: {type: number, label: {en: Balance, ru: Сальдо, kk: Сальдо}, unit: {en: people, ru: человек, kk: адам}}
          share: {type: number, rounded: yes, label: {en: Share, ru: Доля, kk: Үлес}}
          kind: {type: category, label: {en: Kind, ru: Вид, kk: Түрі}, labels: {east: {en: East, ru: Восток, kk: Шығыс}, west: {en: West, ru: Запад, kk: Батыс}, city: {en: City, ru: Город, kk: Қала}}}
          year: {type: year, label: {en: Year, ru: Год, kk: Жыл}}
        derive:
          rate: {formula: "balance / people * 1000", label: {en: Balance per thousand, ru: Сальдо на тысячу, kk: Мыңға шаққандағы сальдо}}
          is_city: {recode: kind, to: {1: [city], 0: [east, west]}, label: {en: A city, ru: Город, kk: Қала}}
      people:
        file: data/people.csv
        title: {en: Population, ru: Население, kk: Халық}
        key: code
        variables:
          code: {type: region}
          people: {type: number, label: {en: Population, ru: Население, kk: Халық}, period: "2024"}
      logit:
        file: data/logit.csv
        title: {en: A printed table, ru: Напечатанная таблица, kk: Басылған кесте}
        key: term
        variables:
          term: {type: category, label: {en: Predictor, ru: Предиктор, kk: Предиктор}, labels: {gender: {en: Boys, ru: Мальчики, kk: Ұлдар}, score: {en: Score, ru: Балл, kk: Балл}}}
          ratio: {type: number, rounded: yes, measure: odds_ratio, label: {en: Odds ratio, ru: Отношение шансов, kk: Шанстар қатынасы}}
          error: {type: number, rounded: yes, label: {en: Standard error, ru: Стандартная ошибка, kk: Стандартты қате}}
    analyses:
      - {id: income, kind: correlation, data: regions, x: income, y: balance, variants: {rates: {y: rate}}}
      - {id: groups, kind: sign_groups, data: regions, value: balance}
      - {id: trend, kind: trend, data: regions, time: year, value: income, shapes: [linear, quadratic]}
      - {id: tree, kind: cluster, data: regions, variables: [income, share], methods: [ward, single], sign: balance}
      - {id: models, kind: regression, data: regions, time: year, models: {short: {formula: balance ~ income, label: {en: Short, ru: Короткая, kk: Қысқа}}, long: {formula: balance ~ income + share, label: {en: Long, ru: Длинная, kk: Ұзын}}}}
      - {id: printed, kind: printed_regression, data: logit, term: term, estimate: ratio, standard_error: error, scale: odds_ratio, alpha: 0.01, n: "1456", binary: [gender]}
      - {id: kinds, kind: crosstab, data: regions, rows: kind}
      - {id: sums, kind: calculate, quantities: {total: {formula: "sum(regions[*].income)", label: {en: Sum of incomes, ru: Сумма доходов, kk: Табыстар қосындысы}}}}
    claims:
      - id: C1
        statement: {en: "Income and balance go together ({published}).", ru: "Доход и сальдо связаны ({published}).", kk: "Табыс пен сальдо байланысты ({published})."}
        place: {en: "p. 1", ru: "с. 1", kk: "1-бет"}
        published: "0.92"
        expect: {equals: income.r}
      - id: C2
        statement: {en: Boys are less likely to move, ru: Вероятность переезда мальчиков ниже, kk: Ұлдардың көшу ықтималдығы төмен}
        published: "0.50"
        expect: {equals: "logit[gender].ratio"}
        settle: {en: "The table of {income.n|0} pairs.", ru: "Таблица {income.n|0} пар.", kk: "{income.n|0} жұптың кестесі."}
      - id: C3
        statement: {en: The whole, ru: Целое, kk: Бүтін}
        parts:
          - {id: C3a, statement: {en: A, ru: А, kk: Ә}, expect: {highest: {of: regions.income, are: [KZ-75, KZ-71]}}}
          - {id: C3b, statement: {en: B, ru: Б, kk: В}, expect: {monotone: {of: regions.balance, direction: increasing}}, settle: {en: C, ru: Ц, kk: С}}
      - {id: C4, statement: {en: D, ru: Д, kk: Г}, published: "1,420", expect: {equals: sums.total}}
      - {id: C5, statement: {en: E, ru: Е, kk: Ж}, expect: {members: {of: groups.donors, are: [KZ-10, KZ-11]}}}
      - {id: C6, statement: {en: F, ru: Ф, kk: З}, expect: {floor: printed.gender}}
      - {id: C7, statement: {en: G, ru: Г, kk: И}, expect: {highest: {of: regions.balance, are: [KZ-19]}}}
    exhibits:
      - {id: fig_bars, kind: bars, data: regions, value: balance, color_by: balance, title: {en: "Sum {sums.total|0}", ru: "Сумма {sums.total|0}", kk: "Қосынды {sums.total|0}"}, subtitle: {en: People, ru: Человек, kk: Адам}}
      - {id: fig_two, kind: bars, data: regions, value: [income, balance], label: kind, order: file, where: "year < 2015", title: {en: Two, ru: Два, kk: Екі}}
      - {id: fig_lines, kind: lines, data: regions, time: year, value: [income, balance], annotate: [{at: 2014, text: {en: "No value in {2014}", ru: "Нет значения в {2014}", kk: "{2014} жылы мән жоқ"}}], title: {en: Lines, ru: Линии, kk: Сызықтар}}
      - {id: fig_trend, kind: lines, of: trend, series: cumulated, title: {en: Trend, ru: Тренд, kk: Тренд}}
      - {id: fig_scatter, kind: scatter, data: regions, x: income, y: rate, color_by: macro_region, title: {en: "r = {income.r|2}", ru: "r = {income.r|2}", kk: "r = {income.r|2}"}}
      - {id: fig_forest, kind: forest, of: printed, title: {en: Printed, ru: Напечатано, kk: Басылған}}
      - {id: fig_models, kind: forest, of: models, models: [models.long], terms: {income: {en: Income, ru: Доход, kk: Табыс}}, title: {en: Models, ru: Модели, kk: Модельдер}}
      - {id: fig_tree, kind: dendrogram, of: tree, method: ward, title: {en: Tree, ru: Дерево, kk: Ағаш}}
      - {id: fig_heat, kind: heatmap, data: regions, columns: [income, balance], title: {en: Heat, ru: Тепло, kk: Жылу}}
      - {id: fig_tiles, kind: tilemap, data: regions, value: balance, title: {en: Map, ru: Карта, kk: Карта}}
      - {id: tab_data, kind: table, data: regions, columns: [income, people, kind, year], where: "year < 2015", title: {en: Data, ru: Данные, kk: Деректер}}
      - {id: tab_found, kind: table, of: income, findings: [r, n, leave_one_out.*], title: {en: Found, ru: Найдено, kk: Табылды}}
      - {id: tab_models, kind: regression_table, of: models, terms: {income: {en: Income, ru: Доход, kk: Табыс}}, controls: {Share: [share]}, stars: [0.1, 0.05], title: {en: Models, ru: Модели, kk: Модельдер}}
    report:
      - title: {en: "First, {income.n|0} pairs", ru: "Сначала {income.n|0} пар", kk: "Алдымен {income.n|0} жұп"}
        blocks:
          - text: {en: "r is {income.r|2}, the income of one {regions[KZ-11].income} and {100} % of {groups.donors}.", ru: "r равен {income.r|2}, доход одного {regions[KZ-11].income} и {100} % от {groups.donors}.", kk: "r = {income.r|2}, біреуінің табысы {regions[KZ-11].income} және {groups.donors}: {100} %."}
          - exhibit: fig_bars
          - exhibit: fig_two
          - exhibit: fig_lines
          - exhibit: fig_trend
          - exhibit: fig_scatter
          - exhibit: fig_forest
          - exhibit: fig_models
          - exhibit: fig_tree
          - exhibit: fig_heat
          - exhibit: fig_tiles
      - title: {en: Tables, ru: Таблицы, kk: Кестелер}
        blocks: [{exhibit: tab_data}, {exhibit: tab_found}, {exhibit: tab_models}]

    """
  /// The same with people for rows of the first source, and so without the exhibits that would show them.
  static var microdata: String {
    let lines = yaml.replacing("key: region\n", with: "key: region\n    microdata: yes\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.filter { $0.contains("kind: ") && $0.contains("data: regions") && $0.contains("title: ") }
    let ids = shown.compactMap { $0.split(separator: ",").first?.split(separator: " ").last }
    return lines.filter { line in !shown.contains(line) && !ids.contains { line.hasSuffix("- exhibit: \($0)") } }
      .joined(separator: "\n").replacing("{exhibit: tab_data}, ", with: "")
  }
  static let files = [
    "data/regions.csv": Sample.csv,
    "data/people.csv":
      "code,people\nKZ-10,1000\nKZ-11,2000\nKZ-15,3000\nKZ-19,4000\nKZ-71,5000\nKZ-75,6000\nKZ-79,7000\n",
    "data/logit.csv": "term,ratio,error\ngender,0.456,0.085\nscore,1.006,0.001\n",
  ]

  static func folder() throws -> StudyFolder { try StudyFolder(yaml, files) }
  static func run() throws -> StudyRun { try folder().run() }
}
