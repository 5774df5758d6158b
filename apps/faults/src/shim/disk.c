/*
 * A disk that misbehaves, preloaded into the server (LD_PRELOAD). Only files under FAULT_ROOT are touched.
 *
 * Power cut: every fsync or fdatasync copies what was written to the file since the last one into FAULT_SHADOW; a file's
 * removal or renaming reaches the shadow when the folder is synced. So the shadow is what a disk that loses everything
 * unsynced would hold. Faults are switched, and counted, through FAULT_CONTROL: 64 numbers of 64 bits, see shim.ts.
 *
 * While SQLite moves its log into the file, the power can be cut (the process kills itself) at a chosen point of CUT_AT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { SLOW_MIN_US, SLOW_MAX_US, FAIL_SYNCS, NO_SPACE, WRITE_DELAY_US, CLOCK_OFFSET_MS, CUT_AT };
enum { SYNCS = 16, SLOWED, FAILED, REFUSED, DELAYED, SHADOWED, SHIFTED, MOVED, CUTS };
/* In the order in which they are passed: what each names was not done yet, or half of it. CUTS counts each, from this slot on. */
enum { NEVER, LOG_SYNC, PAGES, FILE_SYNC, RESTART, FIRST_FRAMES };
static volatile int64_t quiet[64];
static volatile int64_t *control = quiet;
#define COUNT(slot, by) __atomic_add_fetch(&control[slot], (by), __ATOMIC_RELAXED)

typedef struct { off_t from, to; } range;
typedef struct file {
  char name[256];
  int shadow;  /* -1: not open yet */
  int fresh;   /* made anew: what the shadow held under this name is not of this file */
  int count;
  int written; /* times since the last sync */
  int anew;    /* a log that is begun anew: 1 when its header was written, 2 when that was synced */
  range ranges[512];
  struct file *next;
} file;

#define FDS 65536
static file *files, *by_fd[FDS];
static char folder_fd[FDS];
static char root[4096], shadow_root[4096];
static size_t root_length;
static struct { char name[256], to[256]; } leaving[64];
static int leaving_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULT_CONTROL"), *of = getenv("FAULT_ROOT"), *to = getenv("FAULT_SHADOW");
  if (of != NULL) { snprintf(root, sizeof root, "%s/", of); root_length = strlen(root); }
  if (to != NULL) snprintf(shadow_root, sizeof shadow_root, "%s", to);
  if (path == NULL) return;
  int fd = NEXT(open)(path, O_RDWR);
  if (fd < 0) return;
  void *at = mmap(NULL, sizeof quiet, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (at != MAP_FAILED) control = at;
  NEXT(close)(fd);
}

static void reached(int point) {
  if (control[CUT_AT] != point) return;
  COUNT(CUTS + point, 1);
  kill(getpid(), SIGKILL);
}

static int is_log(const file *f) {
  size_t length = strlen(f->name);
  return length > 4 && strcmp(f->name + length - 4, "-wal") == 0;
}
/* In WAL mode nobody writes to the database itself but who moves the log into it. */
static int is_database(const file *f) {
  size_t length = strlen(f->name);
  return length > 3 && strcmp(f->name + length - 3, ".db") == 0;
}

static void before_sync(const file *f) {
  if (is_database(f) && f->written > 0) reached(FILE_SYNC);
  if (!is_log(f)) return;
  /* A commit has written before it syncs; who moves the log makes sure of what others wrote. */
  if (f->written == 0) reached(LOG_SYNC);
  if (f->anew > 0) reached(f->anew == 1 ? RESTART : FIRST_FRAMES);
}
static void after_sync(file *f) {
  if (is_database(f) && f->written > 0) COUNT(MOVED, 1);
  f->anew = f->anew == 1 ? 2 : 0;
  f->written = 0;
}
static void after_write(file *f, off_t from) {
  f->written++;
  if (is_log(f) && from == 0) f->anew = 1;
  if (is_database(f) && f->written == 5) reached(PAGES);
}

/* The name under the root with / as %, or NULL. The root itself is "". */
static const char *name_of(const char *path, char *name) {
  if (root_length == 0 || path == NULL) return NULL;
  if (strncmp(path, root, root_length - 1) != 0) return NULL;
  if (path[root_length - 1] == 0) { name[0] = 0; return name; }
  if (path[root_length - 1] != '/' || strlen(path + root_length) > 250) return NULL;
  strcpy(name, path + root_length);
  for (char *c = name; *c; c++) if (*c == '/') *c = '%';
  return name;
}

