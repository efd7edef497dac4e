package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A data set with results that someone else vouches for, to measure this program by: one of NIST's Statistical
/// Reference Datasets.
///
/// Its text has one line for each thing that is known, then the rows; `repeat 500 2` stands for the next two rows 500
/// times:
///
///     name        Misra1a
///     procedure   nonlinear
///     difficulty  lower
///     formula     y ~ b1*(1-exp(-b2*x))
///     parameter   b1 2.3894212918E+02 error 2.7070075241E+00 start 500 250
///     certified   residual_sum_of_squares 1.2455138894E-01
///     columns     y x
///     10.07 77.6
package struct CertifiedSet: Sendable, Hashable {
  /// What is computed from the set.
  package enum Procedure: String, Sendable, Hashable, CaseIterable {
    /// Mean, standard deviation, autocorrelation.
    case univariate
    /// One-way analysis of variance.
    case anova
    /// Linear least squares.
    case linear
    /// Nonlinear least squares, from two starts.
    case nonlinear
  }

  /// A coefficient.
  package struct Parameter: Sendable, Hashable {
    /// Its name, b0 or b1 being the first.
    package var name: String
    /// The certified estimate.
    package var estimate: Double
    /// The certified standard error.
    package var standardError: Double
    /// Where the search begins, the hard start first; empty where there is nothing to search.
    package var starts: [Double]
  }

  /// Its name.
  package let name: String
  /// What is computed from it.
  package let procedure: Procedure
  /// How hard NIST says that is: lower, average, higher.
  package let difficulty: String
  /// The model of a regression; else empty.
  package let formula: String
  /// The certified coefficients.
  package let parameters: [Parameter]
  /// The certified figures by name.
  package let figures: [String: Double]
  /// The digits that exact arithmetic on the data as binary numbers of 64 bits has, where that was computed.
  package let limit: Double?
  /// The rows.
  package let table: Table

  /// Reads a set.
  ///
  /// - Throws: ``Problem`` with the line that is not understood.
  package init(_ text: String, file: String) throws(Problem) {
    var (known, figures): ([String: String], [String: Double]) = ([:], [:])
    var parameters: [Parameter] = []
    var names: [String] = []
    var rows: [[Double]] = []
    var repeats: (count: Int, width: Int, from: Int)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let key = words.first else { continue }
      func wrong() -> Problem {
        Problem(.data, "\"\(line)\" is no line of a certified set", at: Place(file: file, line: index + 1))
      }
      if !names.isEmpty {
        if key == "repeat" {
          guard words.count == 3, let count = Int(words[1]), let width = Int(words[2]), count > 0, width > 0 else {
            throw wrong()
          }
          repeats = (count, width, rows.count)
          continue
        }
        let row = words.compactMap { Double($0) }
        guard row.count == names.count, row.count == words.count else { throw wrong() }
        rows.append(row)
        if let run = repeats, rows.count == run.from + run.width {
          let pattern = rows[run.from...]
          for _ in 1..<max(2, run.count) where run.count > 1 { rows += pattern }
          repeats = nil
        }
        continue
      }
      switch key {
      case "name", "procedure", "difficulty", "limit": known[key] = words.last
      case "formula": known[key] = words.dropFirst().joined(separator: " ")
      case "columns": names = Array(words.dropFirst())
      case "certified":
        guard words.count == 3, let value = Double(words[2]) else { throw wrong() }
        figures[words[1]] = value
      case "parameter":
        guard words.count >= 5, let estimate = Double(words[2]), let error = Double(words[4]) else { throw wrong() }
        let starts = words.dropFirst(6).compactMap { Double($0) }
        parameters.append(
          Parameter(name: words[1], estimate: estimate, standardError: error, starts: starts))
      default: throw wrong()
      }
    }
    guard let name = known["name"], let procedure = known["procedure"].flatMap(Procedure.init(rawValue:)),
      let difficulty = known["difficulty"], !rows.isEmpty
    else {
      throw Problem(
        .data, "the certified set lacks its name, procedure, difficulty or rows", at: Place(file: file))
    }
    self.name = name
    self.procedure = procedure
    self.difficulty = difficulty
    formula = known["formula"] ?? ""
    self.parameters = parameters
    self.figures = figures
    limit = known["limit"].flatMap { Double($0) }
    table = Table(
      name: name, columns: names.indices.map { j in Column(Variable(names[j]), numbers: rows.map { $0[j] }) })
  }

  /// Minus the decimal logarithm of the relative error (of the error where 0 is certified): the digits that are right, at
  /// most `most`, the digits that are certified.
  package static func digits(_ value: Double?, certified: Double, most: Double) -> Double {
    guard let value, value.isFinite else { return 0 }
    let error = (value - certified).magnitude / (certified == 0 ? 1 : certified.magnitude)
    return error == 0 ? most : max(0, min(most, -log10(error)))
  }
}
