internal import KoshTable

extension Expression {
  /// Parses a formula.
  ///
  /// - Parameters:
  ///   - text: The formula.
  ///   - place: Where the formula begins; problems point into it.
  static func parse(_ text: String, at place: Place = Place()) throws(Problem) -> Expression {
    var parser = try ExpressionParser(text, at: place)
    let expression = try parser.condition()
    try parser.end()
    return expression
  }
}

/// A recursive-descent parser, one method per level of binding strength.
struct ExpressionParser {
  enum Token: Equatable {
    case number(String)
    case text(String)
    case name(String)
    case sign(String)

    var shown: String {
      switch self {
      case .number(let text), .name(let text), .sign(let text): text
      case .text(let text): "'\(text)'"
      }
    }
  }

  let source: String
  let start: Place
  var tokens: [(token: Token, offset: Int)] = []
  var position = 0
  /// Brackets and signs that are open: what is nested too deeply is refused before the stack is spent.
  var depth = 0

  init(_ text: String, at place: Place) throws(Problem) {
    source = text
    start = place
    try scan()
  }

  func place(offset: Int) -> Place {
    var result = start
    result.column = start.column.map { $0 + offset }
    return result
  }

  mutating func scan() throws(Problem) {
    let letters = Array(source)
    var index = 0
    func isNameStart(_ c: Character) -> Bool { c.isLetter || c == "_" }
    func isNamePart(_ c: Character) -> Bool { c.isLetter || c.isNumber || c == "_" }
    while index < letters.count {
      let letter = letters[index]
      let begin = index
      if letter.isWhitespace {
        index += 1
      } else if letter.isNumber || (letter == "." && index + 1 < letters.count && letters[index + 1].isNumber) {
        while index < letters.count, letters[index].isNumber || letters[index] == "." { index += 1 }
        if index + 1 < letters.count, letters[index] == "e" || letters[index] == "E",
          letters[index + 1].isNumber
            || ((letters[index + 1] == "-" || letters[index + 1] == "+") && index + 2 < letters.count
              && letters[index + 2].isNumber)
        {
          index += 2
          while index < letters.count, letters[index].isNumber { index += 1 }
        }
        // A key such as 2014-2015 or 20_34 stands in brackets, where it is read as a name.
        if index < letters.count,
          letters[index] == "_" || letters[index].isLetter || (isKeyContext && letters[index] == "-")
        {
          while index < letters.count, isNamePart(letters[index]) || letters[index] == "-" { index += 1 }
          tokens.append((.name(String(letters[begin..<index])), begin))
        } else {
          tokens.append((.number(String(letters[begin..<index])), begin))
        }
      } else if isNameStart(letter) {
        while index < letters.count {
          if isNamePart(letters[index]) {
            index += 1
          } else if letters[index] == "." || letters[index] == "-" || letters[index] == ":",
            index + 1 < letters.count, isNamePart(letters[index + 1])
          {
            index += 1
          } else {
            break
          }
        }
        tokens.append((.name(String(letters[begin..<index])), begin))
      } else if letter == "'" || letter == "\"" {
        index += 1
        while index < letters.count, letters[index] != letter { index += 1 }
        guard index < letters.count else {
          throw Problem(
            .specification, "the quotation mark in \"\(source)\" is not closed", at: place(offset: begin),
            remedy: "close it with \(letter)")
        }
        tokens.append((.text(String(letters[(begin + 1)..<index])), begin))
        index += 1
      } else {
        let two = index + 1 < letters.count ? String(letters[index...(index + 1)]) : ""
        if ["<=", ">=", "==", "!="].contains(two) {
          tokens.append((.sign(two), begin))
          index += 2
        } else if "+-−*/^()[],<>.=".contains(letter) {
          tokens.append((.sign(letter == "−" ? "-" : (letter == "=" ? "==" : String(letter))), begin))
          index += 1
        } else {
          throw Problem(
            .specification, "\"\(letter)\" has no meaning in the formula \"\(source)\"", at: place(offset: begin),
            why: "a formula is made of numbers, names, + - * / ^, comparisons, and, or, not, in [ ], and functions",
            remedy: "remove it, or put text in quotation marks")
        }
      }
    }
  }

  /// Whether an opening bracket is still open: only keys and list members stand there.
  private var isKeyContext: Bool {
    var depth = 0
    for (token, _) in tokens {
      if token == .sign("[") { depth += 1 }
      if token == .sign("]") { depth -= 1 }
    }
    return depth > 0
  }

  var current: Token? { position < tokens.count ? tokens[position].token : nil }
  var offset: Int { position < tokens.count ? tokens[position].offset : source.count }

  func unexpected(_ wanted: String) -> Problem {
    let found = current.map { "\"\($0.shown)\"" } ?? "the end"
    return Problem(
      .specification, "the formula \"\(source)\" has \(found) where \(wanted) is expected", at: place(offset: offset),
      remedy: "complete or correct the formula at this place")
  }

  mutating func take(_ sign: String) -> Bool {
    guard current == .sign(sign) else { return false }
    position += 1
    return true
  }

  mutating func takeWord(_ word: String) -> Bool {
    guard current == .name(word) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ sign: String) throws(Problem) {
    guard take(sign) else { throw unexpected("\"\(sign)\"") }
  }

  mutating func end() throws(Problem) {
    guard current == nil else { throw unexpected("an operator or the end") }
  }

