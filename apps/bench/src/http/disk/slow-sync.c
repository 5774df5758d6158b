/*
 * A disk whose flush takes a while, preloaded into a program (LD_PRELOAD): fsync and fdatasync do what they do, then wait.
 * SLOW_SYNC_CONTROL names a file of three numbers of 64 bits, see slow-disk.ts: how long to wait (µs), how often it was
 * waited or would have been, and how long all of them took (ns).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_US, SYNCS, TOOK_NS, SLOTS };
static volatile int64_t none[SLOTS];
static volatile int64_t *control = none;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("SLOW_SYNC_CONTROL");
  int fd = path == NULL ? -1 : open(path, O_RDWR);
  if (fd < 0) return;
  void *at = mmap(NULL, sizeof none, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (at != MAP_FAILED) control = at;
  close(fd);
}

static int64_t now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static int slow(int fd, int (*real)(int)) {
  int64_t began = now();
  int answer = real(fd);
  int64_t wait = control[WAIT_US];
  if (wait > 0) {
    struct timespec rest = {wait / 1000000, (wait % 1000000) * 1000};
    while (nanosleep(&rest, &rest) != 0) {}
  }
  __atomic_add_fetch(&control[SYNCS], 1, __ATOMIC_RELAXED);
  __atomic_add_fetch(&control[TOOK_NS], now() - began, __ATOMIC_RELAXED);
  return answer;
}
int fsync(int fd) { return slow(fd, dlsym(RTLD_NEXT, "fsync")); }
int fdatasync(int fd) { return slow(fd, dlsym(RTLD_NEXT, "fdatasync")); }
