// Splits plainly formed lines into fields; see PlainLines in DelimitedText.

#ifndef JICAI_PLAIN_LINES_H
#define JICAI_PLAIN_LINES_H

#include "byte_scan.h"

/// Where a field lies, as `RecordBatch.Field` has it.
struct plain_field {
  uint32_t start, end;
};

/// One record, as `RecordBatch.Record` has it.
struct plain_record {
  int32_t first_field, field_count, line, line_count;
};

/// Where records go, and how far the splitting has come.
struct plain_sink {
  uint8_t *bytes;
  struct plain_field *fields;
  struct plain_record *records;
  size_t byte_room, field_room, record_room;
  size_t byte_count, field_count, record_count;
  /// Where the first line that is not split begins, and its physical line.
  size_t position;
  int32_t line;
};

static inline int is_blank_byte(uint8_t byte, uint8_t delimiter) {
  return (byte == ' ' || byte == '\t') && byte != delimiter;
}

/// Splits the lines of `base[position ..< end]` up to the first that is not plainly formed.
///
/// Returns whether there was room for all of them.
static inline int split_plain_lines(
    const uint8_t *base, size_t end, uint8_t delimiter, uint8_t newline, size_t record_limit,
    struct plain_sink *sink) {
  size_t line_start = sink->position, field_start = line_start, block = line_start;
  size_t closing = 0;
  int is_quoted = 0, is_closed = 0, has_room = 1;
  size_t field_count = sink->field_count;
  struct plain_field *const fields = sink->fields;
  // A field's place in `bytes` is its place in the line plus this.
  size_t first_field = field_count;
  while (block < end) {
    uint64_t mask;
    if (block + 64 <= end) {
      mask = structural_mask(base + block, delimiter);
    } else {
      uint8_t rest[64] = {0};
      memcpy(rest, base + block, end - block);
      mask = structural_mask(rest, delimiter) & (((uint64_t)1 << (end - block)) - 1);
    }
    while (mask != 0) {
      const size_t place = block + (size_t)__builtin_ctzll(mask);
      mask &= mask - 1;
      const uint8_t byte = base[place];
      if (is_quoted) {
        if (byte == '"') {
          is_quoted = 0;
          is_closed = 1;
          closing = place;
        } else if (byte == newline || byte == '\r' || byte == '\n') {
          goto stop;
        }
        continue;
      }
      if (byte == '"') {
        if (place != field_start || is_closed) goto stop;
        is_quoted = 1;
        continue;
      }
      size_t start = field_start, behind = place;
      if (is_closed) {
        if (closing != place - 1 || start >= closing) goto stop;
        start++;
        behind = closing;
        is_closed = 0;
      } else if (
          start < behind && (is_blank_byte(base[start], delimiter) ||
                             is_blank_byte(base[behind - 1], delimiter))) {
        goto stop;
      }
      if (field_count >= sink->field_room) {
        has_room = 0;
        goto stop;
      }
      fields[field_count].start = (uint32_t)(sink->byte_count + start - line_start);
      fields[field_count].end = (uint32_t)(sink->byte_count + behind - line_start);
      field_count++;
      if (byte == delimiter) {
        field_start = place + 1;
        continue;
      }
      size_t next = place + 1;
      if (byte != newline) {
        if (byte != '\r' || next >= end || base[next] != newline) goto stop;
        next++;
        // The line feed's own bit: the next in this block, or the first of the next block.
        if (next - 1 < block + 64) mask &= mask - 1;
      }
      const size_t length = place - line_start;
      if (length == 0) {
        field_count = first_field;
      } else {
        if (length > record_limit) goto stop;
        if (sink->record_count >= sink->record_room ||
            sink->byte_count + length > sink->byte_room) {
          has_room = 0;
          goto stop;
        }
        memcpy(sink->bytes + sink->byte_count, base + line_start, length);
        sink->byte_count += length;
        struct plain_record *const record = sink->records + sink->record_count++;
        record->first_field = (int32_t)first_field;
        record->field_count = (int32_t)(field_count - first_field);
        record->line = sink->line;
        record->line_count = 1;
      }
      sink->line++;
      line_start = field_start = next;
      first_field = field_count;
    }
    block += 64;
    // The line feed was the first byte of the next block: begin a block behind it.
    if (line_start > block) block = line_start;
  }
stop:
  sink->position = line_start;
  sink->field_count = first_field;
  return has_room;
}

#endif
