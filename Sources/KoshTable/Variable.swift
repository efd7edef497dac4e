/// What a column holds, as a codebook would say it.
public struct Variable: Sendable, Hashable {
  /// The name used in formulas and specifications.
  public var name: String
  /// What a reader sees; the name itself where nothing better is known.
  public var label: Trilingual
  /// The unit, such as persons or tenge; empty for a pure number or a category.
  public var unit: Trilingual
  /// Labels of the categories, by code.
  public var valueLabels: [String: Trilingual]
  /// Whether the printed digits are rounded, so that a cell stands for the interval of half a unit of its last digit
  /// on either side. Counts of people are not.
  public var isRounded: Bool

  /// A variable; all but the name may be left out.
  public init(
    _ name: String, label: Trilingual? = nil, unit: Trilingual = Trilingual(same: ""),
    valueLabels: [String: Trilingual] = [:], isRounded: Bool = false
  ) {
    self.name = name
    self.label = label ?? Trilingual(same: name)
    self.unit = unit
    self.valueLabels = valueLabels
    self.isRounded = isRounded
  }
}
