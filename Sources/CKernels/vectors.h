#ifndef KOSH_VECTORS_H
#define KOSH_VECTORS_H
// What all kernels share: versions for several processors, vectors of eight lanes with their sums in one fixed order,
// and functions that a compiler can make vectors of.
#include <stddef.h>
#include <stdint.h>
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
#define KOSH_INLINE static inline __attribute__((always_inline))

// Vectors are passed between functions that are all inlined: how a call would pass them does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

enum { LANES = 8 };
typedef double lanes __attribute__((vector_size(64), aligned(8)));
typedef int64_t whole_lanes __attribute__((vector_size(64), aligned(8)));

KOSH_INLINE lanes all_lanes(double x) { return (lanes){x, x, x, x, x, x, x, x}; }
KOSH_INLINE lanes lanes_at(const double *x) { return *(const lanes *)x; }
// b where the mask is set, else a.
KOSH_INLINE lanes lanes_choose(whole_lanes mask, lanes a, lanes b) {
  return (lanes)(((whole_lanes)b & mask) | ((whole_lanes)a & ~mask));
}
KOSH_INLINE lanes lanes_where(whole_lanes mask, lanes a) { return (lanes)((whole_lanes)a & mask); }
KOSH_INLINE lanes lanes_size(lanes a) {
  const whole_lanes sign = {INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN};
  return (lanes)((whole_lanes)a & ~sign);
}

KOSH_INLINE double lane_sum(const lanes *v) {
  double a[LANES];
  memcpy(a, v, sizeof a);
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

// Σ a[i] b[i] over count rows; the rest beyond full lanes comes last.
KOSH_INLINE double dot(const double *a, const double *b, ptrdiff_t count) {
  lanes s0 = {0}, s1 = {0};
  ptrdiff_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    s0 += lanes_at(a + i) * lanes_at(b + i);
    s1 += lanes_at(a + i + LANES) * lanes_at(b + i + LANES);
  }
  for (; i + LANES <= count; i += LANES) s0 += lanes_at(a + i) * lanes_at(b + i);
  s0 += s1;
  double sum = lane_sum(&s0);
  for (; i < count; i++) sum += a[i] * b[i];
  return sum;
}

// MARK: Functions

// exp(x) for −708 ≤ x ≤ 709: x = n log 2 + r, Taylor polynomial of degree 13 in |r| ≤ 0.35 (remainder below 5e-18).
KOSH_INLINE double exponential(double x) {
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

// artanh(s) / s − 1 over s² for t = s²: 1/3 + t/5 + t²/7 + … + t^((last − 3) / 2) / last. The loop is gone before the
// code is made, since every caller's `last` is a constant.
KOSH_INLINE double artanh_series(double t, const int last) {
  double p = 1.0 / last;
#pragma clang loop unroll(full)
  for (int k = last - 2; k >= 3; k -= 2) p = p * t + 1.0 / k;
  return p;
}

// log(1 + u) for 0 ≤ u ≤ 1 as 2 artanh(u / (2 + u)); the argument is at most 1/3, 17 terms reach 1e-17.
KOSH_INLINE double log_one_plus(double u) {
  double s = u / (2.0 + u), t = s * s;
  return 2.0 * (s + s * t * artanh_series(t, 33));
}

// log(x) of a normal positive number: x = 2^e m with m between √½ and √2, log m = 2 artanh((m − 1) / (m + 1)).
KOSH_INLINE double logarithm(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  // 1024 more, so that no exponent is below 0 while it is shifted.
  const int64_t exponent = (int64_t)((bits - 0x3fe6a09e667f3bcdULL + ((uint64_t)1024 << 52)) >> 52) - 1024;
  bits -= (uint64_t)exponent << 52;
  double m;
  memcpy(&m, &bits, sizeof m);
  double e = (double)exponent, s = (m - 1.0) / (m + 1.0), t = s * s;
  return e * 0.693147180369123816490 + (2.0 * (s + s * t * artanh_series(t, 23)) + e * 1.90821492927058770002e-10);
}

#endif
