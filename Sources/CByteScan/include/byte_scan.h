// Finds the bytes that structure delimited text, 64 at a time.
//
// Swift has no instruction that makes a bit mask of a vector comparison; SSE2 and NEON have.
// Every x86-64 and every ARM64 machine has them; the portable loop serves all others.

#ifndef JICAI_BYTE_SCAN_H
#define JICAI_BYTE_SCAN_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Bit i is set where bytes[i] is the delimiter, a quotation mark, a line feed or a carriage return.
/// Reads 64 bytes.
static inline uint64_t structural_mask(const uint8_t *bytes, uint8_t delimiter) {
  uint64_t mask = 0;
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8((char)delimiter);
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i feeds = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  for (int part = 0; part < 4; part++) {
    const __m128i text = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i hits = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(text, delimiters), _mm_cmpeq_epi8(text, quotes)),
        _mm_or_si128(_mm_cmpeq_epi8(text, feeds), _mm_cmpeq_epi8(text, returns)));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * part);
  }
#elif defined(__ARM_NEON) && defined(__aarch64__)
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bits = vld1q_u8(weights);
  for (int part = 0; part < 4; part++) {
    const uint8x16_t text = vld1q_u8(bytes + 16 * part);
    const uint8x16_t hits = vorrq_u8(
        vorrq_u8(vceqq_u8(text, vdupq_n_u8(delimiter)), vceqq_u8(text, vdupq_n_u8('"'))),
        vorrq_u8(vceqq_u8(text, vdupq_n_u8('\n')), vceqq_u8(text, vdupq_n_u8('\r'))));
    const uint8x16_t weighted = vandq_u8(hits, bits);
    mask |= (uint64_t)vaddv_u8(vget_low_u8(weighted)) << (16 * part);
    mask |= (uint64_t)vaddv_u8(vget_high_u8(weighted)) << (16 * part + 8);
  }
#else
  for (int i = 0; i < 64; i++) {
    const uint8_t byte = bytes[i];
    const uint64_t hit = byte == delimiter || byte == '"' || byte == '\n' || byte == '\r';
    mask |= hit << i;
  }
#endif
  return mask;
}

#endif
