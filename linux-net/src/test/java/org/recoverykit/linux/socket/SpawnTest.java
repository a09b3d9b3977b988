package org.recoverykit.linux.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways of starting a child do the same. */
class SpawnTest {
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int ENOTDIR = 20;
    private static final int ELOOP = 40;

    @TempDir
    private Path directory;

    /** How it is started. */
    enum Way {
        CODE,
        LIBRARY;

        Spawn.Result start(ChildSpec child) {
            if (this == LIBRARY) {
                return LibrarySpawn.start(child);
            }
            assumeTrue(ChildCode.here().isPresent(), "instructions of our own are for x86-64 only");
            return CodeSpawn.start(child)
                    .orElseThrow(() -> new AssertionError("the kernel, or a filter, refused what every child needs"));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theChildHoldsNoSignalBackAndIgnoresNone(Way way) throws IOException {
        assertThat(said(way, "grep -E 'SigBlk|SigIgn' /proc/self/status"))
                .containsExactly("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theChildHasASessionAndThreeDescriptorsOnly(Way way) throws IOException {
        List<String> lines = said(
                way, "cut -d' ' -f1,5,6 /proc/$$/stat; readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2; echo $$");

        String pid = lines.get(lines.size() - 1);
        String out = directory.toRealPath().resolve("out").toString();
        assertThat(lines).containsExactly(pid + " " + pid + " " + pid, "/dev/null", out, out, pid);
        // ls itself opens one
        assertThat(said(way, "ls /proc/self/fd")).containsExactly("0", "1", "2", "3");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theThreadThatStartsAChildHoldsBackWhatItDidBefore(Way way) throws IOException {
        List<String> before = held();
        said(way, "exit 0");
        assertThat(held()).isEqualTo(before);
    }

    private static List<String> held() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("SigBlk"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatIsMissingOrForbiddenIsSaidByItsNumber(Way way) throws IOException {
        Path output = Files.createFile(directory.resolve("out"));
        Path plain = Files.createFile(directory.resolve("plain"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), output);

        assertThat(errno(way, "/no/such", "/", output)).isEqualTo(ENOENT);
        assertThat(errno(way, plain.toString(), "/", output)).isEqualTo(EACCES);
        assertThat(errno(way, "/bin/true", plain.toString(), output)).isEqualTo(ENOTDIR);
        assertThat(errno(way, "/bin/true", "/", link)).isEqualTo(ELOOP);
        assertThat(said(way, "echo and it still works")).containsExactly("and it still works");
    }

    private static int errno(Way way, String program, String place, Path output) {
        Spawn.Result result =
                way.start(new ChildSpec(List.of(program), List.of(), place, output.toString(), Optional.empty()));
        assertThat(result).isInstanceOf(Spawn.Result.Refused.class);
        return ((Spawn.Result.Refused) result).errno();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whoeverAsksForAGroupThatIsNoneGetsNoChild(Way way) throws IOException {
        Path output = Files.createFile(directory.resolve("out"));
        try (Descriptor group = Descriptor.openFile(directory.toString())) {
            Spawn.Result result = way.start(new ChildSpec(
                    List.of("/bin/sh", "-c", "echo outside"), List.of(), "/", output.toString(), Optional.of(group)));
            assertThat(result).isInstanceOf(Spawn.Result.Refused.class);
        }
        assertThat(output).isEmptyFile();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aShortChildAfterALongOneHasNothingOfIt(Way way) throws IOException {
        Path output = Files.createFile(directory.resolve("out"));
        for (int length : new int[] {60_000, 5_000, 3}) {
            String text = "\u00e9".repeat(length);
            List<String> command = List.of("/bin/sh", "-c", "printf %s \"$1\"; printf '|%s' \"$A\"", "sh", text);
            end(way.start(new ChildSpec(command, List.of("A=" + text), "/", output.toString(), Optional.empty())));
            end(way.start(
                    new ChildSpec(List.of("/usr/bin/env"), List.of("B=1"), "/", output.toString(), Optional.empty())));

            assertThat(Files.readString(output)).isEqualTo(text + "|" + text + "B=1\n");
            Files.writeString(output, "");
        }
    }

    /** The list of calls lies in memory that both share, and the stack is the parent's. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void manyThreadsStartChildrenAtOnce(Way way) throws Exception {
        int threads = 4;
        int each = 100;
        Path output = Files.createFile(directory.resolve("out"));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<List<Integer>>> tasks = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int code = 10 + t;
                tasks.add(() -> {
                    List<Integer> wrong = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        int status = end(way, "exit " + code, output);
                        if (status != code << 8) {
                            wrong.add(status);
                        }
                        byte[] garbage = new byte[1 << 16]; // the collector runs meanwhile
                        wrong.addAll(garbage[i] == 0 ? List.of() : List.of(-1));
                    }
                    return wrong;
                });
            }
            for (Future<List<Integer>> done : pool.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).as("exit codes that were another's").isEmpty();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private List<String> said(Way way, String script) throws IOException {
        Path output = directory.resolve("out");
        Files.deleteIfExists(output);
        Files.createFile(output);
        assertThat(end(way, script, output)).as(script).isZero();
        return Files.readAllLines(output);
    }

    private static int end(Way way, String script, Path output) {
        ChildSpec child = new ChildSpec(
                List.of("/bin/sh", "-c", script),
                List.of("PATH=/usr/bin:/bin"),
                "/",
                output.toString(),
                Optional.empty());
        return end(way.start(child));
    }

    private static int end(Spawn.Result result) {
        assertThat(result).isInstanceOf(Spawn.Result.Started.class);
        try (PidDescriptor process = ((Spawn.Result.Started) result).process()) {
            assertThat(process.awaitEnd(TimeUnit.SECONDS.toNanos(20))).isTrue();
            return process.reap().orElseThrow();
        }
    }
}
