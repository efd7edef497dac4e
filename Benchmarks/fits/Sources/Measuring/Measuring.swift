import KoshStatistics
import KoshTable

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The column NAME.f64 of a folder: little-endian doubles.
public func column(_ name: String, in folder: String) -> Column {
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

/// Fits as often as it is told and prints the least and the median seconds of a fit, then each coefficient with its
/// standard error. A fit is everything from the table to the result.
public func measure(repetitions: Int, _ fit: () throws -> any RegressionFit) throws {
  var times: [Double] = []
  var terms: [TermEstimate] = []
  let clock = ContinuousClock()
  for _ in 0..<repetitions {
    let start = clock.now
    terms = try fit().terms
    let (seconds, attoseconds) = start.duration(to: clock.now).components
    times.append(Double(seconds) + Double(attoseconds) / 1e18)
  }
  times.sort()
  print(times[0], times[repetitions / 2])
  for term in terms { print(term.estimate, term.standardError ?? .nan) }
}
