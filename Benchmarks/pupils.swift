// Writes made-up pupils as CSV: y,gender,lang,score,region,school, of which y follows a logit with a random part for each
// of 5,000 schools in six regions. The same bytes everywhere for the same arguments.
//
//     pupils ROWS > pupils.csv                the score in halves of a point, as tests have it
//     pupils ROWS continuous > pupils.csv     a score of six decimals, in which hardly two pupils agree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood (2014), OOPSLA, 453–472.
struct Draws {
  var state: UInt64
  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
  }
  mutating func normal() -> Double { (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform()) }
}

let rows = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 0 : 0
let continuous = CommandLine.arguments.dropFirst(2).first == "continuous"
var draws = Draws(state: 20_261_121)
let schools = (0..<5000).map { _ in 0.3 * draws.normal() }
let regions = [0, -0.25, 0.10, 0.30, -0.10, 0.20]
var bytes: [UInt8] = Array("y,gender,lang,score,region,school\n".utf8)

func append(_ value: Int) { bytes += String(value).utf8 }
func write() {
  bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, stdout) }
  bytes.removeAll(keepingCapacity: true)
}

for _ in 0..<rows {
  let school = Int(draws.uniform() * 5000)
  let (gender, lang) = (draws.uniform() < 0.5 ? 1 : 0, draws.uniform() < 0.8 ? 1 : 0)
  let exact = min(100, max(0, 40 + 15 * draws.normal()))
  let millionths = continuous ? Int(exact * 1e6) : Int((exact * 2).rounded()) * 500_000
  let predictor =
    0.7 - 0.7 * Double(gender) - 0.02 * Double(lang) + 0.005 * Double(millionths) / 1e6 + regions[school % 6]
    + schools[school]
  append(draws.uniform() < 1 / (1 + exp(-predictor)) ? 1 : 0)
  bytes += [44, UInt8(48 + gender), 44, UInt8(48 + lang), 44]
  append(millionths / 1_000_000)
  bytes.append(46)
  if continuous {
    let digits = String(millionths % 1_000_000)
    bytes += [UInt8](repeating: 48, count: 6 - digits.utf8.count) + digits.utf8
  } else {
    bytes.append(millionths % 1_000_000 == 0 ? 48 : 53)
  }
  bytes += [44, UInt8(48 + school % 6), 44]
  append(school)
  bytes.append(10)
  if bytes.count > 1 << 20 { write() }
}
write()
