// choice FOLDER REPETITIONS
//
// Reads the columns NAME.f64 of a folder (little-endian doubles), fits the conditional logit with robust standard errors
// as often as it is told, and prints the least and the median seconds of a fit, then each coefficient with its standard
// error. A fit is everything from the table to the result: missing values, choice sets, estimates, probabilities.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import KoshStatistics
import KoshTable

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func column(_ name: String, in folder: String) -> Column {
  guard let file = fopen("\(folder)/\(name).f64", "rb") else {
    print("there is no \(name).f64 in \(folder)")
    exit(1)
  }
  fseek(file, 0, SEEK_END)
  let rows = ftell(file) / 8
  rewind(file)
  let values = [Double](unsafeUninitializedCapacity: rows) { buffer, count in
    count = fread(buffer.baseAddress, 8, rows, file)
  }
  fclose(file)
  return Column(Variable(name), numbers: values)
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let repetitions = Int(arguments[2]), repetitions > 0 else {
  print("usage: choice FOLDER REPETITIONS")
  exit(2)
}
do {
  let model = try ConditionalLogitModel("choice ~ a1 + a2 + a3 + a4 + a5 + a6", chooser: "id", vcov: .hc0)
  let names = ["id", "choice", "a1", "a2", "a3", "a4", "a5", "a6"]
  let table = Table(name: "choices", columns: names.map { column($0, in: arguments[1]) })
  var times: [Double] = []
  var terms: [TermEstimate] = []
  for _ in 0..<repetitions {
    let start = now()
    terms = try model.fit(table).terms
    times.append(now() - start)
  }
  times.sort()
  print(times[0], times[repetitions / 2])
  for term in terms { print(term.estimate, term.standardError ?? .nan) }
} catch {
  print(error)
  exit(1)
}