static file *file_named(const char *name) {
  for (file *f = files; f != NULL; f = f->next) if (strcmp(f->name, name) == 0) return f;
  file *f = calloc(1, sizeof *f);
  snprintf(f->name, sizeof f->name, "%s", name);
  f->shadow = -1;
  f->next = files;
  return files = f;
}

static void opened(int fd, const char *path, int existed) {
  char name[256];
  if (fd < 0 || fd >= FDS || name_of(path, name) == NULL) return;
  pthread_mutex_lock(&lock);
  by_fd[fd] = NULL;
  struct stat s;
  folder_fd[fd] = fstat(fd, &s) == 0 && S_ISDIR(s.st_mode);
  if (!folder_fd[fd]) {
    by_fd[fd] = file_named(name);
    if (!existed) {
      by_fd[fd]->fresh = 1;
      by_fd[fd]->count = 0;
      for (int i = 0; i < leaving_count; i++) if (strcmp(leaving[i].name, name) == 0) leaving[i].name[0] = 0;
    }
  }
  pthread_mutex_unlock(&lock);
}

static void wrote(int fd, off_t from, ssize_t size) {
  if (size <= 0 || fd < 0 || fd >= FDS || by_fd[fd] == NULL) return;
  pthread_mutex_lock(&lock);
  file *f = by_fd[fd];
  if (f != NULL) {
    off_t to = from + size;
    range *last = f->count > 0 ? &f->ranges[f->count - 1] : NULL;
    after_write(f, from);
    if (last != NULL && last->to == from) last->to = to;
    else if (last != NULL && f->count == 512) {
      if (from < last->from) last->from = from;
      if (to > last->to) last->to = to;
    } else f->ranges[f->count++] = (range){from, to};
  }
  pthread_mutex_unlock(&lock);
}

static void keep(int fd) {
  file *f = by_fd[fd];
  char path[4400], part[65536];
  struct stat s;
  if (shadow_root[0] == 0 || fstat(fd, &s) != 0) return;
  if (f->fresh && f->shadow >= 0) { NEXT(close)(f->shadow); f->shadow = -1; }
  if (f->shadow < 0) {
    snprintf(path, sizeof path, "%s/%s", shadow_root, f->name);
    f->shadow = NEXT(open)(path, O_RDWR | O_CREAT | (f->fresh ? O_TRUNC : 0), 0600);
    f->fresh = 0;
  }
  /* Never open the file a second time for reading: closing that would drop SQLite's locks. */
  int from = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY ? -1 : fd;
  if (from < 0) {
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    from = NEXT(open)(path, O_RDONLY);
  }
  for (int i = 0; i < f->count; i++)
    for (off_t at = f->ranges[i].from; at < f->ranges[i].to;) {
      size_t want = f->ranges[i].to - at < (off_t)sizeof part ? (size_t)(f->ranges[i].to - at) : sizeof part;
      ssize_t got = NEXT(pread)(from, part, want, at);
      if (got <= 0) break;
      NEXT(pwrite)(f->shadow, part, got, at);
      COUNT(SHADOWED, got);
      at += got;
    }
  if (NEXT(ftruncate)(f->shadow, s.st_size) != 0) abort();
  if (from != fd) NEXT(close)(from);
  f->count = 0;
}

static void folder_synced(void) {
  char path[4400], to[4400];
  for (int i = 0; i < leaving_count; i++) {
    if (leaving[i].name[0] == 0) continue;
    snprintf(path, sizeof path, "%s/%s", shadow_root, leaving[i].name);
    snprintf(to, sizeof to, "%s/%s", shadow_root, leaving[i].to);
    if (leaving[i].to[0] != 0) NEXT(rename)(path, to);
    else NEXT(unlink)(path);
  }
  leaving_count = 0;
}

static int sync_file(int fd, int (*real)(int)) {
  if (fd < 0 || fd >= FDS || (by_fd[fd] == NULL && !folder_fd[fd])) return real(fd);
  COUNT(SYNCS, 1);
  int64_t most = control[SLOW_MAX_US], least = control[SLOW_MIN_US];
  if (most > 0) {
    usleep(least + (most > least ? random() % (most - least) : 0));
    COUNT(SLOWED, 1);
  }
  if (control[FAIL_SYNCS] > 0) {
    COUNT(FAIL_SYNCS, -1);
    COUNT(FAILED, 1);
    errno = EIO;
    return -1;
  }
  if (by_fd[fd] != NULL) before_sync(by_fd[fd]);
  int answer = real(fd);
  pthread_mutex_lock(&lock);
  if (folder_fd[fd]) folder_synced();
  else if (by_fd[fd] != NULL) {
    keep(fd);
    after_sync(by_fd[fd]);
  }
  pthread_mutex_unlock(&lock);
  return answer;
}
int fsync(int fd) { return sync_file(fd, NEXT(fsync)); }
int fdatasync(int fd) { return sync_file(fd, NEXT(fdatasync)); }