  mutating func condition() throws(Problem) -> Expression {
    try deepen()
    defer { depth -= 1 }
    var left = try conjunction()
    while takeWord("or") { left = .either(left, try conjunction()) }
    return left
  }

  mutating func conjunction() throws(Problem) -> Expression {
    var left = try negation()
    while takeWord("and") { left = .both(left, try negation()) }
    return left
  }

  mutating func negation() throws(Problem) -> Expression {
    guard takeWord("not") else { return try comparison() }
    try deepen()
    defer { depth -= 1 }
    return .not(try negation())
  }

  mutating func deepen() throws(Problem) {
    depth += 1
    guard depth <= 60 else {
      throw Problem(
        .specification, "the formula is nested more than \(depth - 1) deep", at: place(offset: offset),
        remedy: "compute a part of it under an analysis of kind calculate")
    }
  }

  mutating func comparison() throws(Problem) -> Expression {
    let left = try sum()
    if case .sign(let sign) = current, let comparison = Expression.Comparison(rawValue: sign) {
      position += 1
      return .comparison(left, comparison, try sum())
    }
    let negated = takeWord("not")
    if takeWord("in") {
      try expect("[")
      var list: [Expression] = []
      repeat { list.append(try member()) } while take(",")
      try expect("]")
      return .isMember(left, of: list, negated: negated)
    }
    if negated { throw unexpected("\"in\"") }
    return left
  }

  /// A member of a list: a bare word stands for itself.
  mutating func member() throws(Problem) -> Expression {
    if case .name(let name) = current {
      position += 1
      return .text(name)
    }
    return try sum()
  }

  mutating func sum() throws(Problem) -> Expression {
    var left = try product()
    while true {
      if take("+") {
        left = .arithmetic(left, .add, try product())
      } else if take("-") {
        left = .arithmetic(left, .subtract, try product())
      } else {
        return left
      }
    }
  }

  mutating func product() throws(Problem) -> Expression {
    var left = try signed()
    while true {
      if take("*") {
        left = .arithmetic(left, .multiply, try signed())
      } else if take("/") {
        left = .arithmetic(left, .divide, try signed())
      } else {
        return left
      }
    }
  }

  mutating func signed() throws(Problem) -> Expression {
    guard take("-") else { return try power() }
    try deepen()
    defer { depth -= 1 }
    return .negative(try signed())
  }

  mutating func power() throws(Problem) -> Expression {
    let base = try primary()
    guard take("^") else { return base }
    try deepen()
    defer { depth -= 1 }
    return .arithmetic(base, .power, try signed())
  }

  mutating func primary() throws(Problem) -> Expression {
    let begin = place(offset: offset)
    switch current {
    case .number(let text):
      position += 1
      return .number(try number(text, at: begin))
    case .text(let text):
      position += 1
      return .text(text)
    case .name(let name):
      position += 1
      if take("(") { return try call(name, at: begin) }
      if take("[") { return try cell(name, at: begin) }
      return .name(name, begin)
    case .sign("("):
      position += 1
      let inner = try condition()
      try expect(")")
      return inner
    default:
      throw unexpected("a number, a name or a bracket")
    }
  }

  func number(_ text: String, at place: Place) throws(Problem) -> PrintedNumber {
    if let printed = try? PrintedNumber(text) { return printed }
    // A power of ten, 1e-12, written out: its zeros are not digits that were printed.
    guard let value = Double(text), value.isFinite,
      let printed = try? PrintedNumber(written(NumberText.fixed(value, decimals: 17, language: .en)))
    else {
      throw Problem(
        .specification, "\"\(text)\" is not a number", at: place, remedy: "write it with one decimal point: 1720.647")
    }
    return printed
  }

  /// Digits without the zeros at their end.
  private func written(_ digits: String) -> String {
    let kept = digits.reversed().drop { $0 == "0" }.reversed()
    return String(kept.last == "." ? kept.dropLast() : kept[...])
  }

  mutating func call(_ name: String, at place: Place) throws(Problem) -> Expression {
    guard let function = Expression.functions.first(where: { $0.name == name }) else {
      throw Problem(
        .specification, "there is no function \"\(name)\"", at: place,
        remedy: Spelling.advice(for: name, among: Expression.functions.map(\.name)))
    }
    var arguments: [Expression] = []
    if !take(")") {
      repeat { arguments.append(try condition()) } while take(",")
      try expect(")")
    }
    guard function.arguments.contains(arguments.count) else {
      throw Problem(
        .specification, "\(name)() is given \(arguments.count) arguments", at: place,
        why:
          "it takes \(function.arguments.count == 1 ? "exactly \(function.arguments.lowerBound)" : "\(function.arguments.lowerBound) or more")",
        remedy: "\(name): \(function.help)")
    }
    return .call(name, arguments, place)
  }

  mutating func cell(_ source: String, at place: Place) throws(Problem) -> Expression {
    var keys: [String]? = []
    if take("*") {
      keys = nil
    } else {
      repeat {
        switch current {
        case .number(let text), .name(let text), .text(let text): keys?.append(text)
        default: throw unexpected("a row's key, or *")
        }
        position += 1
      } while take(",")
    }
    try expect("]")
    // `clusters.ward.group[KZ-11]` is a finding; a cell goes on with the name of its column.
    guard take(".") else { return .name("\(source)[\((keys ?? ["*"]).joined(separator: ","))]", place) }
    guard case .name(let column) = current else { throw unexpected("a column's name") }
    position += 1
    return .cell(source: source, keys: keys, column: column, place)
  }
}
