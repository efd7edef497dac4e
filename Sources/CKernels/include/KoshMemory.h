#ifndef KOSH_MEMORY_H
#define KOSH_MEMORY_H
#include <stddef.h>

// Tells the system that memory not yet written to will all be: where it can it then clears it in large pages, which costs
// a fraction of clearing it in small ones. Changes nothing that can be read. For arrays of many megabytes.
void kosh_will_fill(void *memory, size_t bytes);

#endif
