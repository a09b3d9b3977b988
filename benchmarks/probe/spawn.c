/* spawn SCRIPT COUNT: the least that running a script can cost. posix_spawn(3) with output to a file, then waitpid.
   Writes one line: "=c" and the milliseconds of each. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

int main(int words, char **word) {
  if (words != 3) return 2;
  int count = atoi(word[2]);
  printf("=c");
  for (int i = 0; i < count; i++) {
    char *arguments[] = {word[1], NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;
    double began = now();
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/tmp/rk-bench-spawn.out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    if (posix_spawn(&pid, word[1], &actions, NULL, arguments, environ) != 0) return 1;
    waitpid(pid, &status, 0);
    posix_spawn_file_actions_destroy(&actions);
    if (status != 0) return 1;
    printf(" %f", now() - began);
  }
  printf("\n");
  remove("/tmp/rk-bench-spawn.out");
  return 0;
}
