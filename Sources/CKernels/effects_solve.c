// The equations of the effects.
#include "effects_shared.h"

// One sweep over the cells: the eliminated dimension u = (sums − Σ w v) / Σ w for given values v of the other levels, and
// for each of these Σ w (v + u).
typedef struct {
  const kosh_effects *effects;
  const double *cell_weights, *group_weights, *group_sums, *values;
  double *groups, *parts;
  ptrdiff_t stride, distance;
} sweep_job;

KOSH_INLINE void sweep_body(const sweep_job *job, ptrdiff_t task, const ptrdiff_t stride, const ptrdiff_t further) {
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

// Σ (Σ w within a group and level)² / Σ w within the group: by so much the elimination lowers the diagonal.
static void lowered_chunk(void *context, ptrdiff_t task) {
  const sweep_job *job = context;
  const kosh_effects *e = job->effects;
  double *restrict out = job->parts + task * job->distance;
  memset(out, 0, sizeof(double) * (size_t)e->others);
  for (ptrdiff_t g = e->group_chunk[task]; g < e->group_chunk[task + 1]; g++) {
    const double total = job->group_weights[g];
    const ptrdiff_t end = e->group_cell[g + 1];
    if (!(total > 0)) continue;
    for (ptrdiff_t q = 0; q < e->further; q++) {
      const int32_t *other = e->other + q * e->cells;
      // Cells of one level stand together in the first further dimension; in others what is apart is taken singly,
      // which lowers the diagonal too little and does no harm.
      for (ptrdiff_t c = e->group_cell[g]; c < end;) {
        double sum = 0;
        const int32_t level = other[c];
        for (; c < end && other[c] == level; c++) sum += job->cell_weights[c];
        out[level] += sum * sum / total;
      }
    }
  }
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
  // Where groups have few cells, most of the diagonal goes with the elimination, and the rest of it scales far better.
  double *diagonal = job.parts + e->group_chunks * job.distance;
  memcpy(diagonal, sums->other_weights, sizeof(double) * (size_t)e->others);
  if (e->cells < 64 * e->groups) {
    kosh_parallel(e->group_chunks, e->threads, lowered_chunk, &job);
    reduce(job.parts, e->group_chunks, job.distance, e->others, e->threads, product);
    for (ptrdiff_t l = 0; l < e->others; l++) {
      const double least = 1e-9 * diagonal[l], rest = diagonal[l] - product[l];
      diagonal[l] = rest > least ? rest : least;
    }
  }
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
