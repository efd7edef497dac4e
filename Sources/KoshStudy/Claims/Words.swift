internal import KoshNumerics
internal import KoshTable

/// The sentences of verdicts, in three languages.
enum Words {
  /// A published number with its digits and, where it was printed, its sign.
  static func asPrinted(_ printed: PrintedNumber) -> Trilingual {
    Trilingual(printed.value, decimals: printed.decimals, sign: printed.text.hasPrefix("+") ? .always : .negativeOnly)
  }

  static func atLeast(_ text: Trilingual) -> Trilingual {
    Trilingual(en: "at least \(text)", ru: "не менее \(text)", kk: "кемінде \(text)")
  }

  /// A bound on an unknown value, from the side on which it lies: a number divided by a lower bound has an upper one.
  static func bound(_ quantity: Quantity) -> Trilingual {
    let interval = quantity.interval
    guard interval.high - quantity.value < quantity.value - interval.low else { return atLeast(quantity.text) }
    let text = quantity.text
    return Trilingual(en: "at most \(text)", ru: "не более \(text)", kk: "ең көбі \(text)")
  }

  /// `99,450 (98,901 … 100,006)`; the bare number where nothing was rounded.
  static func withInterval(_ quantity: Quantity, decimals: Int) -> Trilingual {
    if quantity.isBound { return bound(quantity) }
    guard !quantity.interval.isExact else { return Trilingual(quantity.value, decimals: decimals) }
    var decimals = decimals
    // Digits finer than a tenth of the interval say nothing: −86.174 within −96.9 … −75.4 is −86.
    while decimals > 0, quantity.interval.width.isFinite, quantity.interval.width * pow10(decimals - 1) >= 10 {
      decimals -= 1
    }
    let value = Trilingual(quantity.value, decimals: decimals)
    // As many decimals as tell the ends apart: a number rounded to units has ends at halves.
    var fine = decimals
    while quantity.interval.width < 2 / pow10(fine), fine < decimals + 3 { fine += 1 }
    let (low, high) = (
      Trilingual(quantity.interval.low, decimals: fine), Trilingual(quantity.interval.high, decimals: fine)
    )
    return low == high
      ? value : value + Trilingual(same: " (") + low + Trilingual(same: " … ") + high + Trilingual(same: ")")
  }

  /// `−2 × −852.324 + 2 × 8 = 1,720.648`; the bare value where the formula is a single number.
  static func equation(_ arithmetic: Trilingual, isPlain: Bool, _ quantity: Quantity, decimals: Int) -> Trilingual {
    let value = withInterval(quantity, decimals: decimals)
    if isPlain {
      return Trilingual(en: "recomputed \(value)", ru: "пересчитано: \(value)", kk: "қайта есептелгені: \(value)")
    }
    return arithmetic + Trilingual(same: " = ") + value
  }

  static func comparison(_ line: Trilingual, published: Trilingual, _ agrees: Truth) -> Trilingual {
    let end: Trilingual =
      switch agrees {
      case .yes:
        Trilingual(
          en: "agrees at the printed digits", ru: "совпадает до напечатанных знаков",
          kk: "басылған таңбаларға дейін сәйкес")
      case .no: Trilingual(en: "does not follow", ru: "не следует", kk: "шықпайды")
      case .undecided: Trilingual(en: "cannot be told", ru: "решить нельзя", kk: "айту мүмкін емес")
      }
    return line
      + Trilingual(
        en: ", published \(published): \(end)", ru: ", опубликовано \(published): \(end)",
        kk: ", жарияланғаны \(published): \(end)")
  }

  /// A formula of which a value is missing is left out: it would say "not given" in place of its numbers.
  static func undefined(_ arithmetic: Trilingual, _ reason: Trilingual) -> Trilingual {
    if arithmetic.en.contains("not given") {
      return Trilingual(
        en: "cannot be computed: \(reason)", ru: "вычислить нельзя: \(reason)", kk: "есептеу мүмкін емес: \(reason)")
    }
    return Trilingual(
      en: "\(arithmetic) cannot be computed: \(reason)", ru: "\(arithmetic) вычислить нельзя: \(reason)",
      kk: "\(arithmetic) есептеу мүмкін емес: \(reason)")
  }

