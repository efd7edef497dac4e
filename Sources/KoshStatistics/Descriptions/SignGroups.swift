/// Regions, or other units, sorted by the sign of their balance.
public struct SignGroups: Sendable, Hashable {
  /// Rows with a positive balance, counted from 0.
  public let recipients: [Int]
  /// Rows with a negative balance.
  public let donors: [Int]
  /// Rows with a balance of exactly zero: neither.
  public let neither: [Int]
  /// Rows without a balance.
  public let missing: [Int]
  /// The sum over the recipients, in the balance's unit.
  public let gained: Double
  /// The sum over the donors, not positive.
  public let lost: Double
}

/// Sorts units into recipients and donors by the sign of their balance.
///
/// - Parameter balances: One balance per row, arrivals less departures; `nil` is missing and in no group.
///
///     signGroups([5, -2, 0, nil])   // recipients [0], donors [1], neither [2], missing [3]
public func signGroups(_ balances: [Double?]) -> SignGroups {
  func rows(_ belongs: (Double) -> Bool) -> [Int] {
    balances.indices.filter { present(balances[$0]).map(belongs) ?? false }
  }
  let (recipients, donors) = (rows { $0 > 0 }, rows { $0 < 0 })
  return SignGroups(
    recipients: recipients, donors: donors, neither: rows { $0 == 0 },
    missing: balances.indices.filter { present(balances[$0]) == nil },
    gained: compensatedSum(recipients.compactMap { balances[$0] }),
    lost: compensatedSum(donors.compactMap { balances[$0] }))
}
