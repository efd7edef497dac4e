internal import CKernels

/// Calls `body` once for each task from 0 up, on all processors, and returns when all have ended.
///
/// A task must not write where another reads or writes, and must not depend on which ran before it. For a sum over tasks
/// keep each task's part and add them afterwards in order: then any number of threads gives the same bits.
///
/// - Parameter threads: At most so many; 0 for as many as there are processors.
package func concurrently(_ tasks: Int, threads: Int = 0, _ body: @Sendable (Int) -> Void) {
  guard tasks > 1, threads != 1 else {
    for task in 0..<max(tasks, 0) { body(task) }
    return
  }
  withoutActuallyEscaping(body) { body in
    let box = TaskBody(run: body)
    withExtendedLifetime(box) {
      kosh_parallel(
        tasks, threads,
        { context, task in context.map { Unmanaged<TaskBody>.fromOpaque($0).takeUnretainedValue().run(task) } },
        Unmanaged.passUnretained(box).toOpaque())
    }
  }
}

private final class TaskBody: Sendable {
  let run: @Sendable (Int) -> Void
  init(run: @escaping @Sendable (Int) -> Void) { self.run = run }
}

/// The results of tasks that ran on all processors, in the order of the tasks.
package func concurrentMap<Result: Sendable>(_ tasks: Int, threads: Int = 0, _ body: @Sendable (Int) -> Result)
  -> [Result]
{
  guard tasks > 1, threads != 1 else { return (0..<max(tasks, 0)).map(body) }
  return [Result](unsafeUninitializedCapacity: tasks) { buffer, count in
    // Every task writes one place of its own.
    nonisolated(unsafe) let places = buffer
    concurrently(tasks, threads: threads) { task in places.initializeElement(at: task, to: body(task)) }
    count = tasks
  }
}
