internal import KoshTable

/// Quantities by formula from findings and cells, with rounding carried through.
struct CalculateAnalysis: Analysis {
  static let schema = ObjectSchema(
    "calculate", "Quantities by formula from findings and cells; rounding in the inputs is carried through.",
    AnalysisHead.fields(
      data: false,
      [
        Field(
          "quantities",
          .map(
            .object(
              ObjectSchema(
                "quantity", "A number by formula.",
                [
                  Field("formula", .expression, required: true, "How it is computed."),
                  Field("label", .trilingual(placeholders: false), "What it is."),
                  Field("unit", .trilingual(placeholders: false), "Its unit."),
                  Field("decimals", .integer, "Decimals that are shown."),
                ]))), required: true, "The quantities by name.")
      ]))

  struct Quantities: Sendable {
    var name: String
    var formula: Expression
    var label: Trilingual
    var unit: Trilingual
    var decimals: Int?
    var place: Place
  }

  let head: AnalysisHead
  let quantities: [Quantities]

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    quantities =
      node["quantities"]?.entries.compactMap { entry in
        entry.value.expression("formula").map {
          Quantities(
            name: entry.key, formula: $0, label: entry.value.trilingual("label") ?? Trilingual(same: entry.key),
            unit: entry.value.trilingual("unit") ?? Trilingual(same: ""), decimals: entry.value.integer("decimals"),
            place: entry.place)
        }
      } ?? []
  }

  var findingPatterns: [String] { quantities.map(\.name) }
  var expressions: [(Expression, Place)] { quantities.map { ($0.formula, $0.place) } }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    // A quantity may use those above it.
    var context = context
    for quantity in quantities {
      var value = context.evaluate(quantity.formula)
      if case .number(var number) = value {
        number.decimals = quantity.decimals ?? (number.value == number.value.rounded() ? 0 : number.decimals)
        value = .number(number)
      }
      let arithmetic = quantity.formula.arithmeticText(context.value)
      context.findings.add([
        Finding(
          "\(id).\(quantity.name)", label: quantity.label, value: value, unit: quantity.unit,
          method: quantity.formula.isReference ? Trilingual(same: "") : arithmetic,
          cells: context.cells(of: [quantity.formula]), traits: context.traits(of: [quantity.formula]))
      ])
    }
    return AnalysisOutcome(findings: quantities.compactMap { context.findings["\(id).\($0.name)"] })
  }
}
