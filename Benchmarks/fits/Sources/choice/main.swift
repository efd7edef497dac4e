// choice FOLDER REPETITIONS
//
// Fits the conditional logit with robust standard errors to the columns of a folder.

import KoshStatistics
import KoshTable
import Measuring

let arguments = CommandLine.arguments
guard arguments.count == 3, let repetitions = Int(arguments[2]), repetitions > 0 else {
  fatalError("usage: choice FOLDER REPETITIONS")
}
let model = try ConditionalLogitModel("choice ~ a1 + a2 + a3 + a4 + a5 + a6", chooser: "id", vcov: .hc0)
let names = ["id", "choice", "a1", "a2", "a3", "a4", "a5", "a6"]
let table = Table(name: "choices", columns: names.map { column($0, in: arguments[1]) })
try measure(repetitions: repetitions) { try model.fit(table) }
