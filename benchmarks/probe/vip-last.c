/* vip-last - when the last of many addresses answers again.
 *
 *   vip-last -F NETNS:IFNAME [-a at_ms] [-i sweep_us] [-t max_ms] FIRST COUNT [WATCHED]
 *
 * Sends an echo request to each of WATCHED addresses (default 16, spread evenly over the COUNT consecutive ones from
 * FIRST, both ends included) once every sweep.  at_ms after the start it takes IFNAME inside /run/netns/NETNS down with
 * one ioctl and notes, for each address, the arrival of the first reply to a request sent after that ioctl returned.
 * Watching all of 1,000 addresses would take a CPU of its own and disturb what is measured.
 *
 * last_ms  = fault instant -> the last watched address answered (max_ms if one never did)
 * first_ms = the same for the first one
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 256

struct request {
  struct icmphdr header;
  uint64_t sent;
};
struct fault {
  volatile int64_t began, ended;
};

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void die(const char *what) {
  perror(what);
  exit(2);
}

static void sleep_until(int64_t t) {
  struct timespec ts = {t / 1000000000LL, t % 1000000000LL};
  while (clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &ts, NULL)) {
  }
}

static uint16_t checksum(const void *data, int bytes) {
  const uint16_t *words = data;
  uint32_t sum = 0;
  for (; bytes > 1; bytes -= 2) sum += *words++;
  sum = (sum >> 16) + (sum & 0xffff);
  sum += sum >> 16;
  return ~sum;
}

/* A child of its own takes the link down, so that the prober's loop is not held up by the kernel's lock. */
static pid_t fault_at(int64_t when, const char *where, struct fault *fault) {
  pid_t child = fork();
  if (child) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  char netns[64], port[32], path[128];
  if (sscanf(where, "%63[^:]:%31s", netns, port) != 2) exit(3);
  snprintf(path, sizeof path, "/run/netns/%s", netns);
  int fd = open(path, O_RDONLY);
  if (fd < 0 || setns(fd, CLONE_NEWNET)) die(path);
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct ifreq r = {0};
  snprintf(r.ifr_name, sizeof r.ifr_name, "%.15s", port);
  if (ioctl(s, SIOCGIFFLAGS, &r)) die(port);
  r.ifr_flags &= ~IFF_UP;
  sleep_until(when);
  fault->began = now();
  if (ioctl(s, SIOCSIFFLAGS, &r)) die("SIOCSIFFLAGS");
  fault->ended = now();
  _exit(0);
}

static void send_to(int s, uint32_t address, int index, uint16_t id) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr = {htonl(address)}};
  struct request q = {{.type = ICMP_ECHO}, (uint64_t)now()};
  q.header.un.echo.id = htons(id);
  q.header.un.echo.sequence = htons(index);
  q.header.checksum = checksum(&q, sizeof q);
  /* an unanswered neighbour question makes this fail now and then: a lost request, no error */
  (void)!sendto(s, &q, sizeof q, MSG_NOSIGNAL | MSG_DONTWAIT, (void *)&to, sizeof to);
}

/* Notes replies to requests that were sent after the fault; returns how many addresses answered for the first time. */
static int receive(int s, uint16_t id, const struct fault *fault, int64_t *answered, int watched) {
  int fresh = 0;
  for (;;) {
    char b[512];
    ssize_t n = recv(s, b, sizeof b, MSG_DONTWAIT);
    if (n < 0) return fresh;
    int64_t at = now();
    int ip = (b[0] & 15) * 4;
    if (n < ip + (ssize_t)sizeof(struct request)) continue;
    struct request r;
    memcpy(&r, b + ip, sizeof r);
    int index = ntohs(r.header.un.echo.sequence);
    if (r.header.un.echo.id != htons(id) || index >= watched || answered[index]) continue;
    if (!fault->ended || (int64_t)r.sent <= fault->ended) continue;
    answered[index] = at;
    fresh++;
  }
}

int main(int argc, char **argv) {
  const char *where = NULL;
  int at_ms = 100, sweep_us = 500, max_ms = 5000, o;
  while ((o = getopt(argc, argv, "F:a:i:t:")) != -1) {
    if (o == 'F') where = optarg;
    else if (o == 'a') at_ms = atoi(optarg);
    else if (o == 'i') sweep_us = atoi(optarg);
    else if (o == 't') max_ms = atoi(optarg);
    else return 2;
  }
  struct in_addr first;
  if (!where || argc - optind < 2 || !inet_aton(argv[optind], &first)) {
    fprintf(stderr, "usage: see the top of vip-last.c\n");
    return 2;
  }
  int count = atoi(argv[optind + 1]), watched = argc - optind > 2 ? atoi(argv[optind + 2]) : 16;
  if (watched > count) watched = count;
  if (watched > MOST) watched = MOST;
  int s = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
  if (s < 0) die("socket");
  struct {
    uint32_t data;
  } only_replies = {~(1u << ICMP_ECHOREPLY)};
  setsockopt(s, 255 /* SOL_RAW */, 1 /* ICMP_FILTER */, &only_replies, sizeof only_replies);
  struct fault *fault = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int64_t start = now() + 5000000, end = start + max_ms * 1000000LL, answered[MOST] = {0};
  pid_t child = fault_at(start + at_ms * 1000000LL, where, fault);
  struct sched_param high = {.sched_priority = 50};
  sched_setscheduler(0, SCHED_FIFO, &high);
  uint16_t id = getpid() & 0xffff;
  int left = watched;
  for (int64_t next = start; left > 0 && next < end; next += sweep_us * 1000LL) {
    sleep_until(next);
    for (int i = 0; i < watched; i++) {
      if (answered[i]) continue;
      int64_t step = watched > 1 ? (int64_t)i * (count - 1) / (watched - 1) : 0;
      send_to(s, ntohl(first.s_addr) + (uint32_t)step, i, id);
    }
    struct pollfd p = {s, POLLIN, 0};
    if (poll(&p, 1, 0) > 0) left -= receive(s, id, fault, answered, watched);
    int64_t t = now();
    if (t > next + 2 * sweep_us * 1000LL) next = t - sweep_us * 1000LL; /* late: skip sweeps, do not burst */
  }
  waitpid(child, NULL, 0);
  int64_t last = 0, earliest = INT64_MAX;
  for (int i = 0; i < watched; i++) {
    int64_t t = answered[i] ? answered[i] : end;
    if (t > last) last = t;
    if (t < earliest) earliest = t;
  }
  printf("watched=%d unanswered=%d last_ms=%.3f first_ms=%.3f fault_cmd_ms=%.3f recovered=%s\n", watched, left,
         (last - fault->began) / 1e6, (earliest - fault->began) / 1e6, (fault->ended - fault->began) / 1e6,
         left ? "no" : "yes");
  return 0;
}
