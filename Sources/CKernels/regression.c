#include "KoshRegressionKernels.h"

#include <math.h>
#include <string.h>

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

enum { TILE = 256, LANES = 8 };
typedef double lanes __attribute__((vector_size(64), aligned(8)));
typedef double lane_array[LANES];

static inline __attribute__((always_inline)) double lane_sum(const lanes *v) {
  lane_array a;
  memcpy(a, v, sizeof a);
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

// Σ a[i] b[i] over count rows; the rest beyond full lanes comes last.
static inline __attribute__((always_inline)) double dot(const double *a, const double *b, ptrdiff_t count) {
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

// Four dot products with one common vector at a time: the sums run independently.
static inline __attribute__((always_inline)) void dot4(
    const double *a, const double *const b[4], ptrdiff_t count, double out[4]) {
  lanes s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    lanes x = *(const lanes *)(a + i);
    s0 += x * *(const lanes *)(b[0] + i);
    s1 += x * *(const lanes *)(b[1] + i);
    s2 += x * *(const lanes *)(b[2] + i);
    s3 += x * *(const lanes *)(b[3] + i);
  }
  out[0] = lane_sum(&s0);
  out[1] = lane_sum(&s1);
  out[2] = lane_sum(&s2);
  out[3] = lane_sum(&s3);
  for (; i < count; i++)
    for (int j = 0; j < 4; j++) out[j] += a[i] * b[j][i];
}

// exp(x) for −708 ≤ x ≤ 709: x = n log 2 + r, Taylor polynomial of degree 13 in |r| ≤ 0.35 (remainder below 5e-18).
static inline __attribute__((always_inline)) double exponential(double x) {
  x = x < -708.0 ? -708.0 : x;
  x = x > 709.0 ? 709.0 : x;
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

// log(1 + u) for 0 ≤ u ≤ 1 as 2 artanh(u / (2 + u)); the argument is at most 1/3, 17 terms reach 1e-17.
static inline __attribute__((always_inline)) double log_one_plus(double u) {
  double s = u / (2.0 + u), t = s * s;
  double p = 1.0 / 33;
  p = p * t + 1.0 / 31;
  p = p * t + 1.0 / 29;
  p = p * t + 1.0 / 27;
  p = p * t + 1.0 / 25;
  p = p * t + 1.0 / 23;
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
  return 2.0 * (s + s * t * p);
}

ptrdiff_t kosh_design_width(const kosh_design *design) {
  ptrdiff_t width = design->dense;
  for (ptrdiff_t f = 0; f < design->factors; f++) width += design->slots[f];
  return width;
}

static const double ones[TILE] = {
#define ONE8 1, 1, 1, 1, 1, 1, 1, 1
#define ONE64 ONE8, ONE8, ONE8, ONE8, ONE8, ONE8, ONE8, ONE8
    ONE64, ONE64, ONE64, ONE64};

static inline __attribute__((always_inline)) const double *column_tile(
    const kosh_design *design, ptrdiff_t j, ptrdiff_t start) {
  return design->columns[j] ? design->columns[j] + start : ones;
}

static inline __attribute__((always_inline)) void tile_predictor(
    const kosh_design *design, const double *beta, ptrdiff_t start, ptrdiff_t count, double *restrict linear) {
  memset(linear, 0, sizeof(double) * (size_t)count);
  for (ptrdiff_t j = 0; j < design->dense; j++) {
    const double *x = column_tile(design, j, start), b = beta[j];
    for (ptrdiff_t i = 0; i < count; i++) linear[i] += b * x[i];
  }
  const double *b = beta + design->dense;
  for (ptrdiff_t f = 0; f < design->factors; b += design->slots[f], f++) {
    const int32_t *code = design->codes[f] + start;
    for (ptrdiff_t i = 0; i < count; i++)
      if (code[i] >= 0) linear[i] += b[code[i]];
  }
}

// Adds Σ values[i] xᵢⱼ of the tile to product.
static inline __attribute__((always_inline)) void tile_product(
    const kosh_design *design, const double *values, ptrdiff_t start, ptrdiff_t count, double *product) {
  for (ptrdiff_t j = 0; j < design->dense; j++)
    product[j] += dot(values, column_tile(design, j, start), count);
  double *slot = product + design->dense;
  for (ptrdiff_t f = 0; f < design->factors; slot += design->slots[f], f++) {
    const int32_t *code = design->codes[f] + start;
    for (ptrdiff_t i = 0; i < count; i++)
      if (code[i] >= 0) slot[code[i]] += values[i];
  }
}

// Adds Σ weights[i] xᵢⱼ xᵢₗ of the tile to the triangle j ≤ l of cross. A factor costs one addition for each other
// column, however many levels it has.
static inline __attribute__((always_inline)) void tile_cross(
    const kosh_design *design, const double *weights, ptrdiff_t start, ptrdiff_t count, ptrdiff_t width,
    double *cross) {
  double weighted[TILE];
  const ptrdiff_t dense = design->dense;
  for (ptrdiff_t l = 0; l < dense; l++) {
    const double *x = column_tile(design, l, start);
    for (ptrdiff_t i = 0; i < count; i++) weighted[i] = weights[i] * x[i];
    double *out = cross + l * width;
    ptrdiff_t j = 0;
    for (; j + 4 <= l + 1; j += 4) {
      const double *four[4] = {
          column_tile(design, j, start), column_tile(design, j + 1, start), column_tile(design, j + 2, start),
          column_tile(design, j + 3, start)};
      double sums[4];
      dot4(weighted, four, count, sums);
      for (int m = 0; m < 4; m++) out[j + m] += sums[m];
    }
    for (; j <= l; j++) out[j] += dot(weighted, column_tile(design, j, start), count);
    ptrdiff_t first = dense;
    for (ptrdiff_t f = 0; f < design->factors; first += design->slots[f], f++) {
      const int32_t *code = design->codes[f] + start;
      for (ptrdiff_t i = 0; i < count; i++)
        if (code[i] >= 0) cross[(first + code[i]) * width + l] += weighted[i];
    }
  }
  ptrdiff_t first = dense;
  for (ptrdiff_t f = 0; f < design->factors; first += design->slots[f], f++) {
    const int32_t *code = design->codes[f] + start;
    for (ptrdiff_t i = 0; i < count; i++)
      if (code[i] >= 0) cross[(first + code[i]) * width + first + code[i]] += weights[i];
    ptrdiff_t second = first + design->slots[f];
    for (ptrdiff_t g = f + 1; g < design->factors; second += design->slots[g], g++) {
      const int32_t *other = design->codes[g] + start;
      for (ptrdiff_t i = 0; i < count; i++)
        if (code[i] >= 0 && other[i] >= 0) cross[(second + other[i]) * width + first + code[i]] += weights[i];
    }
  }
}

static void fill_symmetric(double *cross, ptrdiff_t width) {
  for (ptrdiff_t l = 0; l < width; l++)
    for (ptrdiff_t j = 0; j < l; j++) cross[j * width + l] = cross[l * width + j];
}

KOSH_CLONES
void kosh_linear_predictor(const kosh_design *design, const double *beta, double *linear) {
  for (ptrdiff_t start = 0; start < design->rows; start += TILE) {
    ptrdiff_t count = design->rows - start < TILE ? design->rows - start : TILE;
    tile_predictor(design, beta, start, count, linear + start);
  }
}

// log Φ(z) and λ = φ(z) / Φ(z); far below 0 by their asymptotic series, where Φ is no longer a number.
static inline double normal_mills(double z, double *log_probability) {
  const double log_root_two_pi = 0.91893853320467274178;
  if (z > -35) {
    double p = 0.5 * erfc(-z * 0.70710678118654752440);
    *log_probability = log(p);
    return exponential(-0.5 * z * z - log_root_two_pi) / p;
  }
  double t = 1 / (z * z), series = 1 - t * (1 - t * (3 - t * (15 - t * 105)));
  *log_probability = -0.5 * z * z - log_root_two_pi - log(-z) + log(series);
  return -z / series;
}

// Log likelihood, u and c of the rows of one tile.
static inline __attribute__((always_inline)) void family_tile(
    int family, double parameter, const double *restrict eta, const double *restrict y, ptrdiff_t count,
    double *restrict residual, double *restrict curvature, double *restrict logs) {
  switch (family) {
    case KOSH_LOGIT:
      for (ptrdiff_t i = 0; i < count; i++) {
        double size = eta[i] < 0 ? -eta[i] : eta[i];
        double e = exponential(-size), inverse = 1.0 / (1.0 + e);
        double small = e * inverse;  // the probability of the less likely outcome, with all its digits
        double p = eta[i] < 0 ? small : inverse;
        double other = eta[i] < 0 ? inverse : small;
        residual[i] = y[i] > 0.5 ? other : -p;
        curvature[i] = inverse * small;
        double against = y[i] > 0.5 ? -eta[i] : eta[i];  // how far the predictor points away from what happened
        logs[i] = -((against > 0 ? against : 0) + log_one_plus(e));
      }
      break;
    case KOSH_PROBIT:
      for (ptrdiff_t i = 0; i < count; i++) {
        double sign = y[i] > 0.5 ? 1 : -1, z = sign * eta[i], mills = normal_mills(z, logs + i);
        residual[i] = sign * mills;
        curvature[i] = mills * (mills + z);
      }
      break;
    case KOSH_POISSON:
      for (ptrdiff_t i = 0; i < count; i++) {
        double mean = exponential(eta[i]);
        residual[i] = y[i] - mean;
        curvature[i] = mean;
        logs[i] = y[i] * eta[i] - mean;
      }
      break;
    default:
      for (ptrdiff_t i = 0; i < count; i++) {
        double mean = exponential(eta[i]), spread = 1 + parameter * mean;
        residual[i] = (y[i] - mean) / spread;
        curvature[i] = mean * (1 + parameter * y[i]) / (spread * spread);
        logs[i] = y[i] * (eta[i] - log(spread)) - log(spread) / parameter;
      }
  }
}

static inline __attribute__((always_inline)) double glm_rows(
    int family, double parameter, const kosh_design *design, const double *outcome, const double *weights,
    const double *offset, const double *beta, double *score, double *information) {
  const ptrdiff_t width = kosh_design_width(design);
  memset(score, 0, sizeof(double) * (size_t)width);
  memset(information, 0, sizeof(double) * (size_t)(width * width));
  double likelihood = 0;
  double linear[TILE], residual[TILE], curvature[TILE], logs[TILE];
  for (ptrdiff_t start = 0; start < design->rows; start += TILE) {
    ptrdiff_t count = design->rows - start < TILE ? design->rows - start : TILE;
    tile_predictor(design, beta, start, count, linear);
    if (offset)
      for (ptrdiff_t i = 0; i < count; i++) linear[i] += offset[start + i];
    family_tile(family, parameter, linear, outcome + start, count, residual, curvature, logs);
    if (weights) {
      const double *restrict w = weights + start;
      for (ptrdiff_t i = 0; i < count; i++) {
        residual[i] *= w[i];
        curvature[i] *= w[i];
      }
      likelihood += dot(logs, w, count);
    } else {
      likelihood += dot(logs, ones, count);
    }
    tile_product(design, residual, start, count, score);
    tile_cross(design, curvature, start, count, width, information);
  }
  fill_symmetric(information, width);
  return likelihood;
}

KOSH_CLONES
double kosh_glm_pass(
    int family, double parameter, const kosh_design *design, const double *outcome, const double *weights,
    const double *offset, const double *beta, double *score, double *information) {
  // Each family is compiled on its own.
  switch (family) {
    case KOSH_LOGIT:
      return glm_rows(KOSH_LOGIT, 0, design, outcome, weights, offset, beta, score, information);
    case KOSH_PROBIT:
      return glm_rows(KOSH_PROBIT, 0, design, outcome, weights, offset, beta, score, information);
    case KOSH_POISSON:
      return glm_rows(KOSH_POISSON, 0, design, outcome, weights, offset, beta, score, information);
    default:
      return glm_rows(
          KOSH_NEGATIVE_BINOMIAL, parameter, design, outcome, weights, offset, beta, score, information);
  }
}

KOSH_CLONES
void kosh_glm_mean(int family, const double *linear, ptrdiff_t count, double *mean) {
  switch (family) {
    case KOSH_LOGIT:
      for (ptrdiff_t i = 0; i < count; i++) {
        double eta = linear[i], size = eta < 0 ? -eta : eta;
        double e = exponential(-size), inverse = 1.0 / (1.0 + e);
        mean[i] = eta < 0 ? e * inverse : inverse;
      }
      break;
    case KOSH_PROBIT:
      for (ptrdiff_t i = 0; i < count; i++) mean[i] = 0.5 * erfc(-linear[i] * 0.70710678118654752440);
      break;
    default:
      for (ptrdiff_t i = 0; i < count; i++) mean[i] = exponential(linear[i]);
  }
}

KOSH_CLONES
void kosh_glm_rows(
    int family, double parameter, const double *outcome, const double *weights, const double *linear, ptrdiff_t count,
    double *mean, double *residual, double *curvature) {
  double u[TILE], c[TILE], logs[TILE];
  for (ptrdiff_t start = 0; start < count; start += TILE) {
    ptrdiff_t rows = count - start < TILE ? count - start : TILE;
    family_tile(family, parameter, linear + start, outcome + start, rows, u, c, logs);
    for (ptrdiff_t i = 0; i < rows; i++) {
      double w = weights ? weights[start + i] : 1;
      if (residual) residual[start + i] = w * u[i];
      if (curvature) curvature[start + i] = w * c[i];
    }
  }
  if (mean) kosh_glm_mean(family, linear, count, mean);
}

KOSH_CLONES
void kosh_weighted_cross(const kosh_design *design, const double *weights, double *cross) {
  const ptrdiff_t width = kosh_design_width(design);
  memset(cross, 0, sizeof(double) * (size_t)(width * width));
  for (ptrdiff_t start = 0; start < design->rows; start += TILE) {
    ptrdiff_t count = design->rows - start < TILE ? design->rows - start : TILE;
    tile_cross(design, weights + start, start, count, width, cross);
  }
  fill_symmetric(cross, width);
}

KOSH_CLONES
void kosh_transposed_product(const kosh_design *design, const double *values, double *product) {
  memset(product, 0, sizeof(double) * (size_t)kosh_design_width(design));
  for (ptrdiff_t start = 0; start < design->rows; start += TILE) {
    ptrdiff_t count = design->rows - start < TILE ? design->rows - start : TILE;
    tile_product(design, values + start, start, count, product);
  }
}

ptrdiff_t kosh_qr_work_length(const kosh_design *design) { return TILE * (kosh_design_width(design) + 1); }

// Writes the tile's columns, slots of factors as 0 and 1, one after another TILE apart.
static inline __attribute__((always_inline)) void fill_tile(
    const kosh_design *design, const double *root_weights, const double *right, const double *scale, ptrdiff_t start,
    ptrdiff_t count, double *restrict tile) {
  const ptrdiff_t width = kosh_design_width(design);
  for (ptrdiff_t j = 0; j < design->dense; j++) {
    const double *x = column_tile(design, j, start);
    double *out = tile + j * TILE, s = scale ? scale[j] : 1;
    for (ptrdiff_t i = 0; i < count; i++) out[i] = s * x[i];
  }
  memset(tile + design->dense * TILE, 0, sizeof(double) * (size_t)((width - design->dense) * TILE));
  ptrdiff_t first = design->dense;
  for (ptrdiff_t f = 0; f < design->factors; first += design->slots[f], f++) {
    const int32_t *code = design->codes[f] + start;
    for (ptrdiff_t i = 0; i < count; i++)
      if (code[i] >= 0) tile[(first + code[i]) * TILE + i] = scale ? scale[first + code[i]] : 1;
  }
  if (right) memcpy(tile + width * TILE, right + start, sizeof(double) * (size_t)count);
  if (root_weights) {
    const double *w = root_weights + start;
    for (ptrdiff_t j = 0; j < width + (right ? 1 : 0); j++)
      for (ptrdiff_t i = 0; i < count; i++) tile[j * TILE + i] *= w[i];
  }
}

KOSH_CLONES
void kosh_qr_triangle(
    const kosh_design *design, const double *root_weights, const double *right, const double *scale, double *triangle,
    double *work) {
  const ptrdiff_t width = kosh_design_width(design) + (right ? 1 : 0);
  memset(triangle, 0, sizeof(double) * (size_t)(width * width));
  for (ptrdiff_t start = 0; start < design->rows; start += TILE) {
    ptrdiff_t count = design->rows - start < TILE ? design->rows - start : TILE;
    fill_tile(design, root_weights, right, scale, start, count, work);
    for (ptrdiff_t j = 0; j < width; j++) {
      double *restrict v = work + j * TILE;
      double rest = dot(v, v, count);
      if (rest == 0) continue;
      double alpha = triangle[j * width + j];
      double length = sqrt(alpha * alpha + rest);
      double beta = alpha > 0 ? -length : length;
      double head = alpha - beta;
      double tau = -head / beta;  // H = I − tau u uᵀ with u = (1, v / head)
      for (ptrdiff_t i = 0; i < count; i++) v[i] /= head;
      triangle[j * width + j] = beta;
      for (ptrdiff_t l = j + 1; l < width; l++) {
        double *restrict c = work + l * TILE;
        double w = tau * (triangle[l * width + j] + dot(v, c, count));
        triangle[l * width + j] -= w;
        for (ptrdiff_t i = 0; i < count; i++) c[i] -= w * v[i];
      }
    }
  }
}

KOSH_CLONES
void kosh_leverage(
    const kosh_design *design, const double *root_weights, const double *triangle, double *leverage, double *work) {
  const ptrdiff_t width = kosh_design_width(design);
  for (ptrdiff_t start = 0; start < design->rows; start += TILE) {
    ptrdiff_t count = design->rows - start < TILE ? design->rows - start : TILE;
    fill_tile(design, root_weights, NULL, NULL, start, count, work);
    double *restrict h = leverage + start;
    for (ptrdiff_t i = 0; i < count; i++) h[i] = 0;
    for (ptrdiff_t j = 0; j < width; j++) {
      double *restrict z = work + j * TILE;
      for (ptrdiff_t l = 0; l < j; l++) {
        const double *earlier = work + l * TILE;
        double t = triangle[j * width + l];
        for (ptrdiff_t i = 0; i < count; i++) z[i] -= t * earlier[i];
      }
      double diagonal = triangle[j * width + j];
      for (ptrdiff_t i = 0; i < count; i++) {
        z[i] /= diagonal;
        h[i] += z[i] * z[i];
      }
    }
  }
}

KOSH_CLONES
void kosh_largest(const kosh_design *design, double *largest) {
  const ptrdiff_t width = kosh_design_width(design);
  for (ptrdiff_t j = design->dense; j < width; j++) largest[j] = 1;
  for (ptrdiff_t j = 0; j < design->dense; j++) {
    const double *x = design->columns[j];
    double most = x ? 0 : 1;
    if (x)
      for (ptrdiff_t i = 0; i < design->rows; i++) {
        double size = x[i] < 0 ? -x[i] : x[i];
        most = size > most ? size : most;
      }
    largest[j] = most;
  }
}
