internal import KoshTable

/// Reads the text of a formula, one character after another.
struct FormulaParser {
  struct Parsed {
    var outcome: FormulaExpression
    var terms: [[Formula.Factor]]
    var hasIntercept: Bool
    var offset: [FormulaExpression]
    var absorbed: [[String]]
  }

  /// A sum of terms while it is read; the empty term is the intercept.
  private typealias Terms = [[Formula.Factor]]

  private let source: String
  private let place: Place
  private let characters: [Character]
  private var position = 0
  /// Where each variable stands first, counted from 0.
  private(set) var firstOffsets: [String: Int] = [:]
  private var offset: [FormulaExpression] = []
  /// How deep brackets around terms stand in each other.
  private var depth = 0
  /// The operands and signs of the arithmetic that is read.
  private var operands = 0
  /// The functions that arithmetic may call.
  private var functions = FormulaExpression.functions + FormulaExpression.columnFunctions

  init(_ source: String, at place: Place) {
    self.source = source
    self.place = place
    characters = Array(source)
  }

  /// Terms of a formula, beyond which products of many predictors grow without end.
  private static let mostTerms = 10_000
  /// Brackets around terms that stand in each other.
  private static let deepestBrackets = 100
  /// Operands and signs of one piece of arithmetic.
  private static let mostOperands = 500

  static func beginsName(_ c: Character) -> Bool { c.isLetter || c == "_" || c == "." }
  static func continuesName(_ c: Character) -> Bool { beginsName(c) || c.isNumber }

  // MARK: Problems

  static func problem(
    _ kind: Problem.Kind = .specification, formula: String, offset: Int, at place: Place, _ what: String,
    why: String? = nil, remedy: String? = nil
  ) -> Problem {
    var there = place
    if place.line != nil { there.column = (place.column ?? 1) + offset }
    return Problem(
      kind, "formula \"\(formula)\", column \(offset + 1): \(what)", at: there, why: why, remedy: remedy)
  }

  private func problem(at offset: Int? = nil, _ what: String, why: String? = nil, remedy: String? = nil) -> Problem {
    Self.problem(formula: source, offset: offset ?? position, at: place, what, why: why, remedy: remedy)
  }

  private func expected(_ wanted: String, remedy: String? = nil) -> Problem {
    let found = position < characters.count ? "\"\(characters[position])\" stands" : "the formula ends"
    return problem("\(found) where \(wanted) is expected", remedy: remedy)
  }

  // MARK: Characters

  private mutating func skipBlanks() {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipBlanks()
    guard position < characters.count, characters[position] == character else { return false }
    position += 1
    return true
  }

  private mutating func peek() -> Character? {
    skipBlanks()
    return position < characters.count ? characters[position] : nil
  }

  // MARK: The whole

  mutating func parse() throws(Problem) -> Parsed {
    guard peek() != nil else {
      throw Problem(
        .specification, "the formula is empty", at: place, remedy: "write: outcome ~ predictor + predictor")
    }
    guard characters.contains("~") else {
      throw problem(
        at: 0, "there is no ~ between the outcome and the predictors", remedy: "write: outcome ~ predictor + predictor")
    }
    if peek() == "~" { throw problem("the outcome is missing before ~", remedy: "write: outcome ~ predictor") }
    let outcomeOffset = position
    let outcome = try parseSum()
    guard outcome.count == 1, let factors = outcome.first, factors.count == 1,
      case .value(let explained)? = factors.first
    else {
      throw problem(
        at: outcomeOffset, "the outcome is to be one variable", why: "a sum, a product or i( ) cannot be explained",
        remedy: "name one column, or compute it: I(a + b)")
    }
    guard take("~") else { throw expected("~") }
    var terms = try parseSum()
    let absorbed = take("|") ? try parseAbsorbed() : []
    if peek() == "~" { throw problem("a formula has one ~ only", remedy: "take the second ~ away") }
    guard peek() == nil else {
      throw expected("+, -, *, : or the end", remedy: peek().flatMap(Self.hint))
    }
    // The absorbed effects hold every constant.
    if !absorbed.isEmpty { terms.removeAll { $0.isEmpty } }
    let hasIntercept = terms.contains([])
    terms.removeAll { $0.isEmpty }
    if let outcomeName = explained.bareVariable,
      terms.contains(where: { $0 == [.value(.variable(outcomeName))] })
    {
      throw problem(
        at: outcomeOffset, "\(outcomeName) is the outcome and a predictor as well",
        why: "it would explain itself without remainder", remedy: "take it away from one side of ~")
    }
    // Main terms stand before products, as in R.
    let sorted = terms.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
    return Parsed(
      outcome: explained, terms: sorted.map(\.element), hasIntercept: hasIntercept, offset: offset, absorbed: absorbed)
  }

