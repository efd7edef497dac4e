internal import KoshNumerics
internal import KoshReport
internal import KoshTable

// Verdicts on formulas: equal at the printed digits, conditions, whole numbers, ranges.
extension Judge {
  func equals(_ formulas: [Expression], _ claim: ClaimSpecification) -> Ruling {
    var truth = Truth.yes
    var lines: [Trilingual] = []
    var missing: [Trilingual] = []
    var shown: [Trilingual] = []
    var values: [Double] = []
    for (formula, published) in zip(formulas, claim.published) {
      let value = context.evaluate(formula)
      guard case .number(let quantity) = value else {
        truth = Truth.and(truth, .undecided)
        let (arithmetic, reason) = (formula.arithmeticText(context.value), reason(of: value))
        if !arithmetic.en.contains("not given") {
          lines.append(Words.undefined(arithmetic, reason))
        } else if !missing.contains(reason) {
          missing.append(reason)
        }
        continue
      }
      let printed = Interval(published.value, halfWidth: published.halfUnit)
      let agrees: Truth = !quantity.interval.meets(printed) ? .no : (quantity.isBound ? .undecided : .yes)
      truth = Truth.and(truth, agrees)
      var decimals = Judge.decimals(of: quantity.value, beside: published.decimals)
      // 0.56499 does not give the published 0.57, and shown as 0.565 it would seem to.
      while agrees == .no, quantity.interval.isExact, decimals < published.decimals + 9,
        printed.meets(Interval(NumberText.rounded(quantity.value, decimals: decimals)))
      {
        decimals += 1
      }
      shown.append(quantity.isBound ? Words.bound(quantity) : Trilingual(quantity.value, decimals: decimals))
      values.append(quantity.value)
      let line = Words.equation(
        formula.arithmeticText(context.value), isPlain: formula.isReference, quantity, decimals: decimals)
      lines.append(Words.comparison(line, published: Words.asPrinted(published), agrees))
    }
    if !missing.isEmpty {
      lines.append(Words.undefined(Expression.shown(.undefined(missing[0])), missing.joined(separator: "; ")))
    }
    var ruling = Ruling(truth, lines.joined(separator: "; "))
    ruling.recomputed = shown.joined(separator: "; ")
    ruling.values = values
    return ruling
  }

  func holds(_ condition: Expression) -> Ruling {
    let value = context.evaluate(condition)
    let arithmetic = condition.arithmeticText(context.value)
    guard case .truth(let truth) = value else {
      return Ruling(.undecided, Words.undefined(arithmetic, reason(of: value)))
    }
    var ruling = Ruling(truth, Words.condition(arithmetic, sides: sides(of: condition), truth) + legend(of: condition))
    if case .comparison(let left, _, _) = condition, let quantity = context.evaluate(left).quantity {
      ruling.recomputed = Words.withInterval(
        quantity, decimals: Judge.decimals(of: quantity.value, beside: quantity.decimals))
      ruling.values = [quantity.value]
    }
    return ruling
  }

  /// What the bare numbers of a short condition are: the labels of the findings that it compares.
  func legend(of condition: Expression) -> Trilingual {
    let labels = condition.references.compactMap { reference -> Trilingual? in
      guard case .name(let id, _) = reference, let finding = context.findings[id] else { return nil }
      return finding.label + Trilingual(same: " = ") + finding.text
    }
    return labels.isEmpty || labels.count > 3
      ? Trilingual(same: "") : Trilingual(same: " (") + labels.joined(separator: "; ") + Trilingual(same: ")")
  }

  /// The computed sides of a comparison, where there is something to compute.
  func sides(of condition: Expression) -> [Trilingual] {
    guard case .comparison(let left, _, let right) = condition else { return [] }
    return [left, right].compactMap { side in
      guard !side.isReference || context.evaluate(side).quantity?.interval.isExact == false, !side.references.isEmpty,
        let quantity = context.evaluate(side).quantity
      else { return nil }
      return Words.withInterval(quantity, decimals: Judge.decimals(of: quantity.value, beside: quantity.decimals))
    }
  }

  func whole(_ formula: Expression) -> Ruling {
    let value = context.evaluate(formula)
    let arithmetic = formula.arithmeticText(context.value)
    guard case .number(let quantity) = value else {
      return Ruling(.undecided, Words.undefined(arithmetic, reason(of: value)))
    }
    let nearest = (quantity.isBound ? quantity.value : quantity.interval.middle).rounded()
    let isIn = quantity.isBound || quantity.interval.meets(Interval(nearest))
    var ruling = Ruling(
      quantity.isBound ? .undecided : (isIn ? .yes : .no),
      Words.whole(arithmetic, isPlain: formula.isReference, quantity, nearest: nearest, isIn))
    ruling.recomputed = Words.withInterval(quantity, decimals: 3)
    ruling.values = [quantity.value]
    return ruling
  }

  func same(_ formulas: [Expression]) -> Ruling {
    let values = formulas.map { context.evaluate($0) }
    let shown = values.map(Expression.shown)
    if let missing = values.first(where: { if case .undefined = $0 { true } else { false } }) {
      return Ruling(.undecided, Words.undefined(shown.joined(separator: " = "), reason(of: missing)))
    }
    let truth = context.evaluate(.comparison(formulas[0], .equal, formulas[1]))
    guard case .truth(let isSame) = truth else { return Ruling(.undecided, reason(of: truth)) }
    var ruling = Ruling(isSame, Words.same(shown[0], shown[1], isSame))
    ruling.recomputed = shown.joined(separator: "; ")
    return ruling
  }

  func plausible(_ formula: Expression, _ low: Double, _ high: Double, _ because: Trilingual) -> Ruling {
    let value = context.evaluate(formula)
    let arithmetic = formula.arithmeticText(context.value)
    guard case .number(let quantity) = value else {
      return Ruling(.undecided, Words.undefined(arithmetic, reason(of: value)))
    }
    let range = Interval(low, high)
    let truth: Truth =
      low <= quantity.interval.low && quantity.interval.high <= high
      ? .yes : (quantity.interval.meets(range) ? .undecided : .no)
    let decimals = Judge.decimals(of: quantity.value, beside: 1)
    var ruling = Ruling(
      truth,
      Words.plausible(
        Words.equation(arithmetic, isPlain: formula.isReference, quantity, decimals: decimals), low, high, because,
        truth))
    ruling.recomputed = Trilingual(quantity.value, decimals: decimals)
    ruling.values = [quantity.value]
    return ruling
  }
}
