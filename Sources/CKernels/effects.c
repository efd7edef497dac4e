#include "KoshEffectsKernels.h"

#include <math.h>
#include <string.h>

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

typedef enum { LINEAR, START, POISSON } pass_kind;

INLINE double lane_sum(const lanes *v) {
  lane_array a;
  memcpy(a, v, sizeof a);
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

INLINE double dot(const double *a, const double *b, ptrdiff_t count) {
  lanes s0 = {0}, s1 = {0};
  ptrdiff_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    s0 += *(const lanes *)(a + i) * *(const lanes *)(b + i);
    s1 += *(const lanes *)(a + i + LANES) * *(const lanes *)(b + i + LANES);
  }
  for (; i + LANES <= count; i += LANES) s0 += *(const lanes *)(a + i) * *(const lanes *)(b + i);
  s0 += s1;
  double sum = lane_sum(&s0);
  for (; i < count; i++) sum += a[i] * b[i];
  return sum;
}

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

ptrdiff_t kosh_effects_stride(ptrdiff_t columns) { return (columns + QUAD - 1) / QUAD * QUAD; }

// Values that a chunk of rows needs for itself: parts of the sums, its first group's sums, cross products and tiles.
static ptrdiff_t chunk_length(const kosh_effects *effects, ptrdiff_t columns) {
  ptrdiff_t stride = kosh_effects_stride(columns);
  ptrdiff_t length = effects->others * (stride + 1) + stride + 1 + columns * columns + 2 + TILE * (2 * columns + 3);
  return (length + 15) / 8 * 8;
}

ptrdiff_t kosh_effects_work_length(const kosh_effects *effects, ptrdiff_t columns) {
  ptrdiff_t stride = kosh_effects_stride(columns);
  ptrdiff_t passes = effects->row_chunks * chunk_length(effects, columns);
  // Conjugate gradients: parts of the products, four vectors of levels, and the eliminated dimension's.
  ptrdiff_t solving =
      effects->group_chunks * (effects->others * stride + 8) + 4 * effects->others * stride + effects->groups * stride;
  return passes > solving ? passes : solving;
}

