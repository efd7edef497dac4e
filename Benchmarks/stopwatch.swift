// Times commands in turn and prints, for each, the least and the median wall time and the peak memory.
//
//     stopwatch RUNS COMMAND ARGUMENT... ::: COMMAND ARGUMENT...
//     2.113 2.250 7340        milliseconds, milliseconds, kibibytes; one line per command
//
// The commands take turns, so that what else the machine does meanwhile falls on all of them alike. One round goes
// before, uncounted. A command that fails ends it all: the time of an error message is no result.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct Measurement {
  var milliseconds: Double
  var peakKibibytes: Int
}

func stop(_ message: String) -> Never {
  fputs(message + "\n", stderr)
  exit(1)
}

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

func measure(_ command: [String]) -> Measurement {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  defer { posix_spawn_file_actions_destroy(&actions) }

  var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
  arguments.append(nil)
  defer { for argument in arguments { free(argument) } }

  var process = pid_t()
  let start = now()
  guard posix_spawnp(&process, command[0], &actions, nil, arguments, environ) == 0 else {
    stop("\(command[0]) cannot be started")
  }
  var status: Int32 = 0
  var usage = rusage()
  guard wait4(process, &status, 0, &usage) == process else { stop("\(command[0]) cannot be waited for") }
  let elapsed = now() - start
  guard status == 0 else { stop("this command fails: " + command.joined(separator: " ")) }
  return Measurement(milliseconds: elapsed, peakKibibytes: usage.ru_maxrss)
}

func fixed(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let decimals = String(1000 + thousandths % 1000).dropFirst()
  return "\(thousandths / 1000).\(decimals)"
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard let runs = arguments.first.flatMap({ Int($0) }), runs > 0 else {
  stop("usage: stopwatch RUNS COMMAND ... ::: ...")
}
let commands = arguments.dropFirst().split(separator: ":::").map(Array.init)
guard !commands.isEmpty else { stop("there is no command to time") }

var measurements = Array(repeating: [Measurement](), count: commands.count)
for round in 0...runs {
  for (index, command) in commands.enumerated() {
    let measurement = measure(command)
    if round > 0 { measurements[index].append(measurement) }
  }
}
for list in measurements {
  let times = list.map(\.milliseconds).sorted()
  let median = (times[(runs - 1) / 2] + times[runs / 2]) / 2
  print(fixed(times[0]), fixed(median), list.map(\.peakKibibytes).max() ?? 0)
}
