internal import KoshTable

/// What a claim expects of the findings.
enum Expectation: Sendable {
  case equals([Expression])
  case holds(Expression)
  case whole(Expression)
  case ranking(column: String, keys: [String], highest: Bool, where: Expression?, Place)
  case monotone(column: String, increasing: Bool, Place)
  case extreme(column: String, at: String, maximum: Bool, where: Expression?, Place)
  case members(finding: String, keys: [String], Place)
  case exists(patterns: [String], Place)
  case same([Expression])
  case plausible(Expression, low: Double, high: Double, because: Trilingual)
  case possible(analysis: String, Place)
  case significant(term: String, isStarred: Bool, Place)
  case floor(term: String, Place)

  init?(_ node: SpecNode) {
    guard let (key, value) = node.entries.first.map({ ($0.key, $0.value) }) else { return nil }
    switch key {
    case "equals": self = .equals(value.items.compactMap(\.expression))
    case "holds":
      guard let condition = value.expression else { return nil }
      self = .holds(condition)
    case "whole":
      guard let formula = value.expression else { return nil }
      self = .whole(formula)
    case "highest", "lowest":
      self = .ranking(
        column: value.text("of") ?? "", keys: value.texts("are"), highest: key == "highest",
        where: value.expression("where"), value["of"]?.place ?? value.place)
    case "monotone":
      self = .monotone(
        column: value.text("of") ?? "", increasing: value.text("direction") != "decreasing",
        value["of"]?.place ?? value.place)
    case "extreme":
      self = .extreme(
        column: value.text("of") ?? "", at: value.text("at") ?? "", maximum: value.text("is") != "minimum",
        where: value.expression("where"), value["of"]?.place ?? value.place)
    case "members":
      self = .members(finding: value.text("of") ?? "", keys: value.texts("are"), value["of"]?.place ?? value.place)
    case "exists": self = .exists(patterns: value.texts("among"), value.place)
    case "same": self = .same(value.items.compactMap(\.expression))
    case "plausible":
      let range = value.texts("between").compactMap { try? PrintedNumber($0).value }
      guard let formula = value.expression("of"), range.count == 2 else { return nil }
      self = .plausible(
        formula, low: range[0], high: range[1], because: value.trilingual("because") ?? Trilingual(same: ""))
    case "possible": self = .possible(analysis: value.scalar ?? "", value.place)
    case "significant":
      self = .significant(
        term: value.text("term") ?? "", isStarred: value.truth("is") ?? false, value["term"]?.place ?? value.place)
    case "floor": self = .floor(term: value.scalar ?? "", value.place)
    default: return nil
    }
  }

  /// The formulas that it computes.
  var expressions: [Expression] {
    switch self {
    case .equals(let formulas), .same(let formulas): formulas
    case .holds(let formula), .whole(let formula), .plausible(let formula, _, _, _): [formula]
    default: []
    }
  }
}