static ptrdiff_t group_of(const kosh_effects *effects, ptrdiff_t cell) {
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

// tile[j][i] = the sum of what belongs to the levels of row i, for the cells from ≤ c < to; group is that of `from`.
INLINE void expand(
    const kosh_effects *effects, ptrdiff_t from, ptrdiff_t to, ptrdiff_t group, const double *group_values,
    const double *other_values, ptrdiff_t columns, ptrdiff_t stride, double *restrict tile) {
  const ptrdiff_t start = effects->cell_row[from];
  for (ptrdiff_t c = from; c < to; c++) {
    while (effects->group_cell[group + 1] <= c) group++;
    const ptrdiff_t begin = effects->cell_row[c] - start, end = effects->cell_row[c + 1] - start;
    for (ptrdiff_t b = 0; b < stride; b += QUAD) {
      quad t = *(const quad *)(group_values + group * stride + b);
      for (ptrdiff_t q = 0; q < effects->further; q++)
        t += *(const quad *)(other_values + (ptrdiff_t)effects->other[q * effects->cells + c] * stride + b);
      double *restrict out = tile + b * TILE;
      const ptrdiff_t width = columns - b;
      for (ptrdiff_t i = begin; i < end; i++) {
        out[i] = t[0];
        if (width > 1) out[TILE + i] = t[1];
        if (width > 2) out[2 * TILE + i] = t[2];
        if (width > 3) out[3 * TILE + i] = t[3];
      }
    }
  }
}

typedef struct {
  const kosh_effects *effects;
  const kosh_effects_input *input;
  kosh_effects_sums *sums;
  pass_kind kind;
  ptrdiff_t stride;
} pass_job;

// The parts of a chunk's work.
typedef struct {
  double *other_sums, *other_weights, *head, *cross, *value, *tile, *weighted, *weight, *linear;
} chunk_parts;

static chunk_parts parts_of(const pass_job *job, ptrdiff_t task) {
  const kosh_effects *e = job->effects;
  const ptrdiff_t columns = job->input->columns, stride = job->stride;
  chunk_parts p;
  p.other_sums = job->sums->work + task * chunk_length(e, columns);
  p.other_weights = p.other_sums + e->others * stride;
  p.head = p.other_weights + e->others;
  p.cross = p.head + stride + 1;
  p.value = p.cross + columns * columns;
  p.tile = p.value + 2;
  p.weighted = p.tile + columns * TILE;
  p.weight = p.weighted + columns * TILE;
  p.linear = p.weight + TILE;
  return p;
}

INLINE void pass_body(
    pass_kind kind, const pass_job *job, ptrdiff_t task, const ptrdiff_t columns, const ptrdiff_t stride) {
  const kosh_effects *e = job->effects;
  const kosh_effects_input *in = job->input;
  kosh_effects_sums *out = job->sums;
  const chunk_parts p = parts_of(job, task);
  memset(p.other_sums, 0, sizeof(double) * (size_t)(p.tile - p.other_sums));
  p.value[1] = INFINITY;
  const ptrdiff_t end = e->row_chunk[task + 1];
  ptrdiff_t cell = e->row_chunk[task];
  if (cell >= end) return;
  const ptrdiff_t first = group_of(e, cell);
  ptrdiff_t group = first;
  double *group_sum = p.head, *group_weight = p.head + stride;
  double value = 0, smallest = INFINITY;
  while (cell < end) {
    const ptrdiff_t next = tile_end(e, cell, end);
    const ptrdiff_t start = e->cell_row[cell], count = e->cell_row[next] - start;
    expand(e, cell, next, group, in->group_values, in->other_values, columns, stride, p.tile);
    double *restrict w = p.weight;
    for (ptrdiff_t j = kind == LINEAR ? 0 : 1; j < columns; j++) {
      double *restrict v = p.tile + j * TILE;
      const double *restrict x = in->values[j] + start;
      for (ptrdiff_t i = 0; i < count; i++) v[i] = x[i] - v[i];
    }
    const double *restrict y = in->values[0] + start;
    if (kind == LINEAR) {
      if (in->weights)
        memcpy(w, in->weights + start, sizeof(double) * (size_t)count);
      else
        for (ptrdiff_t i = 0; i < count; i++) w[i] = 1;
    } else if (kind == START) {
      double *restrict v = p.tile;
      for (ptrdiff_t i = 0; i < count; i++) {
        double mean = 0.5 * (y[i] + in->mean);
        v[i] = logarithm(mean) + (y[i] - mean) / mean - v[i];
        w[i] = mean;
      }
      if (in->offset)
        for (ptrdiff_t i = 0; i < count; i++) v[i] -= in->offset[start + i];
      if (in->weights)
        for (ptrdiff_t i = 0; i < count; i++) w[i] *= in->weights[start + i];
    } else {
      double *restrict linear = p.tile;
      double *restrict residual = p.weighted;
      double *restrict gain = p.linear;
      for (ptrdiff_t j = 1; j < columns; j++) {
        const double *restrict v = p.tile + j * TILE, b = in->beta[j - 1];
        for (ptrdiff_t i = 0; i < count; i++) linear[i] += b * v[i];
      }
      if (in->offset)
        for (ptrdiff_t i = 0; i < count; i++) linear[i] += in->offset[start + i];
      double least = INFINITY;
      for (ptrdiff_t i = 0; i < count; i++) {
        double mean = exponential(linear[i]);
        residual[i] = y[i] - mean;
        gain[i] = y[i] * linear[i] - mean;
        w[i] = mean;
        double other = y[i] > 0 ? INFINITY : mean;
        least = other < least ? other : least;
      }
      smallest = least < smallest ? least : smallest;
      if (in->weights)
        for (ptrdiff_t i = 0; i < count; i++) {
          const double weight = in->weights[start + i];
          residual[i] *= weight;
          gain[i] *= weight;
          w[i] *= weight;
        }
      lanes total = {0};
      ptrdiff_t i = 0;
      for (; i + LANES <= count; i += LANES) total += *(const lanes *)(gain + i);
      value += lane_sum(&total);
      for (; i < count; i++) value += gain[i];
    }
    for (ptrdiff_t j = kind == POISSON ? 1 : 0; j < columns; j++) {
      double *restrict weighted = p.weighted + j * TILE;
      const double *restrict v = p.tile + j * TILE;
      for (ptrdiff_t i = 0; i < count; i++) weighted[i] = w[i] * v[i];
    }
    for (ptrdiff_t j = kind == POISSON ? 1 : 0; j < columns; j++)
      for (ptrdiff_t l = 0; l <= j; l++)
        p.cross[j * columns + l] += dot(p.weighted + l * TILE, p.tile + j * TILE, count);
    for (ptrdiff_t c = cell; c < next; c++) {
      if (e->group_cell[group + 1] <= c) {
        while (e->group_cell[group + 1] <= c) group++;
        group_sum = out->group_sums + group * stride;
        group_weight = out->group_weights + group;
        for (ptrdiff_t b = 0; b < stride; b++) group_sum[b] = 0;
        *group_weight = 0;
      }
      const ptrdiff_t begin = e->cell_row[c] - start, stop = e->cell_row[c + 1] - start;
      double sum = w[begin];
      for (ptrdiff_t i = begin + 1; i < stop; i++) sum += w[i];
      out->cell_weights[c] = sum;
      *group_weight += sum;
      for (ptrdiff_t q = 0; q < e->further; q++) p.other_weights[e->other[q * e->cells + c]] += sum;
      for (ptrdiff_t b = 0; b < stride; b += QUAD) {
        const double *restrict from = p.weighted + b * TILE;
        const ptrdiff_t width = columns - b;
        quad s = {0};
        for (ptrdiff_t i = begin; i < stop; i++) {
          quad part = {
              from[i], width > 1 ? from[TILE + i] : 0, width > 2 ? from[2 * TILE + i] : 0,
              width > 3 ? from[3 * TILE + i] : 0};
          s += part;
        }
        *(quad *)(group_sum + b) += s;
        for (ptrdiff_t q = 0; q < e->further; q++)
          *(quad *)(p.other_sums + (ptrdiff_t)e->other[q * e->cells + c] * stride + b) += s;
      }
    }
    cell = next;
  }
  p.value[0] = value;
  p.value[1] = smallest;
}

// The usual widths are compiled with their number of columns known.
#define PASS(name, kind)                                                  \
  KOSH_CLONES static void name(void *context, ptrdiff_t task) {           \
    const pass_job *job = context;                                        \
    switch (job->input->columns) {                                        \
      case 2: return pass_body(kind, job, task, 2, 4);                    \
      case 3: return pass_body(kind, job, task, 3, 4);                    \
      case 4: return pass_body(kind, job, task, 4, 4);                    \
      case 5: return pass_body(kind, job, task, 5, 8);                    \
      default: return pass_body(kind, job, task, job->input->columns, job->stride); \
    }                                                                     \
  }
PASS(linear_chunk, LINEAR)
PASS(start_chunk, START)
PASS(poisson_chunk, POISSON)

typedef struct {
  const double *parts;
  ptrdiff_t count, distance, length;
  double *out;
} reduce_job;

static void reduce_block(void *context, ptrdiff_t task) {
  const reduce_job *job = context;
  const ptrdiff_t begin = task * BLOCK, end = begin + BLOCK < job->length ? begin + BLOCK : job->length;
  for (ptrdiff_t i = begin; i < end; i++) job->out[i] = job->parts[i];
  for (ptrdiff_t part = 1; part < job->count; part++) {
    const double *from = job->parts + part * job->distance;
    for (ptrdiff_t i = begin; i < end; i++) job->out[i] += from[i];
  }
}

// out = Σ of `count` parts, added in order.
static void reduce(
    const double *parts, ptrdiff_t count, ptrdiff_t distance, ptrdiff_t length, ptrdiff_t threads, double *out) {
  reduce_job job = {parts, count, distance, length, out};
  kosh_parallel((length + BLOCK - 1) / BLOCK, count * length > 16 * BLOCK ? threads : 1, reduce_block, &job);
}

static void pass(
    pass_kind kind, const kosh_effects *e, const kosh_effects_input *input, kosh_effects_sums *sums) {
  const ptrdiff_t columns = input->columns, stride = kosh_effects_stride(columns);
  pass_job job = {e, input, sums, kind, stride};
  kosh_parallel(
      e->row_chunks, e->threads, kind == LINEAR ? linear_chunk : kind == START ? start_chunk : poisson_chunk, &job);
  const ptrdiff_t distance = chunk_length(e, columns);
  reduce(sums->work, e->row_chunks, distance, e->others * stride, e->threads, sums->other_sums);
  reduce(sums->work + e->others * stride, e->row_chunks, distance, e->others, e->threads, sums->other_weights);
  memset(sums->cross, 0, sizeof(double) * (size_t)(columns * columns));
  sums->value = 0;
  sums->smallest = INFINITY;
  for (ptrdiff_t task = 0; task < e->row_chunks; task++) {
    const ptrdiff_t begin = e->row_chunk[task];
    if (begin >= e->row_chunk[task + 1]) continue;
    const chunk_parts p = parts_of(&job, task);
    const ptrdiff_t group = group_of(e, begin);
    double *group_sum = sums->group_sums + group * stride;
    if (e->group_cell[group] == begin) {
      memcpy(group_sum, p.head, sizeof(double) * (size_t)stride);
      sums->group_weights[group] = p.head[stride];
    } else {
      for (ptrdiff_t b = 0; b < stride; b++) group_sum[b] += p.head[b];
      sums->group_weights[group] += p.head[stride];
    }
    for (ptrdiff_t i = 0; i < columns * columns; i++) sums->cross[i] += p.cross[i];
    sums->value += p.value[0];
    if (p.value[1] < sums->smallest) sums->smallest = p.value[1];
  }
  for (ptrdiff_t j = 0; j < columns; j++)
    for (ptrdiff_t l = 0; l < j; l++) sums->cross[l * columns + j] = sums->cross[j * columns + l];
}

void kosh_effects_linear_pass(
    const kosh_effects *effects, const kosh_effects_input *input, kosh_effects_sums *sums) {
  pass(LINEAR, effects, input, sums);
}

void kosh_effects_poisson_start(
    const kosh_effects *effects, const kosh_effects_input *input, kosh_effects_sums *sums) {
  pass(START, effects, input, sums);
}

void kosh_effects_poisson_pass(
    const kosh_effects *effects, const kosh_effects_input *input, kosh_effects_sums *sums) {
  pass(POISSON, effects, input, sums);
}

// One sweep over the cells: the eliminated dimension u = (sums − Σ w v) / Σ w for given values v of the other levels, and
// for each of these Σ w (v + u).
typedef struct {
  const kosh_effects *effects;
  const double *cell_weights, *group_weights, *group_sums, *values;
  double *groups, *parts;
  ptrdiff_t stride, distance;
} sweep_job;

INLINE void sweep_body(const sweep_job *job, ptrdiff_t task, const ptrdiff_t stride, const ptrdiff_t further) {
  const kosh_effects *e = job->effects;
  double *restrict out = job->parts + task * job->distance;
  memset(out, 0, sizeof(double) * (size_t)(e->others * stride));
  const double *restrict values = job->values, *restrict weights = job->cell_weights;
  const int32_t *restrict other = e->other;
  for (ptrdiff_t g = e->group_chunk[task]; g < e->group_chunk[task + 1]; g++) {
    const ptrdiff_t begin = e->group_cell[g], end = e->group_cell[g + 1];
    for (ptrdiff_t b = 0; b < stride; b += QUAD) {
      quad even = {0}, odd = {0};
      ptrdiff_t c = begin;
      for (; c + 1 < end; c += 2) {
        quad s = {0}, t = {0};
        for (ptrdiff_t q = 0; q < further; q++) {
          s += *(const quad *)(values + (ptrdiff_t)other[q * e->cells + c] * stride + b);
          t += *(const quad *)(values + (ptrdiff_t)other[q * e->cells + c + 1] * stride + b);
        }
        even += s * weights[c];
        odd += t * weights[c + 1];
      }
      if (c < end) {
        quad s = {0};
        for (ptrdiff_t q = 0; q < further; q++)
          s += *(const quad *)(values + (ptrdiff_t)other[q * e->cells + c] * stride + b);
        even += s * weights[c];
      }
      quad u = -(even + odd);
      if (job->group_sums) u += *(const quad *)(job->group_sums + g * stride + b);
      if (job->group_weights[g] > 0)
        u /= job->group_weights[g];
      else
        u = (quad){0};
      if (job->groups) *(quad *)(job->groups + g * stride + b) = u;
      for (c = begin; c < end; c++) {
        quad s = u;
        for (ptrdiff_t q = 0; q < further; q++)
          s += *(const quad *)(values + (ptrdiff_t)other[q * e->cells + c] * stride + b);
        s *= weights[c];
        for (ptrdiff_t q = 0; q < further; q++)
          *(quad *)(out + (ptrdiff_t)other[q * e->cells + c] * stride + b) += s;
      }
    }
  }
}

KOSH_CLONES static void sweep_chunk(void *context, ptrdiff_t task) {
  const sweep_job *job = context;
  const ptrdiff_t further = job->effects->further;
  if (job->stride == 4 && further == 1) return sweep_body(job, task, 4, 1);
  if (job->stride == 4 && further == 2) return sweep_body(job, task, 4, 2);
  if (job->stride == 8 && further == 1) return sweep_body(job, task, 8, 1);
  sweep_body(job, task, job->stride, further);
}

// Σ over levels of a · b / d for each column.
static void metric(
    const double *a, const double *b, const double *diagonal, ptrdiff_t levels, ptrdiff_t stride, double *out) {
  for (ptrdiff_t j = 0; j < stride; j++) out[j] = 0;
  for (ptrdiff_t l = 0; l < levels; l++) {
    const double d = diagonal ? (diagonal[l] > 0 ? 1 / diagonal[l] : 0) : 1;
    for (ptrdiff_t j = 0; j < stride; j++) out[j] += a[l * stride + j] * b[l * stride + j] * d;
  }
}

ptrdiff_t kosh_effects_solve(
    const kosh_effects *e, ptrdiff_t columns, const kosh_effects_sums *sums, double tolerance, const double *floor,
    ptrdiff_t most, double *group_solution, double *other_solution, double *work) {
  const ptrdiff_t stride = kosh_effects_stride(columns), length = e->others * stride;
  enum { MOST_COLUMNS = 1024 };
  if (stride > MOST_COLUMNS) return -1;
  sweep_job job = {
      e, sums->cell_weights, sums->group_weights, sums->group_sums, other_solution, group_solution, NULL, stride,
      length + 8};
  double *residual = work, *direction = residual + length, *product = direction + length;
  double *spare = product + length, *unused = spare + length;
  job.parts = unused + e->groups * stride;
  memset(other_solution, 0, sizeof(double) * (size_t)length);
  if (e->further == 0) {
    kosh_parallel(e->group_chunks, e->threads, sweep_chunk, &job);
    return 0;
  }
  const double *diagonal = sums->other_weights;
  // The right-hand side once the first dimension is eliminated.
  job.groups = unused;
  kosh_parallel(e->group_chunks, e->threads, sweep_chunk, &job);
  reduce(job.parts, e->group_chunks, job.distance, length, e->threads, product);
  for (ptrdiff_t i = 0; i < length; i++) residual[i] = sums->other_sums[i] - product[i];
  for (ptrdiff_t l = 0; l < e->others; l++)
    for (ptrdiff_t j = 0; j < stride; j++)
      direction[l * stride + j] = diagonal[l] > 0 ? residual[l * stride + j] / diagonal[l] : 0;
  double norm[MOST_COLUMNS], limit[MOST_COLUMNS], curvature[MOST_COLUMNS], next[MOST_COLUMNS], step[MOST_COLUMNS];
  metric(residual, residual, diagonal, e->others, stride, norm);
  for (ptrdiff_t j = 0; j < stride; j++) {
    limit[j] = j < columns ? floor[j] : 0;
    if (tolerance * tolerance * norm[j] > limit[j]) limit[j] = tolerance * tolerance * norm[j];
  }
  job.group_sums = NULL;
  job.groups = NULL;
  job.values = direction;
  ptrdiff_t iteration = 0;
  int done = 0;
  for (;; iteration++) {
    done = 1;
    for (ptrdiff_t j = 0; j < columns; j++)
      if (norm[j] > limit[j]) done = 0;
    if (done || iteration == most) break;
    kosh_parallel(e->group_chunks, e->threads, sweep_chunk, &job);
    reduce(job.parts, e->group_chunks, job.distance, length, e->threads, product);
    metric(direction, product, NULL, e->others, stride, curvature);
    for (ptrdiff_t j = 0; j < stride; j++) {
      step[j] = norm[j] > limit[j] && curvature[j] > 0 ? norm[j] / curvature[j] : 0;
      // A direction without curvature lies in what dimensions share: nothing is left to find in it.
      if (norm[j] > limit[j] && !(curvature[j] > 0)) limit[j] = INFINITY;
    }
    for (ptrdiff_t l = 0; l < e->others; l++)
      for (ptrdiff_t j = 0; j < stride; j++) {
        other_solution[l * stride + j] += step[j] * direction[l * stride + j];
        residual[l * stride + j] -= step[j] * product[l * stride + j];
      }
    metric(residual, residual, diagonal, e->others, stride, next);
    for (ptrdiff_t l = 0; l < e->others; l++) {
      const double inverse = diagonal[l] > 0 ? 1 / diagonal[l] : 0;
      for (ptrdiff_t j = 0; j < stride; j++) {
        const double conjugate = step[j] != 0 ? next[j] / norm[j] : 0;
        direction[l * stride + j] = residual[l * stride + j] * inverse + conjugate * direction[l * stride + j];
      }
    }
    for (ptrdiff_t j = 0; j < stride; j++) norm[j] = next[j];
  }
  job.group_sums = sums->group_sums;
  job.groups = group_solution;
  job.values = other_solution;
  kosh_parallel(e->group_chunks, e->threads, sweep_chunk, &job);
  return done ? iteration : -1;
}

typedef struct {
  const kosh_effects *effects;
  ptrdiff_t columns;
  const double *const *values;
  const double *group_values, *other_values;
  double *const *out;
  const kosh_effects_input *input;
  double *mean;
} row_job;

KOSH_CLONES static void subtract_chunk(void *context, ptrdiff_t task) {
  const row_job *job = context;
  const kosh_effects *e = job->effects;
  const ptrdiff_t columns = job->columns, stride = kosh_effects_stride(columns), end = e->row_chunk[task + 1];
  double tile[QUAD * TILE];
  for (ptrdiff_t cell = e->row_chunk[task]; cell < end;) {
    const ptrdiff_t next = tile_end(e, cell, end);
    const ptrdiff_t start = e->cell_row[cell], count = e->cell_row[next] - start;
    // Four columns at a time, so that tiles need no memory of their own.
    for (ptrdiff_t b = 0; b < columns; b += QUAD) {
      ptrdiff_t group = group_of(e, cell);
      for (ptrdiff_t c = cell; c < next; c++) {
        while (e->group_cell[group + 1] <= c) group++;
        quad t = *(const quad *)(job->group_values + group * stride + b);
        for (ptrdiff_t q = 0; q < e->further; q++)
          t += *(const quad *)(job->other_values + (ptrdiff_t)e->other[q * e->cells + c] * stride + b);
        for (ptrdiff_t i = e->cell_row[c] - start; i < e->cell_row[c + 1] - start; i++)
          for (ptrdiff_t j = 0; j < QUAD; j++) tile[j * TILE + i] = t[j];
      }
      for (ptrdiff_t j = b; j < columns && j < b + QUAD; j++) {
        double *restrict out = job->out[j];
        const double *restrict from = tile + (j - b) * TILE;
        if (!out) continue;
        if (job->values[j])
          for (ptrdiff_t i = 0; i < count; i++) out[start + i] = job->values[j][start + i] - from[i];
        else
          for (ptrdiff_t i = 0; i < count; i++) out[start + i] = from[i];
      }
    }
    cell = next;
  }
}

void kosh_effects_subtract(
    const kosh_effects *effects, ptrdiff_t columns, const double *const *values, const double *group_values,
    const double *other_values, double *const *out) {
  row_job job = {effects, columns, values, group_values, other_values, out, NULL, NULL};
  kosh_parallel(effects->row_chunks, effects->threads, subtract_chunk, &job);
}

KOSH_CLONES static void exponential_block(void *context, ptrdiff_t task) {
  const row_job *job = context;
  const ptrdiff_t begin = task * BLOCK, rows = job->effects->rows, end = begin + BLOCK < rows ? begin + BLOCK : rows;
  double *restrict mean = job->mean;
  for (ptrdiff_t j = 0; j + 1 < job->columns; j++) {
    const double *restrict x = job->values[j + 1], b = job->input->beta[j];
    for (ptrdiff_t i = begin; i < end; i++) mean[i] += b * x[i];
  }
  if (job->input->offset)
    for (ptrdiff_t i = begin; i < end; i++) mean[i] += job->input->offset[i];
  for (ptrdiff_t i = begin; i < end; i++) mean[i] = exponential(mean[i]);
}

void kosh_effects_means(
    const kosh_effects *effects, const kosh_effects_input *input, double *mean) {
  row_job job = {effects, input->columns, input->values, NULL, NULL, NULL, input, mean};
  kosh_parallel((effects->rows + BLOCK - 1) / BLOCK, effects->threads, exponential_block, &job);
}

// log Γ(y + 1): Stirling's series beyond 10, below by way of (y + 1) … (y + n).
INLINE double log_factorial(double y) {
  double shift = 1, x = y + 1;
  for (int i = 0; i < 10; i++) {
    const int small = x < 10;
    shift *= small ? x : 1;
    x += small ? 1 : 0;
  }
  const double inverse = 1 / x, square = inverse * inverse;
  double series = -691.0 / 360360;
  series = series * square + 1.0 / 1188;
  series = series * square - 1.0 / 1680;
  series = series * square + 1.0 / 1260;
  series = series * square - 1.0 / 360;
  series = series * square + 1.0 / 12;
  return (x - 0.5) * logarithm(x) - x + 0.918938533204672741780 + series * inverse - logarithm(shift);
}

typedef struct {
  ptrdiff_t rows;
  const double *outcome, *weights;
  double *parts;
} outcome_job;

KOSH_CLONES static void outcome_block(void *context, ptrdiff_t task) {
  const outcome_job *job = context;
  const ptrdiff_t begin = task * BLOCK, end = begin + BLOCK < job->rows ? begin + BLOCK : job->rows;
  double logs[TILE], factorials[TILE], log_sum = 0, factorial_sum = 0;
  for (ptrdiff_t start = begin; start < end; start += TILE) {
    const ptrdiff_t count = end - start < TILE ? end - start : TILE;
    const double *restrict y = job->outcome + start;
    for (ptrdiff_t i = 0; i < count; i++) {
      logs[i] = y[i] > 0 ? y[i] * logarithm(y[i] > 0 ? y[i] : 1) : 0;
      factorials[i] = log_factorial(y[i]);
    }
    if (job->weights)
      for (ptrdiff_t i = 0; i < count; i++) {
        logs[i] *= job->weights[start + i];
        factorials[i] *= job->weights[start + i];
      }
    for (ptrdiff_t i = 0; i < count; i++) {
      log_sum += logs[i];
      factorial_sum += factorials[i];
    }
  }
  job->parts[2 * task] = log_sum;
  job->parts[2 * task + 1] = factorial_sum;
}

ptrdiff_t kosh_effects_outcome_work_length(ptrdiff_t rows) { return 2 * ((rows + BLOCK - 1) / BLOCK); }

void kosh_effects_outcome_sums(
    ptrdiff_t rows, const double *outcome, const double *weights, ptrdiff_t threads, double *logs, double *factorials,
    double *work) {
  outcome_job job = {rows, outcome, weights, work};
  const ptrdiff_t blocks = (rows + BLOCK - 1) / BLOCK;
  kosh_parallel(blocks, threads, outcome_block, &job);
  *logs = *factorials = 0;
  for (ptrdiff_t b = 0; b < blocks; b++) {
    *logs += work[2 * b];
    *factorials += work[2 * b + 1];
  }
}

ptrdiff_t kosh_effects_prune(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *levels,
    const double *multiplicity, const double *outcome, int singletons, uint8_t *kept, double *work) {
  double *counts = work;
  ptrdiff_t all = 0;
  for (ptrdiff_t q = 0; q < dimensions; q++) all += levels[q];
  double *totals = work + all;
  memset(work, 0, sizeof(double) * (size_t)(2 * all));
  ptrdiff_t first = 0, staying = rows;
  for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++) {
    const int32_t *code = codes[q];
    for (ptrdiff_t i = 0; i < rows; i++) counts[first + code[i]] += multiplicity ? multiplicity[i] : 1;
    if (outcome)
      for (ptrdiff_t i = 0; i < rows; i++) totals[first + code[i]] += outcome[i];
  }
  memset(kept, 1, (size_t)rows);
  for (;;) {
    int zeros = 0, alone = 0;
    for (ptrdiff_t l = 0; l < all; l++) {
      if (outcome && counts[l] > 0 && !(totals[l] > 0)) zeros = 1;
      if (singletons && counts[l] > 0 && counts[l] <= 1) alone = 1;
    }
    if (!zeros && !alone) return staying;
    const uint8_t mark = zeros ? 2 : 0;
    for (ptrdiff_t i = 0; i < rows; i++) {
      if (kept[i] != 1) continue;
      int goes = 0;
      first = 0;
      for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++) {
        const ptrdiff_t l = first + codes[q][i];
        if (zeros ? !(totals[l] > 0) : counts[l] <= 1) goes = 1;
      }
      if (!goes) continue;
      kept[i] = mark;
      staying--;
      first = 0;
      for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++) {
        const ptrdiff_t l = first + codes[q][i];
        counts[l] -= multiplicity ? multiplicity[i] : 1;
        // Outcomes of 0 take nothing away; a level that loses its last row is no longer looked at.
        if (outcome && !zeros) totals[l] = counts[l] > 0 ? totals[l] - outcome[i] : 0;
      }
    }
    // What subtraction leaves of fractions is not told from 0: totals are summed anew.
    if (outcome && !zeros) {
      memset(totals, 0, sizeof(double) * (size_t)all);
      first = 0;
      for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++)
        for (ptrdiff_t i = 0; i < rows; i++)
          if (kept[i] == 1) totals[first + codes[q][i]] += outcome[i];
    }
  }
}

