#ifndef KOSH_RANDOM_H
#define KOSH_RANDOM_H
#include <stdint.h>

// Random numbers that are a function of (seed, stream, counter): any number of them can be computed anywhere, in any
// order, on any thread. The counter advances by the golden ratio and is mixed by Stafford's variant 13 of the
// finaliser of MurmurHash3, as in SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014, OOPSLA, 453–472).

static inline uint64_t kosh_random_mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

// Where the stream of a number begins.
static inline uint64_t kosh_random_base(uint64_t seed, uint64_t stream) {
  return kosh_random_mix(kosh_random_mix(seed + 0x9E3779B97F4A7C15u) ^ (stream * 0xD1342543DE82EF95u + 1));
}

// The number at a place of a stream: 64 random bits.
static inline uint64_t kosh_random_at(uint64_t base, uint64_t counter) {
  return kosh_random_mix(base + (counter + 1) * 0x9E3779B97F4A7C15u);
}

#endif
