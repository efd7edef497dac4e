#define _GNU_SOURCE
#include "KoshMemory.h"

#include <stdint.h>
#include <sys/mman.h>

void kosh_will_fill(void *memory, size_t bytes) {
#ifdef MADV_HUGEPAGE
  // Whole large pages only: what lies around them may be somebody else's.
  const uintptr_t page = 2 << 20, start = ((uintptr_t)memory + page - 1) & ~(page - 1);
  const uintptr_t end = ((uintptr_t)memory + bytes) & ~(page - 1);
  if (end > start) madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
  (void)memory, (void)bytes;
#endif
}
