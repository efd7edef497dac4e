#include "KoshRefinementKernels.h"

// Fused multiply and add would break the error terms.
#pragma STDC FP_CONTRACT OFF

// A sum of two numbers that do not overlap: twice the digits of one.
typedef struct {
  double high, low;
} twofold;

static inline twofold two_sum(double a, double b) {
  double s = a + b, t = s - a;
  return (twofold){s, (a - (s - t)) + (b - t)};
}

static inline twofold two_product(double a, double b) {
  // Dekker's: each factor in two halves of 26 bits.
  const double splitter = 134217729.0;
  double p = a * b;
  double c = splitter * a, ah = c - (c - a), al = a - ah;
  double d = splitter * b, bh = d - (d - b), bl = b - bh;
  return (twofold){p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

static inline twofold add(twofold a, twofold b) {
  twofold s = two_sum(a.high, b.high);
  return two_sum(s.high, s.low + a.low + b.low);
}

static inline twofold times(twofold a, double b) {
  twofold p = two_product(a.high, b);
  return two_sum(p.high, p.low + a.low * b);
}

void kosh_refined_score(
    const kosh_design *design, const double *weights, const double *outcome, const double *beta, double *residuals,
    double *score, double *low) {
  ptrdiff_t width = kosh_design_width(design);
  for (ptrdiff_t j = 0; j < width; j++) score[j] = low[j] = 0;
  for (ptrdiff_t i = 0; i < design->rows; i++) {
    twofold r = {outcome[i], 0};
    for (ptrdiff_t j = 0; j < design->dense; j++) {
      const double *column = design->columns[j];
      twofold part = column ? two_product(column[i], -beta[j]) : (twofold){-beta[j], 0};
      r = add(r, part);
    }
    ptrdiff_t first = design->dense;
    for (ptrdiff_t f = 0; f < design->factors; f++) {
      int32_t slot = design->codes[f][i];
      if (slot >= 0) r = add(r, (twofold){-beta[first + slot], 0});
      first += design->slots[f];
    }
    residuals[i] = r.high;
    if (weights) r = times(r, weights[i]);
    for (ptrdiff_t j = 0; j < design->dense; j++) {
      const double *column = design->columns[j];
      twofold s = add((twofold){score[j], low[j]}, column ? times(r, column[i]) : r);
      score[j] = s.high;
      low[j] = s.low;
    }
    first = design->dense;
    for (ptrdiff_t f = 0; f < design->factors; f++) {
      int32_t slot = design->codes[f][i];
      if (slot >= 0) {
        twofold s = add((twofold){score[first + slot], low[first + slot]}, r);
        score[first + slot] = s.high;
        low[first + slot] = s.low;
      }
      first += design->slots[f];
    }
  }
}