#define OPENER(name)                                                       \
  int name(const char *path, int flags, ...) {                             \
    va_list more;                                                          \
    va_start(more, flags);                                                 \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more);                                                          \
    struct stat s;                                                         \
    int existed = stat(path, &s) == 0;                                     \
    int fd = NEXT(name)(path, flags, mode);                                \
    opened(fd, path, existed && (flags & O_TRUNC) == 0);                   \
    return fd;                                                             \
  }
OPENER(open)
OPENER(open64)

int close(int fd) {
  if (fd >= 0 && fd < FDS) { by_fd[fd] = NULL; folder_fd[fd] = 0; }
  return NEXT(close)(fd);
}

/* 1: the disk is full and this write needs more of it. */
static int refused(int fd, off_t to) {
  struct stat s;
  if (control[NO_SPACE] == 0 || fd < 0 || fd >= FDS || by_fd[fd] == NULL) return 0;
  if (fstat(fd, &s) == 0 && to <= s.st_size) return 0;
  COUNT(REFUSED, 1);
  errno = ENOSPC;
  return 1;
}
static void delay(int fd) {
  if (control[WRITE_DELAY_US] == 0 || fd < 0 || fd >= FDS || by_fd[fd] == NULL) return;
  COUNT(DELAYED, 1);
  usleep(control[WRITE_DELAY_US]);
}

#define WRITER(name, offset_type)                                                   \
  ssize_t name(int fd, const void *data, size_t size, offset_type at) {             \
    delay(fd);                                                                      \
    if (refused(fd, at + size)) return -1;                                          \
    ssize_t done = NEXT(name)(fd, data, size, at);                                  \
    wrote(fd, at, done);                                                            \
    return done;                                                                    \
  }
WRITER(pwrite, off_t)
WRITER(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
  if (fd < 0 || fd >= FDS || by_fd[fd] == NULL) return NEXT(write)(fd, data, size);
  struct stat s;
  off_t at = fcntl(fd, F_GETFL) & O_APPEND ? (fstat(fd, &s) == 0 ? s.st_size : 0) : lseek(fd, 0, SEEK_CUR);
  delay(fd);
  if (refused(fd, at + size)) return -1;
  ssize_t done = NEXT(write)(fd, data, size);
  wrote(fd, at, done);
  return done;
}

#define TRUNCATER(name, offset_type)                                       \
  int name(int fd, offset_type size) {                                     \
    if (refused(fd, size)) return -1;                                      \
    return NEXT(name)(fd, size);                                           \
  }
TRUNCATER(ftruncate, off_t)
TRUNCATER(ftruncate64, off64_t)

static void gone(const char *path, const char *to) {
  char name[256], target[256];
  if (name_of(path, name) == NULL) return;
  pthread_mutex_lock(&lock);
  for (file *f = files; f != NULL; f = f->next)
    if (strcmp(f->name, name) == 0 || (to != NULL && name_of(to, target) != NULL && strcmp(f->name, target) == 0)) {
      if (f->shadow >= 0) NEXT(close)(f->shadow);
      f->shadow = -1;
    }
  if (leaving_count < 64) {
    strcpy(leaving[leaving_count].name, name);
    leaving[leaving_count].to[0] = 0;
    if (to != NULL && name_of(to, target) != NULL) strcpy(leaving[leaving_count].to, target);
    leaving_count++;
  }
  pthread_mutex_unlock(&lock);
}
int unlink(const char *path) {
  int answer = NEXT(unlink)(path);
  if (answer == 0) gone(path, NULL);
  return answer;
}
int rename(const char *path, const char *to) {
  int answer = NEXT(rename)(path, to);
  if (answer == 0) gone(path, to);
  return answer;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (real == NULL) real = dlsym(RTLD_NEXT, "clock_gettime");
  int answer = real(clock, at);
  if (clock != CLOCK_REALTIME || control[CLOCK_OFFSET_MS] == 0) return answer;
  at->tv_sec += control[CLOCK_OFFSET_MS] / 1000;
  COUNT(SHIFTED, 1);
  return answer;
}
int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  static int (*real)(struct timeval *restrict, void *restrict);
  if (real == NULL) real = dlsym(RTLD_NEXT, "gettimeofday");
  int answer = real(at, zone);
  if (control[CLOCK_OFFSET_MS] == 0) return answer;
  at->tv_sec += control[CLOCK_OFFSET_MS] / 1000;
  COUNT(SHIFTED, 1);
  return answer;
}
