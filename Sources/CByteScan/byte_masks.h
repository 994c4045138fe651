// Finds the bytes that structure delimited text, 64 at a time.
//
// Swift has no instruction that makes a bit mask of a vector comparison; SSE2, AVX2 and NEON have.
// Every x86-64 and every ARM64 machine has one of them; the portable loop serves all others.

#ifndef JICAI_BYTE_MASKS_H
#define JICAI_BYTE_MASKS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__) && defined(__clang__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Where bytes stand among 64: bit i is for bytes[i].
struct byte_masks {
  uint64_t delimiters, quotes, newlines;
  /// Blanks and control characters, newlines among them.
  uint64_t low;
};

#if defined(__ARM_NEON) && defined(__aarch64__)
/// The lowest bit of each of 64 bytes that are all ones or all zeros.
static inline uint64_t neon_mask(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bits = vld1q_u8(weights);
  const uint8x16_t low = vpaddq_u8(vandq_u8(a, bits), vandq_u8(b, bits));
  const uint8x16_t high = vpaddq_u8(vandq_u8(c, bits), vandq_u8(d, bits));
  const uint8x16_t all = vpaddq_u8(low, high);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(all, all)), 0);
}
#endif

/// Looks at 64 bytes.
static inline __attribute__((always_inline)) struct byte_masks masks_of(
    const uint8_t *bytes, uint8_t delimiter, uint8_t newline) {
  struct byte_masks masks = {0, 0, 0, 0};
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8((char)delimiter);
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i newlines = _mm_set1_epi8((char)newline);
  const __m128i blanks = _mm_set1_epi8(' ');
  for (int part = 0; part < 4; part++) {
    const int shift = 16 * part;
    const __m128i text = _mm_loadu_si128((const __m128i *)(bytes + shift));
#define JICAI_HITS(comparison) ((uint64_t)(uint32_t)_mm_movemask_epi8(comparison) << shift)
    masks.delimiters |= JICAI_HITS(_mm_cmpeq_epi8(text, delimiters));
    masks.quotes |= JICAI_HITS(_mm_cmpeq_epi8(text, quotes));
    masks.newlines |= JICAI_HITS(_mm_cmpeq_epi8(text, newlines));
    masks.low |= JICAI_HITS(_mm_cmpeq_epi8(_mm_min_epu8(text, blanks), text));
#undef JICAI_HITS
  }
#elif defined(__ARM_NEON) && defined(__aarch64__)
  const uint8x16_t a = vld1q_u8(bytes), b = vld1q_u8(bytes + 16);
  const uint8x16_t c = vld1q_u8(bytes + 32), d = vld1q_u8(bytes + 48);
#define JICAI_HITS(compare, byte)                                                              \
  neon_mask(compare(a, vdupq_n_u8(byte)), compare(b, vdupq_n_u8(byte)),                        \
            compare(c, vdupq_n_u8(byte)), compare(d, vdupq_n_u8(byte)))
  masks.delimiters = JICAI_HITS(vceqq_u8, delimiter);
  masks.quotes = JICAI_HITS(vceqq_u8, '"');
  masks.newlines = JICAI_HITS(vceqq_u8, newline);
  masks.low = JICAI_HITS(vcleq_u8, ' ');
#undef JICAI_HITS
#else
  for (int i = 0; i < 64; i++) {
    const uint64_t bit = (uint64_t)1 << i;
    if (bytes[i] == delimiter) masks.delimiters |= bit;
    if (bytes[i] == '"') masks.quotes |= bit;
    if (bytes[i] == newline) masks.newlines |= bit;
    if (bytes[i] <= ' ') masks.low |= bit;
  }
#endif
  return masks;
}

#if defined(__x86_64__) && defined(__clang__) && !defined(JICAI_PORTABLE)
#define JICAI_HAS_AVX2 1
/// The same, 32 bytes a step; most machines have the instructions, but not every one.
__attribute__((target("avx2"), always_inline)) static inline struct byte_masks masks_of_avx2(
    const uint8_t *bytes, uint8_t delimiter, uint8_t newline) {
  const __m256i a = _mm256_loadu_si256((const __m256i *)bytes);
  const __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 32));
#define JICAI_HITS(x) ((uint64_t)(uint32_t)_mm256_movemask_epi8(x))
#define JICAI_BOTH(byte)                                                                      \
  (JICAI_HITS(_mm256_cmpeq_epi8(a, _mm256_set1_epi8((char)(byte)))) |                         \
   JICAI_HITS(_mm256_cmpeq_epi8(b, _mm256_set1_epi8((char)(byte)))) << 32)
  const __m256i blanks = _mm256_set1_epi8(' ');
  const uint64_t low = JICAI_HITS(_mm256_cmpeq_epi8(_mm256_min_epu8(a, blanks), a)) |
                       JICAI_HITS(_mm256_cmpeq_epi8(_mm256_min_epu8(b, blanks), b)) << 32;
  return (struct byte_masks){JICAI_BOTH(delimiter), JICAI_BOTH('"'), JICAI_BOTH(newline), low};
#undef JICAI_BOTH
#undef JICAI_HITS
}

/// The same, 64 bytes a step.
__attribute__((target("avx512f,avx512bw"), always_inline)) static inline struct byte_masks
masks_of_avx512(const uint8_t *bytes, uint8_t delimiter, uint8_t newline) {
  const __m512i text = _mm512_loadu_si512(bytes);
  return (struct byte_masks){
      _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8((char)delimiter)),
      _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('"')),
      _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8((char)newline)),
      _mm512_cmple_epu8_mask(text, _mm512_set1_epi8(' '))};
}
#endif

/// Bit i is set where an odd number of bits is set among the bits up to i.
static inline uint64_t prefix_parity(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

#endif
