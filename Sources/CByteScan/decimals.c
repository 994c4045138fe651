#include "columns.h"

#include "byte_masks.h"

/// One number of a record.
static inline int one_decimal(
    const struct record_columns *records, size_t record, int32_t column, int32_t places,
    int64_t *value) {
  const struct plain_field field = field_of(records, record, column);
  return plain_decimal(records->bytes + field.start, field.end - field.start, places, value);
}

/// Those numbers of a record that `wanted` has a bit for, one after the other; returns a bit for each
/// that is plain.
static uint8_t decimals_one_by_one(
    const struct record_columns *records, size_t record, uint8_t wanted, const int32_t columns[8],
    const int32_t places[8], int64_t *values, int8_t *decimals) {
  uint8_t plain = 0;
  for (int i = 0; i < 8; i++) {
    if ((wanted >> i & 1) == 0) continue;
    const int printed = one_decimal(records, record, columns[i], places[i], &values[i]);
    if (printed < 0) {
      values[i] = 0;
    } else {
      decimals[i] = (int8_t)printed;
      plain |= (uint8_t)(1 << i);
    }
  }
  return plain;
}

#if defined(JICAI_HAS_AVX2)
#define JICAI_AVX512 "avx512f,avx512bw,avx512dq,avx512vl"

/// The numbers that eight digits make, the lowest byte of each being the first digit.
__attribute__((target(JICAI_AVX512), always_inline)) static inline __m512i eight_digits_avx512(
    __m512i digits) {
  const __m512i pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A));
  const __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
  return _mm512_add_epi64(
      _mm512_mul_epu32(fours, _mm512_set1_epi64(10000)), _mm512_srli_epi64(fours, 32));
}

/// The eight numbers of a record at once, each of at most twelve characters and six places, without
/// a sign: the last eight characters in one vector, those before them in another.
///
/// `fields` has where each lies. Returns a bit for each number that is read; values are 0 elsewhere.
__attribute__((target(JICAI_AVX512), always_inline)) static inline uint8_t decimals_avx512(
    const uint8_t *bytes, __m512i fields, __mmask8 wanted, __m512i places, int64_t *values,
    int8_t *decimals) {
  const __m512i zeros = _mm512_set1_epi8('0'), ones = _mm512_set1_epi64(-1);
  const __m512i ends = _mm512_srli_epi64(fields, 32);
  const __m512i counts = _mm512_sub_epi64(
      ends, _mm512_and_si512(fields, _mm512_set1_epi64(0xFFFFFFFF)));
  __mmask8 plain = _mm512_mask_cmple_epu64_mask(
      wanted, _mm512_sub_epi64(counts, _mm512_set1_epi64(1)), _mm512_set1_epi64(11));
  // Sixteen bytes that end where the field does are read.
  plain = _mm512_mask_cmpge_epu64_mask(plain, ends, _mm512_set1_epi64(16));
  plain = _mm512_mask_cmple_epu64_mask(plain, places, _mm512_set1_epi64(6));
  __m512i low = _mm512_mask_i64gather_epi64(
      zeros, plain, _mm512_sub_epi64(ends, _mm512_set1_epi64(8)), bytes, 1);
  __m512i high = _mm512_mask_i64gather_epi64(
      zeros, plain, _mm512_sub_epi64(ends, _mm512_set1_epi64(16)), bytes, 1);

  // What stands before the field becomes zeros. Shifts by 64 and more leave nothing.
  const __m512i bits = _mm512_slli_epi64(counts, 3);
  const __m512i in_low = _mm512_sllv_epi64(
      ones, _mm512_max_epi64(
                _mm512_sub_epi64(_mm512_set1_epi64(64), bits), _mm512_setzero_si512()));
  const __m512i in_high = _mm512_sllv_epi64(ones, _mm512_sub_epi64(_mm512_set1_epi64(128), bits));
  low = _mm512_ternarylogic_epi64(in_low, low, zeros, 0xCA);
  high = _mm512_ternarylogic_epi64(in_high, high, zeros, 0xCA);

  // What stands before the first point moves up to close the gap.
  const __m512i points = _mm512_movm_epi8(_mm512_cmpeq_epi8_mask(low, _mm512_set1_epi8('.')));
  const __mmask8 has_point = _mm512_test_epi64_mask(points, points);
  const __m512i before = _mm512_andnot_si512(points, _mm512_sub_epi64(points, _mm512_set1_epi64(1)));
  const __m512i behind = _mm512_andnot_si512(
      _mm512_or_si512(_mm512_slli_epi64(before, 8), _mm512_set1_epi64(0xFF)), ones);
  const __m512i moved = _mm512_or_si512(
      _mm512_slli_epi64(_mm512_and_si512(low, before), 8), _mm512_srli_epi64(high, 56));
  low = _mm512_mask_ternarylogic_epi64(low, has_point, behind, moved, 0xEA);
  high = _mm512_mask_or_epi64(
      high, has_point, _mm512_slli_epi64(high, 8), _mm512_set1_epi64('0'));
  const __m512i printed = _mm512_maskz_mov_epi64(
      has_point, _mm512_sad_epu8(
                     _mm512_and_si512(behind, _mm512_set1_epi8(1)), _mm512_setzero_si512()));

  low = _mm512_sub_epi8(low, zeros);
  high = _mm512_sub_epi8(high, zeros);
  const __m512i others = _mm512_movm_epi8(
      _mm512_cmpgt_epu8_mask(_mm512_max_epu8(low, high), _mm512_set1_epi8(9)));
  plain = _mm512_mask_testn_epi64_mask(plain, others, others);
  plain = _mm512_mask_cmple_epu64_mask(plain, printed, places);
  plain &= (__mmask8)~(has_point & _mm512_cmpeq_epi64_mask(counts, _mm512_set1_epi64(1)));

  const __m512i whole = _mm512_add_epi64(
      eight_digits_avx512(low),
      _mm512_mul_epu32(eight_digits_avx512(high), _mm512_set1_epi64(100000000)));
  const __m512i powers = _mm512_permutexvar_epi64(
      _mm512_sub_epi64(places, printed), _mm512_loadu_si512(powers_of_ten));
  _mm512_storeu_si512(values, _mm512_maskz_mullo_epi64(plain, whole, powers));
  _mm_storel_epi64((__m128i *)decimals, _mm512_cvtepi64_epi8(printed));
  return plain;
}

