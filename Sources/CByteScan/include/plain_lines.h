// Splits plainly formed lines into fields; see PlainLines in DelimitedText.

#ifndef JICAI_PLAIN_LINES_H
#define JICAI_PLAIN_LINES_H

#include <stddef.h>
#include <stdint.h>

/// Where a field lies, as `RecordBatch.Field` has it.
struct plain_field {
  uint32_t start, end;
};

/// One record, as `RecordBatch.Record` has it.
struct plain_record {
  int32_t first_field, field_count, line, line_count;
};

/// Where records go, and how far the splitting has come. Fields stay where they lie in the text.
struct plain_sink {
  struct plain_field *fields;
  struct plain_record *records;
  size_t field_room, record_room;
  size_t field_count, record_count;
  /// Where the first line that is not split begins, and its physical line.
  size_t position;
  int32_t line;
};

/// Splits the lines of `base[position ..< end]` up to the first that is not plainly formed, or is
/// empty.
///
/// Returns whether there was room for all of them.
int split_plain_lines(
    const uint8_t *base, size_t end, uint8_t delimiter, uint8_t newline, size_t record_limit,
    struct plain_sink *sink);

#endif