  static func condition(_ arithmetic: Trilingual, sides: [Trilingual], _ truth: Truth) -> Trilingual {
    let computed =
      sides.isEmpty
      ? Trilingual(same: "") : Trilingual(same: " [") + sides.joined(separator: "; ") + Trilingual(same: "]")
    let end: Trilingual =
      switch truth {
      case .yes: Trilingual(en: "holds", ru: "выполняется", kk: "орындалады")
      case .no: Trilingual(en: "does not hold", ru: "не выполняется", kk: "орындалмайды")
      case .undecided:
        Trilingual(
          en: "undecided within the rounding of the inputs", ru: "не решается в пределах округления исходных чисел",
          kk: "бастапқы сандардың дөңгелектенуі шегінде шешілмейді")
      }
    return arithmetic + computed + Trilingual(same: ": ") + end
  }

  static func whole(_ arithmetic: Trilingual, isPlain: Bool, _ quantity: Quantity, nearest: Double, _ isIn: Bool)
    -> Trilingual
  {
    let line = equation(arithmetic, isPlain: isPlain, quantity, decimals: 3)
    return isIn
      ? Trilingual(
        en: "\(line): holds the whole number \(nearest, decimals: 0)",
        ru: "\(line): содержит целое число \(nearest, decimals: 0)",
        kk: "\(line): бүтін \(nearest, decimals: 0) санын қамтиды")
      : Trilingual(
        en: "\(line): holds no whole number", ru: "\(line): не содержит целого числа",
        kk: "\(line): бүтін санды қамтымайды")
  }

  static func same(_ a: Trilingual, _ b: Trilingual, _ isSame: Truth) -> Trilingual {
    switch isSame {
    case .yes: Trilingual(en: "\(a) and \(b): the same", ru: "\(a) и \(b): одно и то же", kk: "\(a) және \(b): бірдей")
    case .no:
      Trilingual(
        en: "\(a) and \(b): not the same", ru: "\(a) и \(b): не одно и то же", kk: "\(a) және \(b): бірдей емес")
    case .undecided:
      Trilingual(
        en: "\(a) and \(b): cannot be told", ru: "\(a) и \(b): решить нельзя", kk: "\(a) және \(b): айту мүмкін емес")
    }
  }

  static func plausible(_ line: Trilingual, _ low: Double, _ high: Double, _ because: Trilingual, _ truth: Truth)
    -> Trilingual
  {
    let end: Trilingual =
      switch truth {
      case .yes: Trilingual(en: "within", ru: "в пределах", kk: "аралығында")
      case .no: Trilingual(en: "outside of", ru: "вне пределов", kk: "аралығынан тыс")
      case .undecided:
        Trilingual(
          en: "within rounding neither inside nor outside of", ru: "с учётом округления ни в пределах, ни вне пределов",
          kk: "дөңгелектеуге байланысты ішінде де, сыртында да емес:")
      }
    return Trilingual(
      en: "\(line): \(end) \(low) to \(high) (\(because))", ru: "\(line): \(end) \(low)–\(high) (\(because))",
      kk: "\(line): \(low)–\(high) \(end) (\(because))")
  }

  static func ranking(_ shown: Trilingual, of count: Int, unknown: Int, highest: Bool, _ truth: Truth) -> Trilingual {
    let head =
      highest
      ? Trilingual(en: "In falling order: \(shown)", ru: "По убыванию: \(shown)", kk: "Кему ретімен: \(shown)")
      : Trilingual(en: "In rising order: \(shown)", ru: "По возрастанию: \(shown)", kk: "Өсу ретімен: \(shown)")
    let rows = Trilingual(en: " (of \(count) rows", ru: " (всего строк: \(count)", kk: " (барлығы \(count) жол")
    let missing =
      unknown == 0
      ? Trilingual(same: ")")
      : Trilingual(
        en: ", \(unknown) without a printed value)", ru: ", без напечатанного значения: \(unknown))",
        kk: ", \(unknown) жолда басылған мән жоқ)")
    let end: Trilingual =
      switch truth {
      case .yes:
        Trilingual(en: ": the order is as stated", ru: ": порядок таков, как утверждается", kk: ": реті айтылғандай")
      case .no:
        Trilingual(
          en: ": the stated order does not follow", ru: ": утверждаемый порядок не следует",
          kk: ": айтылған рет шықпайды")
      case .undecided:
        Trilingual(en: ": the order cannot be told", ru: ": порядок установить нельзя", kk: ": ретін айту мүмкін емес")
      }
    return head + rows + missing + end
  }