__attribute__((target(JICAI_AVX512))) static void read_decimals_avx512(
    const struct record_columns *records, const int32_t columns[8], const int32_t places[8],
    int64_t *values, int8_t *decimals, uint8_t *plain) {
  const __m256i numbers = _mm256_loadu_si256((const __m256i *)columns);
  const __mmask8 wanted = _mm256_cmpge_epi32_mask(numbers, _mm256_setzero_si256());
  const __m512i kept = _mm512_cvtepi32_epi64(_mm256_loadu_si256((const __m256i *)places));
  for (size_t record = 0; record < records->count; record++) {
    const struct plain_record place = records->records[record];
    // Fields that the record does not reach, or that were not found, are empty.
    const __mmask8 reached = _mm256_mask_cmpgt_epi32_mask(
        wanted, _mm256_set1_epi32(place.field_count), numbers);
    const __m512i fields = _mm512_mask_i32gather_epi64(
        _mm512_setzero_si512(), reached, numbers, records->fields + place.first_field, 8);
    const uint8_t read = decimals_avx512(
        records->bytes, fields, wanted, kept, values + 8 * record, decimals + 8 * record);
    const __mmask8 filled = _mm512_mask_cmpneq_epi64_mask(
        (__mmask8)~read, _mm512_srli_epi64(fields, 32),
        _mm512_and_si512(fields, _mm512_set1_epi64(0xFFFFFFFF)));
    plain[record] = read;
    if (filled != 0) {
      plain[record] |= decimals_one_by_one(
          records, record, filled, columns, places, values + 8 * record, decimals + 8 * record);
    }
  }
}
#endif

void read_decimals(
    const struct record_columns *records, const int32_t columns[8], const int32_t places[8],
    int64_t *values, int8_t *decimals, uint8_t *plain) {
#if defined(JICAI_HAS_AVX2)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl")) {
    read_decimals_avx512(records, columns, places, values, decimals, plain);
    return;
  }
#endif
  uint8_t wanted = 0;
  for (int i = 0; i < 8; i++) wanted |= (uint8_t)((columns[i] >= 0) << i);
  for (size_t record = 0; record < records->count; record++) {
    memset(values + 8 * record, 0, 8 * sizeof(int64_t));
    plain[record] = decimals_one_by_one(
        records, record, wanted, columns, places, values + 8 * record, decimals + 8 * record);
  }
}
