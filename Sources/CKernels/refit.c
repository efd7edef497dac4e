#include "KoshRefitKernels.h"

#include <math.h>
#include <stdlib.h>

#include "vectors.h"

enum { MOST_STEPS = 15 };

// For each cell Σ w (y − mean) and Σ w · the derivative of the mean, from its linear predictor, Σ w and Σ w y.
KOSH_CLONES
static void cell_scores(
    int family, ptrdiff_t rows, const double *restrict linear, const double *restrict total,
    const double *restrict sum, double *restrict residual, double *restrict curvature) {
  switch (family) {
    case KOSH_LOGIT:
      for (ptrdiff_t i = 0; i < rows; i++) {
        double size = linear[i] < 0 ? -linear[i] : linear[i];
        double e = exponential(-size), inverse = 1.0 / (1.0 + e), small = e * inverse;
        residual[i] = sum[i] - total[i] * (linear[i] < 0 ? small : inverse);
        curvature[i] = total[i] * (inverse * small);
      }
      break;
    case KOSH_POISSON:
      for (ptrdiff_t i = 0; i < rows; i++) {
        curvature[i] = total[i] * exponential(linear[i]);
        residual[i] = sum[i] - curvature[i];
      }
      break;
    default:
      for (ptrdiff_t i = 0; i < rows; i++) {
        curvature[i] = total[i];
        residual[i] = sum[i] - total[i] * linear[i];
      }
  }
}

static uint64_t bits_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

ptrdiff_t kosh_cells_of_rows(
    ptrdiff_t rows, ptrdiff_t columns, const double *const *column, ptrdiff_t factors, const int32_t *const *codes,
    int32_t *cell, int32_t *first) {
  size_t size = 16;
  while (size < 2 * (size_t)rows) size *= 2;
  uint64_t *hash = calloc((size_t)rows + 1, sizeof *hash);
  int32_t *table = malloc(size * sizeof *table);
  if (!hash || !table) {
    free(hash);
    free(table);
    return -1;
  }
  for (ptrdiff_t j = 0; j < columns; j++)
    for (ptrdiff_t i = 0; i < rows; i++) hash[i] = kosh_random_mix(hash[i] + bits_of(column[j][i]));
  for (ptrdiff_t f = 0; f < factors; f++)
    for (ptrdiff_t i = 0; i < rows; i++) hash[i] = kosh_random_mix(hash[i] + (uint64_t)codes[f][i]);
  for (size_t place = 0; place < size; place++) table[place] = -1;
  int32_t cells = 0;
  for (ptrdiff_t i = 0; i < rows; i++) {
    size_t place = (size_t)(kosh_random_mix(hash[i] + 1)) & (size - 1);
    for (;; place = (place + 1) & (size - 1)) {
      int32_t found = table[place];
      if (found < 0) {
        table[place] = cells;
        first[cells] = (int32_t)i;
        cell[i] = cells++;
        break;
      }
      int32_t other = first[found];
      if (hash[other] != hash[i]) continue;
      int same = 1;
      for (ptrdiff_t j = 0; j < columns && same; j++) same = bits_of(column[j][other]) == bits_of(column[j][i]);
      for (ptrdiff_t f = 0; f < factors && same; f++) same = codes[f][other] == codes[f][i];
      if (same) {
        cell[i] = found;
        break;
      }
    }
  }
  free(hash);
  free(table);
  return cells;
}

ptrdiff_t kosh_refit_work_length(const kosh_refit_data *data) {
  ptrdiff_t k = kosh_design_width(&data->design);
  return 5 * data->design.rows + k * k + 2 * k;
}

// Solves A x = b for a symmetric positive definite A (column-major, overwritten); 0 if it is not.
static int solve_positive(double *a, double *b, ptrdiff_t k) {
  for (ptrdiff_t j = 0; j < k; j++) {
    double *column = a + j * k, diagonal = column[j];
    for (ptrdiff_t i = 0; i < j; i++) {
      double sum = column[i];
      for (ptrdiff_t l = 0; l < i; l++) sum -= a[i * k + l] * column[l];
      column[i] = sum / a[i * k + i];
    }
    double rest = diagonal;
    for (ptrdiff_t l = 0; l < j; l++) rest -= column[l] * column[l];
    if (!(rest > 1e-11 * diagonal) || !isfinite(rest)) return 0;
    column[j] = sqrt(rest);
  }
  for (ptrdiff_t j = 0; j < k; j++) {
    for (ptrdiff_t l = 0; l < j; l++) b[j] -= a[j * k + l] * b[l];
    b[j] /= a[j * k + j];
  }
  for (ptrdiff_t j = k - 1; j >= 0; j--) {
    b[j] /= a[j * k + j];
    for (ptrdiff_t i = 0; i < j; i++) b[i] -= a[j * k + i] * b[j];
  }
  return 1;
}

int kosh_refit(const kosh_refit_data *data, const uint32_t *counts, double *beta, double *work) {
  const ptrdiff_t rows = data->design.rows, k = kosh_design_width(&data->design);
  double *total = work, *sum = total + rows, *linear = sum + rows, *residual = linear + rows;
  double *curvature = residual + rows, *information = curvature + rows, *step = information + k * k, *score = step + k;
  memset(total, 0, 2 * (size_t)rows * sizeof *total);
  for (ptrdiff_t i = 0; i < data->outcomes; i++) {
    if (counts[i] == 0) continue;
    ptrdiff_t cell = data->predictors[i];
    total[cell] += counts[i] * data->weight[i];
    sum[cell] += counts[i] * data->sum[i];
  }
  for (int steps = 1; steps <= MOST_STEPS; steps++) {
    kosh_linear_predictor(&data->design, beta, linear);
    if (data->offset)
      for (ptrdiff_t i = 0; i < rows; i++) linear[i] += data->offset[i];
    cell_scores(data->family, rows, linear, total, sum, residual, curvature);
    kosh_transposed_product(&data->design, residual, step);
    kosh_weighted_cross(&data->design, curvature, information);
    memcpy(score, step, (size_t)k * sizeof *step);
    if (!solve_positive(information, step, k)) return 0;
    double gain = 0;
    for (ptrdiff_t j = 0; j < k; j++) {
      gain += score[j] * step[j];
      beta[j] += step[j];
      if (!isfinite(beta[j])) return 0;
    }
    // The error left is of the order of the gain times the standard error.
    if (data->family == KOSH_LEAST_SQUARES || gain < 1e-9) return steps;
  }
  return 0;
}

void kosh_draw_units(
    uint64_t seed, uint64_t replication, ptrdiff_t draws, ptrdiff_t units, const ptrdiff_t *start, const int32_t *cell,
    uint32_t *counts) {
  const uint64_t base = kosh_random_base(seed, replication);
  for (ptrdiff_t i = 0; i < draws; i++) {
    uint64_t bits = kosh_random_at(base, (uint64_t)i);
    ptrdiff_t unit = (ptrdiff_t)(((unsigned __int128)bits * (uint64_t)units) >> 64);
    if (start) {
      for (ptrdiff_t j = start[unit]; j < start[unit + 1]; j++) counts[cell[j]]++;
    } else {
      counts[cell[unit]]++;
    }
  }
}