  /// What stands after `|`: `a + b^c`.
  private mutating func parseAbsorbed() throws(Problem) -> [[String]] {
    var effects: [[String]] = []
    repeat {
      var effect: [String] = []
      repeat {
        guard let next = peek(), Self.beginsName(next) || next == "`" else { throw expected("a variable") }
        let start = position
        let name = try parseName()
        if name == "i", peek() == "(" {
          throw problem(
            at: start, "an absorbed effect is a variable", why: "every value of it has a constant already",
            remedy: "write the variable alone: | region")
        }
        note(name, start)
        effect.append(name)
      } while take("^")
      if !effects.contains(where: { Set($0) == Set(effect) }) { effects.append(effect) }
    } while take("+")
    return effects
  }

  /// Both sides as arithmetic, whose names may be columns or parameters.
  mutating func parseNonlinear() throws(Problem) -> (outcome: FormulaExpression, mean: FormulaExpression) {
    let remedy = "write: outcome ~ expression, such as y ~ b1 * (1 - exp(-b2 * x))"
    guard peek() != nil else { throw Problem(.specification, "the formula is empty", at: place, remedy: remedy) }
    guard characters.contains("~") else {
      throw problem(at: 0, "there is no ~ between the outcome and the model", remedy: remedy)
    }
    // A nonlinear model is computed row by row.
    functions = FormulaExpression.functions
    let outcome = try parseArithmetic()
    guard take("~") else { throw expected("~") }
    let mean = try parseArithmetic()
    guard peek() == nil else { throw expected("+, -, *, /, ^ or the end") }
    return (outcome, mean)
  }

  private static func hint(_ character: Character) -> String? {
    switch character {
    case "/", "^", "%": "write arithmetic inside I( ): I(x\(character == "%" ? "/" : String(character))2)"
    case "=": "a formula has ~ where an equation has ="
    case _ where beginsName(character): "put + between predictors, or a name that holds blanks in backticks: `a b`"
    default: nil
    }
  }

  // MARK: Sums of terms

  private mutating func parseSum() throws(Problem) -> Terms {
    // Every right-hand side begins with its intercept; the outcome's sum drops it below.
    let isOutcome = !characters[..<position].contains("~")
    var result: Terms = isOutcome ? [] : [[]]
    var subtracts = take("-")
    if !subtracts { _ = take("+") }
    while true {
      skipBlanks()
      let start = position
      let (terms, number) = try parseProduct()
      switch number {
      case 0?:
        if !subtracts { result.removeAll { $0.isEmpty } }
      case 1?:
        result.removeAll { $0.isEmpty }
        if !subtracts { result.insert([], at: 0) }
      default:
        for term in terms {
          if subtracts {
            guard let index = result.firstIndex(of: term) else {
              throw problem(
                at: start, "there is no term \"\(term.map(\.text).joined(separator: ":"))\" to take away",
                remedy: "leave it out, or put a name that holds a hyphen in backticks: `a-b`")
            }
            result.remove(at: index)
          } else if !result.contains(where: { Set($0) == Set(term) }) {
            result.append(term)
          }
        }
      }
      if take("+") { subtracts = false } else if take("-") { subtracts = true } else { return result }
    }
  }

