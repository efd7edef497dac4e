#ifndef KOSH_PARALLEL_H
#define KOSH_PARALLEL_H
#include <stddef.h>

// Threads that kosh_parallel uses at most: the processors this process may run on.
ptrdiff_t kosh_processors(void);

// Calls body(context, 0) … body(context, tasks − 1), each once, in any order, on `threads` threads (all processors if
// 0), the caller's among them, and returns when all have ended. What a task computes must not depend on which other
// tasks ran before it; a sum over tasks is to be added up afterwards, in the order of the tasks, so that any number of
// threads gives the same bits.
void kosh_parallel(ptrdiff_t tasks, ptrdiff_t threads, void (*body)(void *context, ptrdiff_t task), void *context);

#endif
