// What the kernels of absorbed effects share; see KoshEffectsKernels.h.
#ifndef KOSH_EFFECTS_SHARED_H
#define KOSH_EFFECTS_SHARED_H
#include <math.h>

#include "KoshEffectsKernels.h"
#include "KoshParallel.h"
#include "vectors.h"

enum { TILE = KOSH_EFFECTS_CELL, QUAD = 4, BLOCK = 4096 };
typedef double quad __attribute__((vector_size(32), aligned(8)));

static inline ptrdiff_t group_of(const kosh_effects *effects, ptrdiff_t cell) {
  ptrdiff_t low = 0, high = effects->groups;
  while (high - low > 1) {
    ptrdiff_t middle = (low + high) / 2;
    if (effects->group_cell[middle] <= cell)
      low = middle;
    else
      high = middle;
  }
  return low;
}

// The cells from `cell` on that fit in one tile.
KOSH_INLINE ptrdiff_t tile_end(const kosh_effects *effects, ptrdiff_t cell, ptrdiff_t end) {
  const int32_t last = effects->cell_row[cell] + TILE;
  ptrdiff_t next = cell + 1;
  // Where every cell is one row the end is known at once.
  if (cell + TILE <= end && effects->cell_row[cell + TILE] == last) return cell + TILE;
  while (next < end && effects->cell_row[next + 1] <= last) next++;
  return next;
}

typedef struct {
  const double *parts;
  ptrdiff_t count, distance, length;
  double *out;
} reduce_job;

static inline void reduce_block(void *context, ptrdiff_t task) {
  const reduce_job *job = context;
  const ptrdiff_t begin = task * BLOCK, end = begin + BLOCK < job->length ? begin + BLOCK : job->length;
  for (ptrdiff_t i = begin; i < end; i++) job->out[i] = job->parts[i];
  for (ptrdiff_t part = 1; part < job->count; part++) {
    const double *from = job->parts + part * job->distance;
    for (ptrdiff_t i = begin; i < end; i++) job->out[i] += from[i];
  }
}

// out = Σ of `count` parts, added in order.
static inline void reduce(
    const double *parts, ptrdiff_t count, ptrdiff_t distance, ptrdiff_t length, ptrdiff_t threads, double *out) {
  reduce_job job = {parts, count, distance, length, out};
  kosh_parallel((length + BLOCK - 1) / BLOCK, count * length > 16 * BLOCK ? threads : 1, reduce_block, &job);
}

#endif