int kosh_effects_is_sorted(ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes) {
  for (ptrdiff_t i = 1; i < rows; i++)
    for (ptrdiff_t q = 0; q < dimensions; q++) {
      if (codes[q][i - 1] < codes[q][i]) break;
      if (codes[q][i - 1] > codes[q][i]) return 0;
    }
  return 1;
}

void kosh_effects_order(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *levels, int32_t *order,
    int32_t *scratch, int32_t *counts) {
  for (ptrdiff_t i = 0; i < rows; i++) order[i] = (int32_t)i;
  for (ptrdiff_t q = dimensions - 1; q >= 0; q--) {
    const int32_t *code = codes[q];
    memset(counts, 0, sizeof(int32_t) * (size_t)(levels[q] + 1));
    for (ptrdiff_t i = 0; i < rows; i++) counts[code[i] + 1]++;
    for (ptrdiff_t l = 0; l < levels[q]; l++) counts[l + 1] += counts[l];
    for (ptrdiff_t i = 0; i < rows; i++) scratch[counts[code[order[i]]]++] = order[i];
    memcpy(order, scratch, sizeof(int32_t) * (size_t)rows);
  }
}

ptrdiff_t kosh_effects_cells(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *first, ptrdiff_t cells,
    int32_t *cell_row, int32_t *group_cell, int32_t *other) {
  ptrdiff_t cell = -1, begin = 0;
  int32_t group = -1;
  for (ptrdiff_t i = 0; i < rows; i++) {
    int fresh = i == 0 || i - begin == KOSH_EFFECTS_CELL;
    for (ptrdiff_t q = 0; q < dimensions && !fresh; q++) fresh = codes[q][i] != codes[q][i - 1];
    if (!fresh) continue;
    cell++;
    begin = i;
    if (!cell_row) continue;
    cell_row[cell] = (int32_t)i;
    while (group < codes[0][i]) group_cell[++group] = (int32_t)cell;
    for (ptrdiff_t q = 1; q < dimensions; q++) other[(q - 1) * cells + cell] = first[q] + codes[q][i];
  }
  cell++;
  if (cell_row) {
    cell_row[cell] = (int32_t)rows;
    group_cell[group + 1] = (int32_t)cell;
  }
  return cell;
}

