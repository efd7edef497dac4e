internal import KoshTable

extension Expression {
  /// The formula with every name and cell replaced by its value, as a reader checks it with a pocket calculator:
  /// `−2 × −852.324 + 2 × 8`.
  ///
  /// - Parameter value: The value of a name or a cell.
  func arithmeticText(_ value: (Expression) -> Evaluated) -> Trilingual {
    text(value, inside: 0)
  }

  private var strength: Int {
    switch self {
    case .either: 1
    case .both: 2
    case .not, .comparison, .isMember: 3
    case .arithmetic(_, .add, _), .arithmetic(_, .subtract, _): 4
    case .arithmetic(_, .multiply, _), .arithmetic(_, .divide, _): 5
    case .negative: 6
    case .arithmetic(_, .power, _): 7
    default: 9
    }
  }

  private func text(_ value: (Expression) -> Evaluated, inside outer: Int) -> Trilingual {
    let inner = bare(value)
    return strength < outer ? Trilingual(same: "(") + inner + Trilingual(same: ")") : inner
  }

  private func bare(_ value: (Expression) -> Evaluated) -> Trilingual {
    func pair(_ left: Expression, _ sign: String, _ right: Expression, _ leftStrength: Int, _ rightStrength: Int)
      -> Trilingual
    {
      left.text(value, inside: leftStrength) + Trilingual(same: " \(sign) ") + right.text(value, inside: rightStrength)
    }
    switch self {
    case .number(let printed): return Trilingual(printed.value, decimals: printed.decimals)
    case .text(let text): return Trilingual(same: text)
    case .name, .cell: return Expression.shown(value(self))
    case .negative(let inner): return Trilingual(same: "−") + inner.text(value, inside: 6)
    case .arithmetic(let left, let sign, let right):
      switch sign {
      case .add: return pair(left, "+", right, 4, 4)
      case .subtract: return pair(left, "−", right, 4, 5)
      case .multiply: return pair(left, "×", right, 5, 5)
      case .divide: return pair(left, "÷", right, 5, 6)
      case .power: return pair(left, "^", right, 8, 7)
      }
    case .comparison(let left, let sign, let right):
      let shown =
        [Comparison.lessOrEqual: "≤", .greaterOrEqual: "≥", .equal: "=", .notEqual: "≠"][sign] ?? sign.rawValue
      return pair(left, shown, right, 4, 4)
    case .isMember(let inner, let list, let negated):
      return inner.text(value, inside: 4) + Trilingual(same: negated ? " ∉ {" : " ∈ {")
        + list.map { $0.text(value, inside: 0) }.joined(separator: ", ") + Trilingual(same: "}")
    case .both(let left, let right):
      return left.text(value, inside: 2) + Trilingual(en: " and ", ru: " и ", kk: " және ")
        + right.text(value, inside: 2)
    case .either(let left, let right):
      return left.text(value, inside: 1) + Trilingual(en: " or ", ru: " или ", kk: " немесе ")
        + right.text(value, inside: 1)
    case .not(let inner): return Trilingual(en: "not ", ru: "не ", kk: "емес: ") + inner.text(value, inside: 3)
    case .call(let name, let arguments, _): return callText(name, arguments, value)
    }
  }

  private func callText(_ name: String, _ arguments: [Expression], _ value: (Expression) -> Evaluated) -> Trilingual {
    if name == "printed", case .text(let text)? = arguments.first, let printed = try? PrintedNumber(text) {
      return Trilingual(printed.value, decimals: printed.decimals)
    }
    if name == "sum" {
      let parts = arguments.flatMap { argument -> [Trilingual] in
        if case .cell = argument { return value(argument).flattened.map(Expression.shown) }
        return [argument.text(value, inside: 4)]
      }
      if parts.count <= 10 { return Trilingual(same: "(") + parts.joined(separator: " + ") + Trilingual(same: ")") }
      return Trilingual(
        en: "the sum of \(parts.count) cells", ru: "сумма по ячейкам (их \(parts.count))",
        kk: "\(parts.count) ұяшықтың қосындысы")
    }
    if name == "at_least", let bound = arguments.first {
      let inner = bound.text(value, inside: 0)
      return Trilingual(en: "at least \(inner)", ru: "не менее \(inner)", kk: "кемінде \(inner)")
    }
    let shownName: Trilingual =
      [
        "log": Trilingual(same: "ln"), "sqrt": Trilingual(same: "√"),
        "count": Trilingual(en: "count", ru: "число", kk: "саны"),
        "missing": Trilingual(en: "missing", ru: "пропусков", kk: "бос ұяшық"),
      ][name] ?? Trilingual(same: name)
    return shownName + Trilingual(same: "(") + arguments.map { $0.text(value, inside: 0) }.joined(separator: ", ")
      + Trilingual(same: ")")
  }

  /// A value as it stands in an arithmetic line.
  static func shown(_ value: Evaluated) -> Trilingual {
    switch value {
    case .number(let quantity): return quantity.text
    case .text(let text): return Trilingual(same: text)
    case .truth(let truth):
      switch truth {
      case .yes: return Trilingual(en: "yes", ru: "да", kk: "иә")
      case .no: return Trilingual(en: "no", ru: "нет", kk: "жоқ")
      case .undecided: return Trilingual(en: "undecided", ru: "не решается", kk: "шешілмейді")
      }
    case .list(let items):
      return items.count <= 8
        ? items.map(shown).joined(separator: ", ")
        : Trilingual(en: "\(items.count) cells", ru: "ячеек: \(items.count)", kk: "\(items.count) ұяшық")
    case .undefined: return Trilingual(en: "not given", ru: "не дано", kk: "берілмеген")
    }
  }
}
