#ifndef KOSH_REFIT_KERNELS_H
#define KOSH_REFIT_KERNELS_H
#include <stddef.h>
#include <stdint.h>

#include "KoshRandom.h"
#include "KoshLikelihoodKernels.h"
#include "KoshRegressionKernels.h"

// Estimates of one model for many ways to count its rows: bootstrap and jackknife.

// Parts rows by equal bits of all columns and codes.
//   cell: for each row its cell, from 0 in order of first appearance; first: for each cell its first row (space for all
//   rows). Returns the number of cells, or −1 without memory.
ptrdiff_t kosh_cells_of_rows(
    ptrdiff_t rows, ptrdiff_t columns, const double *const *column, ptrdiff_t factors, const int32_t *const *codes,
    int32_t *cell, int32_t *first);

enum { KOSH_LEAST_SQUARES = -1 };

// A model whose score is Σ w (y − mean(η)) x: least squares, logit, Poisson. Rows are parted twice: by predictors and
// offset, and more finely by outcome and weight too.
typedef struct {
  kosh_design design;         // one row for each cell of predictors
  int family;                 // KOSH_LEAST_SQUARES, KOSH_LOGIT or KOSH_POISSON
  const double *offset;       // for each cell of predictors; may be null
  ptrdiff_t outcomes;         // fine cells
  const int32_t *predictors;  // for each fine cell its cell of predictors
  const double *weight;       // for each fine cell the weight w of one of its rows
  const double *sum;          // for each fine cell w y
} kosh_refit_data;

// Doubles that kosh_refit needs as work space.
ptrdiff_t kosh_refit_work_length(const kosh_refit_data *data);

// Newton's method from beta, which becomes the estimate, with each fine cell counted so many times.
// Returns the number of steps, or 0 if there is no estimate or it was not reached in 15 steps.
int kosh_refit(const kosh_refit_data *data, const uint32_t *counts, double *beta, double *work);

// Adds to counts the cells of `draws` units drawn with replacement out of `units`. Unit u holds the cells
// cell[start[u]] … cell[start[u + 1] − 1]; with start null it holds cell[u] alone.
void kosh_draw_units(
    uint64_t seed, uint64_t replication, ptrdiff_t draws, ptrdiff_t units, const ptrdiff_t *start, const int32_t *cell,
    uint32_t *counts);

#endif