  static func course(steps: Int, against: [Trilingual], unknown: Int, increasing: Bool, _ truth: Truth) -> Trilingual {
    if !against.isEmpty {
      let shown = against.prefix(3).joined(separator: "; ")
      return increasing
        ? Trilingual(
          en: "\(against.count) of \(steps) steps do not rise: \(shown)",
          ru: "Шагов без роста: \(against.count) из \(steps): \(shown)",
          kk: "\(steps) қадамның \(against.count) өспейді: \(shown)")
        : Trilingual(
          en: "\(against.count) of \(steps) steps do not fall: \(shown)",
          ru: "Шагов без снижения: \(against.count) из \(steps): \(shown)",
          kk: "\(steps) қадамның \(against.count) кемімейді: \(shown)")
    }
    return truth == .yes
      ? Trilingual(
        en: "All \(steps) steps go that way", ru: "Все шаги (\(steps)) идут в эту сторону",
        kk: "Барлық \(steps) қадам осы бағытта")
      : Trilingual(
        en: "\(unknown) of \(steps) steps cannot be told", ru: "Нельзя определить шагов: \(unknown) из \(steps)",
        kk: "\(steps) қадамның \(unknown) белгісіз")
  }

  static func steps(against: Int, of steps: Int) -> Trilingual {
    Trilingual(
      en: "\(against) of \(steps) steps against", ru: "против: \(against) из \(steps)",
      kk: "\(steps) қадамның \(against) қарсы")
  }

  static func extreme(_ label: Trilingual, _ value: Trilingual, among count: Int, unknown: Int, maximum: Bool)
    -> Trilingual
  {
    let head =
      maximum
      ? Trilingual(
        en: "The greatest of \(count) values is \(value) (\(label))",
        ru: "Наибольшее из значений (\(count)): \(value) (\(label))",
        kk: "\(count) мәннің ең үлкені: \(value) (\(label))")
      : Trilingual(
        en: "The least of \(count) values is \(value) (\(label))",
        ru: "Наименьшее из значений (\(count)): \(value) (\(label))",
        kk: "\(count) мәннің ең кішісі: \(value) (\(label))")
    return unknown == 0
      ? head
      : head
        + Trilingual(
          en: "; \(unknown) are not given", ru: "; не приведено: \(unknown)", kk: "; \(unknown) келтірілмеген")
  }

  static func members(_ shown: Trilingual, count: Int, extra: [String], lacking: [String]) -> Trilingual {
    var text = Trilingual(
      en: "The list has \(count): \(shown)", ru: "В списке \(count): \(shown)", kk: "Тізімде \(count): \(shown)")
    if !extra.isEmpty {
      let names = extra.joined(separator: ", ")
      text = text + Trilingual(en: "; not named: \(names)", ru: "; не названы: \(names)", kk: "; аталмағаны: \(names)")
    }
    if !lacking.isEmpty {
      let names = lacking.joined(separator: ", ")
      text =
        text
        + Trilingual(
          en: "; named but not in it: \(names)", ru: "; названы, но не входят: \(names)",
          kk: "; аталған, бірақ кірмейді: \(names)")
    }
    return text
  }

  static func found(_ shown: Trilingual, among count: Int) -> Trilingual {
    Trilingual(
      en: "Among \(count) findings: \(shown)", ru: "Среди результатов (\(count)): \(shown)",
      kk: "\(count) нәтиженің ішінде: \(shown)")
  }

  static func notFound(nearest: Trilingual, among count: Int) -> Trilingual {
    Trilingual(
      en: "None of \(count) findings equals the published number; the nearest is \(nearest)",
      ru: "Ни один из результатов (\(count)) не равен опубликованному числу; ближайший: \(nearest)",
      kk: "\(count) нәтиженің ешқайсысы жарияланған санға тең емес; ең жақыны: \(nearest)")
  }
}
