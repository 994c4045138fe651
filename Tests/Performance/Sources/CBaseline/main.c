// The first bound of the benchmark: the least that any program reading purchase files through
// libcsv has to do. Two threads each parse half of the bytes and count fields and records; no
// field is looked at, kept or converted.
//
//   CBaseline FILE...
//
// Several files are dealt out whole, largest first, to the thread with fewer bytes. A single file
// is cut at the first newline past its middle; should that newline stand inside quotes, the counts
// of the second half are off, while the work stays the same.

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { worker_count = 2, buffer_size = 1 << 20 };

// A stretch of a file; `end` is exclusive.
struct part {
  const char *path;
  off_t start, end;
};

struct counts {
  unsigned long long bytes, fields, rows;
};

struct worker {
  pthread_t thread;
  struct part *parts;
  size_t part_count;
  unsigned long long assigned;
  struct counts counts;
};

static void fail(const char *path, const char *what) {
  fprintf(stderr, "CBaseline: %s: %s\n", path, what);
  exit(1);
}

static void *allocate(size_t size) {
  void *memory = malloc(size);
  if (memory == NULL) fail("memory", "exhausted");
  return memory;
}

static void on_field(void *field, size_t length, void *context) {
  (void)field;
  (void)length;
  ((struct counts *)context)->fields += 1;
}

static void on_row(int terminator, void *context) {
  (void)terminator;
  ((struct counts *)context)->rows += 1;
}

// Parses one stretch through `buffer`.
static void parse(const struct part *part, char *buffer, struct counts *counts) {
  int file = open(part->path, O_RDONLY);
  if (file < 0) fail(part->path, strerror(errno));
  if (part->start > 0 && lseek(file, part->start, SEEK_SET) < 0) fail(part->path, strerror(errno));

  struct csv_parser parser;
  if (csv_init(&parser, 0) != 0) fail(part->path, "cannot start libcsv");
  off_t left = part->end - part->start;
  while (left > 0) {
    ssize_t count = read(file, buffer, left < buffer_size ? (size_t)left : buffer_size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(part->path, strerror(errno));
    if (count == 0) break;
    if (csv_parse(&parser, buffer, (size_t)count, on_field, on_row, counts) != (size_t)count) {
      fail(part->path, csv_strerror(csv_error(&parser)));
    }
    counts->bytes += (unsigned long long)count;
    left -= count;
  }
  csv_fini(&parser, on_field, on_row, counts);
  csv_free(&parser);
  close(file);
}

static void *run(void *argument) {
  struct worker *worker = argument;
  char *buffer = allocate(buffer_size);
  // On this thread's own stack: counters of two threads in one cache line would slow both.
  struct counts counts = {0, 0, 0};
  for (size_t i = 0; i < worker->part_count; i++) parse(&worker->parts[i], buffer, &counts);
  worker->counts = counts;
  free(buffer);
  return NULL;
}

// The offset after the first newline at or past the middle, or the size when there is none.
static off_t middle(const char *path, off_t size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail(path, strerror(errno));
  off_t offset = size / 2;
  if (fseeko(file, offset, SEEK_SET) != 0) fail(path, strerror(errno));
  int byte;
  while ((byte = getc(file)) != EOF) {
    offset += 1;
    if (byte == '\n') break;
  }
  fclose(file);
  return offset;
}

static int larger_first(const void *left, const void *right) {
  off_t a = ((const struct part *)left)->end, b = ((const struct part *)right)->end;
  return a == b ? 0 : a < b ? 1 : -1;
}

static void assign(struct worker *worker, struct part part) {
  worker->parts[worker->part_count++] = part;
  worker->assigned += (unsigned long long)(part.end - part.start);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: CBaseline FILE...\n");
    return 64;
  }
  double start = now();
  size_t count = (size_t)argc - 1;
  struct part *files = allocate(count * sizeof *files);
  for (size_t i = 0; i < count; i++) {
    struct stat status;
    if (stat(argv[i + 1], &status) != 0) fail(argv[i + 1], strerror(errno));
    files[i] = (struct part){argv[i + 1], 0, status.st_size};
  }

  struct worker workers[worker_count];
  memset(workers, 0, sizeof workers);
  for (int i = 0; i < worker_count; i++) {
    workers[i].parts = allocate((count + 1) * sizeof *workers[i].parts);
  }
  if (count == 1) {
    off_t cut = middle(files[0].path, files[0].end);
    assign(&workers[0], (struct part){files[0].path, 0, cut});
    assign(&workers[1], (struct part){files[0].path, cut, files[0].end});
  } else {
    qsort(files, count, sizeof *files, larger_first);
    for (size_t i = 0; i < count; i++) {
      assign(&workers[workers[1].assigned < workers[0].assigned], files[i]);
    }
  }

  for (int i = 0; i < worker_count; i++) {
    if (pthread_create(&workers[i].thread, NULL, run, &workers[i]) != 0) {
      fail("thread", "cannot start");
    }
  }
  struct counts all = {0, 0, 0};
  for (int i = 0; i < worker_count; i++) {
    pthread_join(workers[i].thread, NULL);
    all.bytes += workers[i].counts.bytes;
    all.rows += workers[i].counts.rows;
    all.fields += workers[i].counts.fields;
    free(workers[i].parts);
  }
  free(files);

  double seconds = now() - start;
  printf(
    "bytes %llu\nrows %llu\nfields %llu\nseconds %.6f\nMB/s %.1f\n", all.bytes, all.rows,
    all.fields, seconds, (double)all.bytes / seconds * 1e-6);
  return 0;
}