static int32_t root_of(int32_t *parent, int32_t node) {
  while (parent[node] != node) {
    parent[node] = parent[parent[node]];
    node = parent[node];
  }
  return node;
}

ptrdiff_t kosh_effects_components(
    ptrdiff_t count, const int32_t *a, const int32_t *b, ptrdiff_t levels_a, ptrdiff_t levels_b, int32_t *parent) {
  const ptrdiff_t nodes = levels_a + levels_b;
  for (ptrdiff_t i = 0; i < nodes; i++) parent[i] = (int32_t)i;
  for (ptrdiff_t i = 0; i < count; i++) {
    int32_t x = root_of(parent, a[i]), y = root_of(parent, (int32_t)levels_a + b[i]);
    // The smaller number stays the root, so that components are numbered in order of their first level.
    if (x < y)
      parent[y] = x;
    else
      parent[x] = y;
  }
  int32_t components = 0;
  for (ptrdiff_t i = 0; i < nodes; i++) {
    // Roots come before what hangs on them; a root's number is kept as −1 − component until all are known.
    if (parent[i] == i)
      parent[i] = -1 - components++;
    else {
      int32_t node = parent[i];
      while (node >= 0) node = parent[node];
      parent[i] = node;
    }
  }
  for (ptrdiff_t i = 0; i < nodes; i++) parent[i] = -1 - parent[i];
  return components;
}