  /// A product of atoms with `:` and `*`; a lone 0 or 1 comes back as a number.
  private mutating func parseProduct() throws(Problem) -> (Terms, Int?) {
    skipBlanks()
    if let digit = peek(), digit.isNumber {
      let start = position
      let value = try parseNumber()
      if position < characters.count, Self.beginsName(characters[position]) {
        throw problem(
          at: start, "a name begins with a letter", remedy: "put a name that begins with a digit in backticks: `2024a`")
      }
      guard value == 0 || value == 1 else {
        throw problem(
          at: start, "a number other than 0 and 1 is no predictor", remedy: "write arithmetic inside I( ): I(2 * x)")
      }
      if let next = peek(), next == ":" || next == "*" {
        throw problem("a number cannot be multiplied here", remedy: "write arithmetic inside I( ): I(2 * x)")
      }
      return ([], value == 0 ? 0 : 1)
    }
    var result = try parseInteraction()
    while take("*") {
      let right = try parseInteraction()
      result = result + right + (try products(result, right))
    }
    return (result, nil)
  }

  private mutating func parseInteraction() throws(Problem) -> Terms {
    var result = try parseAtom()
    while take(":") { result = try products(result, try parseAtom()) }
    return result
  }

  private func products(_ left: Terms, _ right: Terms) throws(Problem) -> Terms {
    guard left.count * right.count <= Self.mostTerms else {
      throw problem(
        "the products come to more than \(Self.mostTerms) terms",
        why: "each * doubles the terms before it", remedy: "multiply fewer predictors, or name the products wanted: a:b")
    }
    return left.flatMap { a in right.map { b in a + b.filter { !a.contains($0) } } }
  }

  private mutating func parseAtom() throws(Problem) -> Terms {
    if take("(") {
      depth += 1
      guard depth <= Self.deepestBrackets else {
        throw problem(
          "more than \(Self.deepestBrackets) brackets stand in each other", remedy: "take the needless ones away")
      }
      var terms = try parseSum()
      depth -= 1
      terms.removeAll { $0.isEmpty }
      guard take(")") else { throw expected("\")\"") }
      return take("^") ? try power(of: terms) : terms
    }
    guard let next = peek() else { throw expected("a predictor") }
    guard Self.beginsName(next) || next == "`" else { throw expected("a predictor", remedy: Self.hint(next)) }
    let start = position
    let name = try parseName()
    if name == "." {
      throw problem(at: start, "\".\" for all other columns is not understood", remedy: "name the predictors")
    }
    guard next != "`", take("(") else {
      note(name, start)
      return [[.value(.variable(name))]]
    }
    operands = 0
    if name == "i" { return [try parseCategories()] }
    if name == "poly" { return [[try parsePolynomial()]] }
    if name == "offset" {
      offset.append(try parseArithmetic())
      guard take(")") else { throw expected("\")\"") }
      return []
    }
    if ["factor", "as.factor", "C", "ordered"].contains(name) {
      throw problem(
        at: start, "there is no function \"\(name)\"", why: "a categorical predictor is written i( )",
        remedy: "write i(variable), or i(variable, ref=level)")
    }
    if ["lag", "lead", "diff", "l", "f", "d"].contains(name) {
      throw problem(
        at: start, "there is no function \"\(name)\"", why: "a formula computes each row from that row alone",
        remedy: "add a column with the value of the other row to the data")
    }
    guard name == "I" || functions.contains(name) else {
      throw problem(
        at: start, "there is no function \"\(name)\"",
        remedy: Spelling.advice(for: name, among: ["i", "I", "poly", "scale", "offset"] + functions))
    }
    let argument = try parseArithmetic()
    guard take(")") else { throw expected("\")\"") }
    return [[.value(.call(name, argument))]]
  }

