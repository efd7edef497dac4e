internal import Dispatch

/// Cuts the records of a file into stretches that are worked on side by side.
enum Stretches {
  /// A stretch is cut where the first record begins after so many bytes.
  static let size = 4 << 20

  /// Indexes all records from `start` on.
  static func scan(_ scanner: RecordScanner, from start: Int, columns: Int) -> [FieldIndex] {
    var stretches: [FieldIndex] = []
    var at = start
    while at < scanner.end {
      let stretch = scanner.scan(from: at, until: at + size, columns: columns)
      at = stretch.next
      stretches.append(stretch)
    }
    return stretches
  }

  /// Works on each of `count` things, on all cores where there are several; the results come in order.
  static func map<Result: Sendable>(_ count: Int, _ work: (Int) -> Result) -> [Result] {
    guard count > 1 else { return count == 1 ? [work(0)] : [] }
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own place, so that no two threads touch the same.
      nonisolated(unsafe) let (places, work) = (buffer, work)
      DispatchQueue.concurrentPerform(iterations: count) { places[$0] = work($0) }
    }
    return results.compactMap { $0 }
  }
}
