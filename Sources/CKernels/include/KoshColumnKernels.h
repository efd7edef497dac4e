#ifndef KOSH_COLUMN_KERNELS_H
#define KOSH_COLUMN_KERNELS_H
#include <stddef.h>
#include <stdint.h>

// What one look at a column of numbers tells. Missing values are NaN; the other members speak of the rest.
typedef struct {
  ptrdiff_t missing, infinite;
  double least, most;  // of finite and infinite values; +∞ and −∞ if there are none
  double sum;          // NaN if any value is missing
  int whole;           // whether all are whole numbers below 2^51
} kosh_column_facts;

// On all cores; the sum has the same bits for any number of threads.
void kosh_column_scan(const double *values, ptrdiff_t count, kosh_column_facts *facts);

// Σ a[i] b[i], on all cores, the same bits for any number of threads.
double kosh_dot(const double *a, const double *b, ptrdiff_t count);

// codes[i] = place[values[i] − least] for whole values least ≤ values[i] < least + the length of place.
void kosh_place_codes(const double *values, ptrdiff_t count, double least, const int32_t *place, int32_t *codes);

// result[i] = place[codes[i]], for codes of at least 0.
void kosh_recode(const int32_t *codes, ptrdiff_t count, const int32_t *place, int32_t *result);

// seen[values[i] − least] = 1.
void kosh_mark_seen(const double *values, ptrdiff_t count, double least, uint8_t *seen);

// Columns whose values are whole numbers over a scale, and factors, as one grid of cells: a row's cell is
// Σ (whole number − lowest) · stride + Σ (code + 1) · stride.
typedef struct {
  ptrdiff_t rows;
  ptrdiff_t columns;
  const double *const *values;
  const double *scales;      // value = whole / scale
  const double *lowest;      // the least whole number of each column
  const ptrdiff_t *strides;
  ptrdiff_t factors;
  const int32_t *const *codes;
  const ptrdiff_t *factor_strides;
  ptrdiff_t cells;
} kosh_grid;

// weight[cell] = Σ weights of its rows, square[cell] = Σ weights² (both may have weights null: rows are counted;
// square may be null). Returns 0 where a value is no whole number over its
// column's scale, and the sums mean nothing then. Values outside the grid's bounds must not occur.
// On all cores, the same bits for any number of threads.
int kosh_grid_sums(const kosh_grid *grid, const double *weights, double *weight, double *square);

#endif
