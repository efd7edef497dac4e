import KoshNumerics
import Testing

@Suite struct ConcurrentlyTests {
  @Test func everyTaskRunsOnceAndResultsKeepTheirOrder() {
    #expect(concurrentMap(1000) { $0 * $0 } == (0..<1000).map { $0 * $0 })
    #expect(concurrentMap(3, threads: 8) { "\($0)" } == ["0", "1", "2"])
    #expect(concurrentMap(0) { $0 }.isEmpty)
    #expect(concurrentMap(-1) { $0 }.isEmpty)
  }

  @Test func partsAddedInOrderGiveTheSameBitsWithAnyNumberOfThreads() {
    func sum(threads: Int) -> Double {
      concurrentMap(200, threads: threads) { task in (1...500).reduce(0.0) { $0 + 1 / Double($1 + task) } }.reduce(0, +)
    }
    let one = sum(threads: 1)
    for threads in [2, 3, 16] { #expect(sum(threads: threads) == one) }
  }

  @Test func tasksThatStartTasksEnd() {
    let sums = concurrentMap(4) { outer in concurrentMap(4) { outer * $0 }.reduce(0, +) }
    #expect(sums == [0, 6, 12, 18])
  }
}
