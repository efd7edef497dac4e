#ifndef KOSH_EFFECTS_KERNELS_H
#define KOSH_EFFECTS_KERNELS_H
#include <stddef.h>
#include <stdint.h>

// Regressions with absorbed effects: passes over rows that are in order of the levels of the first dimension, and the
// equations of the effects, which need nothing of the rows but sums of weights over cells.
//
// D holds one indicator for each level of each dimension; it is never formed. Chunks are fixed by the data and their
// parts are added in order, so that any number of threads gives the same bits.

// Which rows have which levels. Rows are sorted by the level of the first dimension, its levels being the `groups`.
// A cell is a run of at most KOSH_EFFECTS_CELL rows whose levels agree in every dimension; one combination of levels
// may be several cells.
enum { KOSH_EFFECTS_CELL = 256 };
typedef struct {
  ptrdiff_t rows;
  ptrdiff_t groups;
  ptrdiff_t others;      // levels of all further dimensions together
  ptrdiff_t further;     // dimensions after the first
  ptrdiff_t cells;
  const int32_t *cell_row;    // cells + 1: the first row of each cell
  const int32_t *group_cell;  // groups + 1: the first cell of each group
  const int32_t *other;       // other[q * cells + c]: the level of cell c in further dimension q, counted through
  ptrdiff_t row_chunks;
  const int32_t *row_chunk;  // row_chunks + 1: cells at which the chunks of passes over rows begin
  ptrdiff_t group_chunks;
  const int32_t *group_chunk;  // group_chunks + 1: groups at which the chunks of sweeps over cells begin
  ptrdiff_t threads;           // 0 for all processors
} kosh_effects;

// Values for each level are rows of `stride` columns, the number of columns rounded up to a multiple of 4.
ptrdiff_t kosh_effects_stride(ptrdiff_t columns);

// What one pass reads. values[0] is the response (the outcome of a Poisson model), the others are the predictors.
typedef struct {
  ptrdiff_t columns;
  const double *const *values;
  const double *weights;       // null for 1
  const double *offset;        // null for 0
  const double *group_values;  // subtracted from the columns: groups × stride
  const double *other_values;  // others × stride
  const double *beta;          // columns − 1 coefficients (Poisson)
  double mean;                 // of the outcome (start)
} kosh_effects_input;

// What one pass gives. With v the columns after subtraction:
typedef struct {
  double *group_sums;     // groups × stride: Σ w v
  double *other_sums;     // others × stride
  double *group_weights;  // Σ w
  double *other_weights;
  double *cell_weights;
  double *cross;     // columns × columns: Σ w v vᵀ
  double value;      // Σ of what is maximised
  double smallest;   // the smallest mean where the outcome is 0 (Poisson)
  double *work;      // at least kosh_effects_work_length
} kosh_effects_sums;

ptrdiff_t kosh_effects_work_length(const kosh_effects *effects, ptrdiff_t columns);

// Least squares: w are the weights; value is not set.
void kosh_effects_linear_pass(
    const kosh_effects *effects, const kosh_effects_input *input, kosh_effects_sums *sums);

// The first step of a Poisson model, least squares of log μ − offset + (y − μ) / μ with weights μ for μ = (y + mean) / 2.
void kosh_effects_poisson_start(
    const kosh_effects *effects, const kosh_effects_input *input, kosh_effects_sums *sums);

// A Poisson model at η = group_values[0] + other_values[0] + offset + Σ beta v: w = weight · μ, and the part of the
// response in sums and cross is weight · (y − μ). value = Σ weight (y η − μ).
void kosh_effects_poisson_pass(
    const kosh_effects *effects, const kosh_effects_input *input, kosh_effects_sums *sums);

// Solves (DᵀWD) x = sums for every column: the first dimension is eliminated, the rest found by conjugate gradients with
// the diagonal of what is left as preconditioner. Ends where the residual's norm in the metric of the diagonal is below
// √floor[column] or `tolerance` times what it was at first. The matrix is singular where dimensions share directions;
// any of the solutions is given. Returns the iterations, −1 if `most` did not suffice.
//   work: at least kosh_effects_work_length
ptrdiff_t kosh_effects_solve(
    const kosh_effects *effects, ptrdiff_t columns, const kosh_effects_sums *sums, double tolerance,
    const double *floor, ptrdiff_t most, double *group_solution, double *other_solution, double *work);

// out[j][i] = values[j][i] − what belongs to the row's levels, for all columns; with a null pointer for values[j] the
// sum of what belongs to them.
void kosh_effects_subtract(
    const kosh_effects *effects, ptrdiff_t columns, const double *const *values, const double *group_values,
    const double *other_values, double *const *out);

// mean[i] becomes exp(mean[i] + offset + Σ beta · predictor), predictors being values[1] … as they are.
void kosh_effects_means(const kosh_effects *effects, const kosh_effects_input *input, double *mean);

// logs = Σ w y log y (0 where y is 0), factorials = Σ w log Γ(y + 1), for outcomes of at least 0. weights may be null.
void kosh_effects_outcome_sums(
    ptrdiff_t rows, const double *outcome, const double *weights, ptrdiff_t threads, double *logs, double *factorials,
    double *work);
ptrdiff_t kosh_effects_outcome_work_length(ptrdiff_t rows);

// Marks rows that say nothing: rows of a level all of whose outcomes are 0 (if outcome is given), then the only
// observation of its level (if singletons is not 0; a row counts as many times as multiplicity says), until none is
// left. kept[i] is 1 for rows that stay, 2 for outcomes of 0, 0 for singletons. Returns the rows that stay.
//   work: Σ levels × 2 values
ptrdiff_t kosh_effects_prune(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *levels,
    const double *multiplicity, const double *outcome, int singletons, uint8_t *kept, double *work);

// Whether rows are in order of the codes, the first array first.
int kosh_effects_is_sorted(ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes);

// The stable order of rows by the codes, the first array first. scratch: rows; counts: most levels + 1.
void kosh_effects_order(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *levels, int32_t *order,
    int32_t *scratch, int32_t *counts);

// Cells of sorted rows. Null pointers only count them. first[q] is where dimension q's levels begin among the others.
ptrdiff_t kosh_effects_cells(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *first, ptrdiff_t cells,
    int32_t *cell_row, int32_t *group_cell, int32_t *other);

// Connected components of the graph whose edges join level a[i] to level b[i]. parent: levels_a + levels_b; on return
// the component of each, numbered from 0.
ptrdiff_t kosh_effects_components(
    ptrdiff_t count, const int32_t *a, const int32_t *b, ptrdiff_t levels_a, ptrdiff_t levels_b, int32_t *parent);

#endif