  /// The terms and all their products of up to so many of them.
  private mutating func power(of terms: Terms) throws(Problem) -> Terms {
    skipBlanks()
    let start = position
    let exponent = peek()?.isNumber == true ? try parseNumber() : 0
    guard let count = Int(exactly: exponent), (1...6).contains(count) else {
      throw problem(
        at: start, "a sum of predictors is raised to a whole number from 1 to 6",
        why: "(a + b + c)^2 stands for a, b, c and their products of two", remedy: "write (a + b)^2, or I((a + b)^2.5)")
    }
    var result = terms
    for _ in 1..<max(2, count) where count > 1 {
      for term in try products(result, terms) where !result.contains(where: { Set($0) == Set(term) }) {
        result.append(term)
      }
    }
    return result
  }

  /// What stands between the brackets of `i( )`: a variable, a second one to multiply by, a reference.
  private mutating func parseCategories() throws(Problem) -> [Formula.Factor] {
    guard let next = peek(), Self.beginsName(next) || next == "`" else { throw expected("a variable") }
    let start = position
    let variable = try parseName()
    note(variable, start)
    var reference: String?
    var other: Formula.Factor?
    while take(",") {
      guard let letter = peek(), Self.beginsName(letter) || letter == "`" else { throw expected("ref= or a variable") }
      let optionStart = position
      let option = try parseName()
      guard take("=") else {
        guard other == nil else {
          throw problem(
            at: optionStart, "i( ) multiplies two variables, not three", remedy: "write the product: i(a):b:c")
        }
        guard option != "ref" else {
          throw problem(at: optionStart, "i( ) has no option \"ref\"", remedy: "write ref=level")
        }
        // As in fixest, `i.` makes categories of a variable of numbers.
        let isCategories = letter != "`" && option.hasPrefix("i.") && option.count > 2
        let name = isCategories ? String(option.dropFirst(2)) : option
        note(name, optionStart)
        other = isCategories ? .categories(variable: name, reference: nil) : .value(.variable(name))
        continue
      }
      guard option == "ref" else {
        throw problem(
          at: optionStart, "i( ) has no option \"\(option)\"",
          remedy: "write i(\(variable), ref=level), or a product: i(a):b")
      }
      reference = try parseLevel()
    }
    guard take(")") else { throw expected("\")\"") }
    return [.categories(variable: variable, reference: reference)] + (other.map { [$0] } ?? [])
  }

  /// What stands between the brackets of `poly( )`.
  private mutating func parsePolynomial() throws(Problem) -> Formula.Factor {
    let expression = try parseArithmetic()
    var (degree, isRaw): (Int?, Bool) = (nil, false)
    while take(",") {
      skipBlanks()
      let start = position
      if peek()?.isNumber == true {
        degree = Int(exactly: try parseNumber()) ?? 0
      } else {
        guard let letter = peek(), Self.beginsName(letter) else { throw expected("a degree") }
        let option = try parseName()
        guard take("="), option == "degree" || option == "raw" else {
          throw problem(
            at: start, "poly( ) has no option \"\(option)\"", remedy: "write poly(x, 3) or poly(x, 3, raw=TRUE)")
        }
        if option == "degree" {
          degree = peek()?.isNumber == true ? Int(exactly: try parseNumber()) ?? 0 : 0
        } else {
          skipBlanks()
          let wordStart = position
          let word = try parseName()
          guard let truth = ["TRUE": true, "T": true, "true": true, "FALSE": false, "F": false, "false": false][word]
          else { throw problem(at: wordStart, "raw is TRUE or FALSE", remedy: "write raw=TRUE") }
          isRaw = truth
        }
      }
      if let degree, !(1...20).contains(degree) {
        throw problem(
          at: start, "the degree of a polynomial is a whole number from 1 to 20", remedy: "write poly(x, 3)")
      }
    }
    guard let degree else {
      throw problem("poly( ) lacks its degree", remedy: "write poly(\(expression.text), 2) for a curve with one bend")
    }
    guard take(")") else { throw expected("\")\"") }
    return .polynomial(expression, degree: degree, isRaw: isRaw)
  }

