#ifndef KOSH_LIKELIHOOD_KERNELS_H
#define KOSH_LIKELIHOOD_KERNELS_H
#include "KoshRegressionKernels.h"

// The families of generalized linear models.
enum { KOSH_LOGIT = 0, KOSH_PROBIT = 1, KOSH_POISSON = 2, KOSH_NEGATIVE_BINOMIAL = 3 };

// What a likelihood takes besides the columns. With l the log likelihood of a row, u = ∂l/∂η and c = −∂²l/∂η².
typedef struct {
  int family;
  double parameter;       // the dispersion α of the negative binomial (variance μ + α μ²); else unused
  const double *outcome;  // 0 or 1 (logit, probit), or at least 0
  const double *weights;  // null: all 1
  const double *offset;   // null: all 0
} kosh_likelihood;

// Whose squares the middle of a robust covariance sums.
typedef enum {
  KOSH_NO_MEAT = 0,
  KOSH_MEAT_OF_ROWS = 1,         // Σ (w u)² x xᵀ
  KOSH_MEAT_OF_FREQUENCIES = 2,  // Σ w u² x xᵀ: a row stands for w equal ones
  KOSH_MEAT_OF_CELLS = 3,        // Σ q u² x xᵀ with q = the cell's Σ w²
} kosh_meat;

// What one sweep gives. Arrays are the caller's; those that may be null are not wanted then.
typedef struct {
  double log_likelihood;  // Σ w l without the parts that no coefficient moves (log y! and the like)
  double largest;         // max |η|
  double *score;          // k: Σ w u x
  double *information;    // k × k: Σ w c x xᵀ, both triangles
  double *meat;           // k × k, may be null
  // Of the negative binomial with respect to α, without what depends on α and y alone: Σ w ∂l/∂α, Σ w ∂²l/∂α², and
  // k: Σ w ∂²l/∂α∂η x; the last may be null.
  double alpha_score, alpha_curvature;
  double *alpha_cross;
} kosh_likelihood_sums;

// One sweep over the rows on all cores (`threads` threads if above 0): linear predictor, u, c, log likelihood, score
// and information, tile by tile. Partial sums of fixed shares of the rows are added in order: any number of threads
// gives the same bits. With stride s above 1 only every s-th tile of 256 rows is taken: a systematic sample.
//   squares: q of KOSH_MEAT_OF_CELLS, else null.
void kosh_likelihood_pass(
    const kosh_likelihood *model, const kosh_design *design, const double *beta, ptrdiff_t stride, kosh_meat meat,
    const double *squares, ptrdiff_t threads, kosh_likelihood_sums *sums);

// sums[g·k + j] = Σ over the rows of group g of w u xⱼ, at beta. On all cores, any number of threads gives the same bits.
void kosh_likelihood_group_sums(
    const kosh_likelihood *model, const kosh_design *design, const double *beta, const int32_t *groups,
    ptrdiff_t group_count, ptrdiff_t threads, double *sums);

// For each row from its linear predictor: u and c as above, times the weight. Each may be null.
void kosh_likelihood_rows(
    const kosh_likelihood *model, const double *linear, ptrdiff_t count, double *residual, double *curvature);

// Means from linear predictors; both arrays may be the same.
void kosh_glm_mean(int family, const double *linear, ptrdiff_t count, double *mean);

#endif
