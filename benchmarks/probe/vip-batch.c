/* vip-batch - what an administrator's best script could do: iproute2 moves many addresses in one batch.
 *
 *   vip-batch IF0 IF1 FIRST/PLEN COUNT
 *
 * Brings COUNT consecutive addresses from FIRST on up on IF0. When the interface that holds them loses its carrier and the
 * other one has it, runs one `ip -batch -`, whose lines were written beforehand: deletes all of them (newest first, or the
 * kernel takes quadratic time) and adds them on the other interface. Then it sends a gratuitous ARP request for each, since
 * `ip` sends none. So the waiting and the announcing are C, as in vipnl.c, and only the moving is `ip`. Until killed.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifndef IFF_LOWER_UP
#define IFF_LOWER_UP 0x10000
#endif

extern char **environ;

static void die(const char *what) {
  perror(what);
  exit(2);
}

static int has_carrier(const char *name) {
  char path[64], value = '0';
  snprintf(path, sizeof path, "/sys/class/net/%s/carrier", name);
  int fd = open(path, O_RDONLY);
  if (fd < 0) return 0;
  if (read(fd, &value, 1) != 1) value = '0';
  close(fd);
  return value == '1';
}

static void line(FILE *out, const char *verb, uint32_t address, int prefix, const char *name) {
  struct in_addr a = {htonl(address)};
  fprintf(out, "address %s %s/%d dev %s\n", verb, inet_ntoa(a), prefix, name);
}

/* The lines of one batch, in memory: nothing is left behind. An empty FROM: only adds. */
static int batch(const char *from, const char *to, uint32_t first, int prefix, int count) {
  int fd = memfd_create("batch", 0);
  FILE *out = fd < 0 ? NULL : fdopen(dup(fd), "w");
  if (!out) die("memfd");
  for (int i = count - 1; *from && i >= 0; i--) line(out, "delete", first + i, prefix, from);
  for (int i = 0; i < count; i++) line(out, "add", first + i, prefix, to);
  fclose(out);
  return fd;
}

static void run(int lines) {
  char *arguments[] = {"ip", "-batch", "-", NULL};
  posix_spawn_file_actions_t actions;
  pid_t pid;
  int status = 1;
  lseek(lines, 0, SEEK_SET);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, lines, 0);
  if (posix_spawnp(&pid, "ip", &actions, NULL, arguments, environ) || waitpid(pid, &status, 0) != pid || status) {
    fprintf(stderr, "ip -batch ended with %d\n", status);
    exit(1);
  }
  posix_spawn_file_actions_destroy(&actions);
}

static void announce(const char *name, uint32_t first, int count) {
  int fd = socket(AF_PACKET, SOCK_DGRAM, 0);
  struct ifreq r = {0};
  snprintf(r.ifr_name, sizeof r.ifr_name, "%.15s", name);
  if (fd < 0 || ioctl(fd, SIOCGIFHWADDR, &r)) die(name);
  struct sockaddr_ll to = {AF_PACKET, htons(ETH_P_ARP), if_nametoindex(name), 0, 0, 6, {255, 255, 255, 255, 255, 255}};
  uint8_t p[28] = {0, 1, 8, 0, 6, 4, 0, 1};
  memcpy(p + 8, r.ifr_hwaddr.sa_data, 6);
  memset(p + 18, 255, 6);
  for (int i = 0; i < count; i++) {
    uint32_t a = htonl(first + i);
    memcpy(p + 14, &a, 4);
    memcpy(p + 24, &a, 4);
    if (sendto(fd, p, sizeof p, 0, (void *)&to, sizeof to) < 0) die("announcement");
  }
  close(fd);
}

/* Whether one of the kernel's messages says that the interface carries nothing. */
static int lost(int events, int index) {
  static char b[65536];
  ssize_t n = recv(events, b, sizeof b, 0);
  int gone = 0, left = n < 0 ? 0 : n;
  for (struct nlmsghdr *h = (void *)b; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
    struct ifinfomsg *i = NLMSG_DATA(h);
    if (h->nlmsg_type == RTM_NEWLINK && i->ifi_index == index)
      gone = (i->ifi_flags & (IFF_UP | IFF_LOWER_UP)) != (IFF_UP | IFF_LOWER_UP);
  }
  return gone;
}

int main(int words, char **word) {
  char *slash = words == 5 ? strchr(word[3], '/') : NULL;
  struct in_addr a;
  if (slash) *slash = 0;
  if (!slash || !inet_aton(word[3], &a)) {
    fprintf(stderr, "usage: see the top of vip-batch.c\n");
    return 2;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  uint32_t first = ntohl(a.s_addr);
  int prefix = atoi(slash + 1), count = atoi(word[4]), on = 0;
  char **name = word + 1;
  int move[2] = {batch(name[1], name[0], first, prefix, count), batch(name[0], name[1], first, prefix, count)};
  int events = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), room = 4 << 20;
  struct sockaddr_nl links = {.nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK};
  setsockopt(events, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  if (bind(events, (void *)&links, sizeof links)) die("bind");
  run(batch("", name[0], first, prefix, count));
  announce(name[0], first, count);
  fprintf(stderr, "up on %s\n", name[0]);
  for (;;) {
    if (!lost(events, if_nametoindex(name[on])) || !has_carrier(name[!on])) continue;
    on = !on;
    run(move[on]);
    announce(name[on], first, count);
    fprintf(stderr, "moved to %s\n", name[on]);
  }
}