  private mutating func parseLevel() throws(Problem) -> String {
    skipBlanks()
    let start = position
    if let quote = peek(), quote == "\"" || quote == "'" {
      position += 1
      guard let end = characters[position...].firstIndex(of: quote) else {
        throw problem(at: start, "the quotation mark is not closed", remedy: "put a \(quote) after the level")
      }
      defer { position = end + 1 }
      return String(characters[position..<end])
    }
    var level = ""
    while position < characters.count, characters[position] != ")", characters[position] != "," {
      level.append(characters[position])
      position += 1
    }
    while level.last?.isWhitespace == true { level.removeLast() }
    guard !level.isEmpty else { throw problem(at: start, "a level is missing after ref=", remedy: "write ref=level") }
    return level
  }

  private mutating func note(_ name: String, _ offset: Int) {
    if firstOffsets[name] == nil { firstOffsets[name] = offset }
  }

  private mutating func parseName() throws(Problem) -> String {
    let start = position
    if take("`") {
      guard let end = characters[position...].firstIndex(of: "`"), end > position else {
        throw problem(at: start, "the ` is not closed", remedy: "put a ` after the name")
      }
      defer { position = end + 1 }
      return String(characters[position..<end])
    }
    while position < characters.count, Self.continuesName(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }

  // MARK: Arithmetic inside functions

  private mutating func parseArithmetic() throws(Problem) -> FormulaExpression {
    var left = try parseArithmeticProduct()
    while let sign = peek(), sign == "+" || sign == "-" {
      position += 1
      left = .binary(sign, left, try parseArithmeticProduct())
    }
    return left
  }

  private mutating func parseArithmeticProduct() throws(Problem) -> FormulaExpression {
    var left = try parseSigned()
    while let sign = peek(), sign == "*" || sign == "/" {
      position += 1
      left = .binary(sign, left, try parseSigned())
    }
    return left
  }

  private mutating func parseSigned() throws(Problem) -> FormulaExpression {
    operands += 1
    guard operands <= Self.mostOperands else {
      throw problem(
        "the arithmetic has more than \(Self.mostOperands) parts", remedy: "compute it in the data, as a column")
    }
    if take("-") { return .negative(try parseSigned()) }
    if take("+") { return try parseSigned() }
    let base = try parseOperand()
    // −x^2 is −(x²) and x^-1 is allowed, as in R.
    if take("^") { return .binary("^", base, try parseSigned()) }
    return base
  }

  private mutating func parseOperand() throws(Problem) -> FormulaExpression {
    if take("(") {
      let inner = try parseArithmetic()
      guard take(")") else { throw expected("\")\"") }
      return .group(inner)
    }
    guard let next = peek() else { throw expected("a number or a variable") }
    if next.isNumber { return .number(try parseNumber()) }
    guard Self.beginsName(next) || next == "`" else { throw expected("a number or a variable") }
    let start = position
    let name = try parseName()
    guard next != "`", take("(") else {
      note(name, start)
      return .variable(name)
    }
    guard name == "I" || functions.contains(name) else {
      throw problem(
        at: start, "there is no function \"\(name)\" in arithmetic",
        remedy: Spelling.advice(for: name, among: functions))
    }
    let argument = try parseArithmetic()
    guard take(")") else { throw expected("\")\"") }
    return .call(name, argument)
  }

  private mutating func parseNumber() throws(Problem) -> Double {
    let start = position
    while position < characters.count, characters[position].isNumber || characters[position] == "." { position += 1 }
    if position < characters.count, characters[position] == "e" || characters[position] == "E" {
      var end = position + 1
      if end < characters.count, characters[end] == "-" || characters[end] == "+" { end += 1 }
      if end < characters.count, characters[end].isNumber {
        while end < characters.count, characters[end].isNumber { end += 1 }
        position = end
      }
    }
    let text = String(characters[start..<position])
    guard let value = Double(text), value.isFinite else {
      throw problem(at: start, "\"\(text)\" is not a number", remedy: "write it with a decimal point: 0.5")
    }
    return value
  }
}
