#define _GNU_SOURCE
#include "KoshParallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 256 };

typedef struct {
  atomic_ptrdiff_t next;
  ptrdiff_t tasks;
  void (*body)(void *, ptrdiff_t);
  void *context;
} work;

static void *run(void *argument) {
  work *shared = argument;
  for (;;) {
    ptrdiff_t task = atomic_fetch_add_explicit(&shared->next, 1, memory_order_relaxed);
    if (task >= shared->tasks) return NULL;
    shared->body(shared->context, task);
  }
}

ptrdiff_t kosh_processors(void) {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? count : 1;
}

void kosh_parallel(ptrdiff_t tasks, ptrdiff_t threads, void (*body)(void *, ptrdiff_t), void *context) {
  if (threads <= 0) threads = kosh_processors();
  if (threads > tasks) threads = tasks;
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  work shared = {0, tasks, body, context};
  pthread_t others[MOST_THREADS];
  ptrdiff_t started = 0;
  // A thread that cannot be started leaves its share to the rest.
  while (started < threads - 1 && pthread_create(&others[started], NULL, run, &shared) == 0) started++;
  run(&shared);
  for (ptrdiff_t i = 0; i < started; i++) pthread_join(others[i], NULL);
}
