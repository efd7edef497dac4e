// Passes over the rows.
#include "effects_shared.h"

typedef enum { LINEAR, START, POISSON } pass_kind;

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
      effects->group_chunks * (effects->others * stride + 8) + (4 * stride + 1) * effects->others + effects->groups * stride;
  return passes > solving ? passes : solving;
}

// tile[j][i] = the sum of what belongs to the levels of row i, for the cells from ≤ c < to; group is that of `from`.
KOSH_INLINE void expand(
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

KOSH_INLINE void pass_body(
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
KOSH_INLINE double log_factorial(double y) {
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
