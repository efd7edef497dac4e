// gravity FOLDER FORMULA REPETITIONS
//
// Fits the Poisson model with clusters by origin to the columns of a folder.

import KoshStatistics
import KoshTable
import Measuring

let arguments = CommandLine.arguments
guard arguments.count == 4, let repetitions = Int(arguments[3]), repetitions > 0 else {
  fatalError("usage: gravity FOLDER FORMULA REPETITIONS")
}
let formula = try Formula(arguments[2])
let table = Table(name: "flows", columns: formula.variables.map { column($0, in: arguments[1]) })
let model = FixedEffectsPoissonModel(
  formula: formula,
  options: RegressionOptions(vcov: .clusters(ClusterCovariance(["o"], correction: .fixest))))
try measure(repetitions: repetitions) { try model.fit(table) }
