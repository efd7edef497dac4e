// What the kernels of absorbed effects share; see KoshEffectsKernels.h.
#ifndef KOSH_EFFECTS_SHARED_H
#define KOSH_EFFECTS_SHARED_H
#include <math.h>
#include <string.h>

#include "KoshEffectsKernels.h"
#include "KoshParallel.h"

// Sums must not depend on whether a processor fuses multiply and add.
#pragma STDC FP_CONTRACT OFF

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define KOSH_THREAD_SANITIZER 1
#endif
#endif
#if defined(__x86_64__) && defined(__linux__) && !defined(KOSH_THREAD_SANITIZER)
#define KOSH_CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define KOSH_CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

enum { TILE = KOSH_EFFECTS_CELL, LANES = 8, QUAD = 4, BLOCK = 4096 };
typedef double lanes __attribute__((vector_size(64), aligned(8)));
typedef double quad __attribute__((vector_size(32), aligned(8)));
typedef double lane_array[LANES];

// exp(x) for −700 ≤ x ≤ 700: x = n log 2 + r, Taylor polynomial of degree 13 in |r| ≤ 0.35 (remainder below 5e-18).
INLINE double exponential(double x) {
  x = x < -700.0 ? -700.0 : x;
  x = x > 700.0 ? 700.0 : x;
  const double shifter = 6755399441055744.0;  // 1.5 · 2^52: adding it rounds to a whole number
  double shifted = x * 1.4426950408889634 + shifter;
  double n = shifted - shifter;
  double r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10;
  double p = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  uint64_t bits, power;
  memcpy(&bits, &shifted, sizeof bits);
  power = (bits + 1023) << 52;  // 2^n
  double scale;
  memcpy(&scale, &power, sizeof scale);
  return p * scale;
}

// log(x) of a normal positive number: x = m 2^e with √½ ≤ m < √2, and 2 artanh((m − 1) / (m + 1)).
INLINE double logarithm(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  uint64_t shifted = bits - 0x3FE6A09E667F3BCDULL;
  int64_t exponent = (int64_t)shifted >> 52;
  bits -= (uint64_t)exponent << 52;
  double m;
  memcpy(&m, &bits, sizeof m);
  double s = (m - 1.0) / (m + 1.0), t = s * s;
  double p = 1.0 / 23;
  p = p * t + 1.0 / 21;
  p = p * t + 1.0 / 19;
  p = p * t + 1.0 / 17;
  p = p * t + 1.0 / 15;
  p = p * t + 1.0 / 13;
  p = p * t + 1.0 / 11;
  p = p * t + 1.0 / 9;
  p = p * t + 1.0 / 7;
  p = p * t + 1.0 / 5;
  p = p * t + 1.0 / 3;
  return (double)exponent * 0.693147180559945309417 + 2.0 * (s + s * t * p);
}

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
INLINE ptrdiff_t tile_end(const kosh_effects *effects, ptrdiff_t cell, ptrdiff_t end) {
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
