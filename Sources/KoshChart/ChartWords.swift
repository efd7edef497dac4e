package import KoshTable

/// The words that charts themselves need, in the three languages.
package enum ChartWords {
  /// Heading of a column of labels.
  package static let category = Trilingual(en: "Category", ru: "Категория", kk: "Санат")
  /// Heading of a column of values.
  package static let value = Trilingual(en: "Value", ru: "Значение", kk: "Мән")
  /// Heading of a column of studies.
  package static let study = Trilingual(en: "Study", ru: "Исследование", kk: "Зерттеу")
  /// Heading of a column of regions.
  package static let region = Trilingual(en: "Region", ru: "Регион", kk: "Өңір")
  /// Heading of a column of odds ratios.
  package static let oddsRatio = Trilingual(
    en: "Odds ratio [95%\u{00A0}CI]", ru: "Отношение шансов [95%\u{00A0}ДИ]",
    kk: "Шанстар қатынасы [95%\u{00A0}СА]")
  /// Heading of a column of coefficients.
  package static let coefficient = Trilingual(
    en: "Coefficient [95%\u{00A0}CI]", ru: "Коэффициент [95%\u{00A0}ДИ]", kk: "Коэффициент [95%\u{00A0}СА]")
  /// What a dendrogram's heights are.
  package static let distance = Trilingual(en: "Distance", ru: "Расстояние", kk: "Қашықтық")
  /// In place of a missing value.
  static let noData = Trilingual(en: "no data", ru: "нет данных", kk: "дерек жоқ")
  /// In place of a plot without values.
  static let nothingToDraw = Trilingual(
    en: "Nothing to draw: there are no values", ru: "Рисовать нечего: значений нет",
    kk: "Салатын ештеңе жоқ: мәндер берілмеген")
  /// Before the names of points that have no place in the plot.
  static let notDrawn = Trilingual(
    en: "Not drawn for lack of values: ", ru: "Не показаны из-за отсутствия значений: ",
    kk: "Мәні жоқ болғандықтан көрсетілмеген: ")
  /// Heading of a column of groups.
  static let group = Trilingual(en: "Group", ru: "Группа", kk: "Топ")
  /// After the name of a value: the lower end of its interval.
  static let intervalFrom = Trilingual(en: ", from", ru: ", от", kk: ", төменгі шегі")
  /// After the name of a value: the upper end of its interval.
  static let intervalTo = Trilingual(en: ", to", ru: ", до", kk: ", жоғарғы шегі")
  /// Heading of a column of points.
  static let point = Trilingual(en: "Point", ru: "Точка", kk: "Нүкте")
  /// Heading of a column of years.
  static let year = Trilingual(en: "Year", ru: "Год", kk: "Жыл")
  /// Heading of a column of places on an axis without a title.
  static let place = Trilingual(same: "x")
  /// Heading of a column of codes of regions.
  static let code = Trilingual(en: "Code", ru: "Код", kk: "Код")
  /// Heading of a column of terms of a model.
  static let term = Trilingual(en: "Term", ru: "Переменная", kk: "Айнымалы")
  /// Heading of a column of models.
  static let model = Trilingual(en: "Model", ru: "Модель", kk: "Модель")
  /// Heading of a column of lower ends of intervals.
  static let lowerEnd = Trilingual(en: "Lower end", ru: "Нижняя граница", kk: "Төменгі шегі")
  /// Heading of a column of upper ends of intervals.
  static let upperEnd = Trilingual(en: "Upper end", ru: "Верхняя граница", kk: "Жоғарғы шегі")
  /// In place of an estimate that a logarithmic axis cannot show.
  static let notOnAxis = Trilingual(en: "not above 0", ru: "не больше 0", kk: "0-ден үлкен емес")
  /// Heading of a column of leaves of a tree.
  static let leaf = Trilingual(en: "Object", ru: "Объект", kk: "Нысан")
  /// Heading of a column of clusters.
  static let cluster = Trilingual(en: "Cluster", ru: "Кластер", kk: "Кластер")
  /// Heading of a column of heights at which a leaf first joins another.
  static let joinsAt = Trilingual(en: "First merge at", ru: "Первое слияние на высоте", kk: "Алғашқы бірігу биіктігі")
  /// Before the height at which a tree is cut.
  static let cutAt = Trilingual(en: "cut at ", ru: "разрез на высоте ", kk: "қию биіктігі: ")
  /// Heading of a row of sums.
  static let total = Trilingual(en: "Total", ru: "Всего", kk: "Барлығы")
  /// Before the number of claims that one dot stands for.
  static let claimsPerDot = Trilingual(
    en: "Claims per dot, at most: ", ru: "Утверждений на одну точку, не более: ",
    kk: "Бір нүктедегі тұжырым саны, ең көбі: ")
}
