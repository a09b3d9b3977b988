package org.recoverykit.kit.generic.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.kit.generic.run.Outcome.NotStarted;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;
import org.recoverykit.kit.generic.run.Outcome.Signalled;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.kit.generic.run.Workshop.Level;
import org.recoverykit.linux.lab.Await;

/** What the run of a script comes to, whatever the script does. */
class ScriptRunTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void everyExitCodeIsTold(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            Path script = shop.shell("exit $1");
            Map<Integer, Integer> wrong = new HashMap<>();
            // 257 comes out as 1: the kernel keeps eight bits.
            for (int code = 0; code <= 257; code++) {
                Outcome outcome = shop.run(script, Integer.toString(code));
                if (!(outcome instanceof Exited exited) || exited.code() != code % 256) {
                    wrong.put(code, outcome instanceof Exited other ? other.code() : -1);
                }
            }
            assertThat(wrong).as("exit codes that were told wrongly").isEmpty();
        }
    }

    @Test
    void row26AScriptWithCarriageReturnsSaysWhatIsWrong() throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, Level.SESSION)) {
            Path script = shop.file("script", "#!/bin/sh\nif true; then\r\nexit 0\r\nfi\r\n");
            assertThat(shop.run(script)).isInstanceOfSatisfying(Exited.class, exited -> {
                assertThat(exited.code()).isEqualTo(2);
                assertThat(exited.report().lastWord()).contains("Syntax error");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void row30AScriptThatIsBeingWrittenIsTriedThreeTimes(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            Path script = shop.shell("exit 0");
            long begun = System.nanoTime();
            try (FileChannel writer = FileChannel.open(script, StandardOpenOption.WRITE)) {
                assertThat(shop.run(script))
                        .as("while it is open for writing: " + writer)
                        .satisfies(outcome -> {
                            // Kernels 6.11 and 6.12 run such a file.
                            if (outcome instanceof NotStarted not) {
                                assertThat(not.why()).isEqualTo(Obstacle.BUSY);
                                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                                        .isGreaterThan(Duration.ofMillis(200));
                            }
                        });
            }
            assertThat(shop.run(script)).isInstanceOf(Exited.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void row34ADaemonThatHoldsTheOutputLivesAndCanWrite(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            Path script =
                    shop.shell("(i=0; while [ $i -lt 600 ]; do echo tick; sleep 0.05; i=$((i+1)); done) & exit 0");
            Outcome outcome = shop.run(script, Purpose.STARTS_SERVICE, Workshop.LONG);

            assertThat(outcome).isInstanceOf(Exited.class);
            Path output = ((Exited) outcome).report().output();
            long before = size(output);
            Await.until("more output of the daemon", () -> size(output) > before + 20);
            assertThat(shop.alive()).as("the daemon").isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void row36AGigabyteOfOutputCostsNeitherMemoryNorDisk(Level level) throws IOException, InterruptedException {
        long bytes = Long.getLong("rk.generic.output", 200_000_000);
        try (Workshop shop = new Workshop(directory, level)) {
            Path script = shop.shell("head -c " + bytes + " /dev/zero; echo; echo the end");
            Outcome outcome = shop.run(script);

            assertThat(outcome).isInstanceOfSatisfying(Exited.class, exited -> {
                Report report = exited.report();
                assertThat(report.lastWord()).isEqualTo("the end");
                long all = bytes + "\nthe end\n".length();
                assertThat(report.cut()).as("bytes that were cut").isBetween(bytes / 4, all);
                assertThat(size(report.output())).as("what is kept").isLessThanOrEqualTo(OutputFile.LIMIT);
                assertThat(String.join("", report.lastLines()).length()).isLessThan(Report.LINE_LENGTH * 2 * 6);
            });
        }
    }

    @Test
    void row36WhatAServiceWritesLaterIsCutToo() throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, Level.SESSION)) {
            Path go = directory.resolve("go");
            Path script = shop.shell("(while [ ! -e " + go + " ]; do sleep 0.02; done; "
                    + "head -c 3000000 /dev/zero; sleep 60) & exit 0");
            Path output = ((Exited) shop.run(script, Purpose.STARTS_SERVICE, Workshop.LONG))
                    .report()
                    .output();
            Files.createFile(go);
            Await.until("the service's output", () -> size(output) == 3_000_000);

            shop.runner().trimOutput();

            assertThat(size(output)).as("bytes left on the disk").isZero();
            assertThat(shop.alive()).as("the service").isNotEmpty();
        }
    }

    @Test
    void row38BinaryOutputIsMadeFitToBeShown() throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, Level.SESSION)) {
            Path script = shop.shell("printf '\\033[2J\\377\\000x\\tlast=\\\\\\r\\nevent=forged\\n'");
            assertThat(shop.run(script))
                    .isInstanceOfSatisfying(
                            Exited.class,
                            exited -> assertThat(exited.report().lastLines())
                                    .containsExactly("\\u001b[2J?\\u0000x last=\\", "event=forged"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void row39ASignalIsToldFromAnExitCode(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            assertThat(shop.run(shop.shell("exit 137"))).isInstanceOf(Exited.class);
            assertThat(shop.run(shop.shell("kill -9 $$")))
                    .isInstanceOfSatisfying(
                            Signalled.class, s -> assertThat(s.signal()).isEqualTo(9));
        }
    }

    @Test
    void row41StandardInputIsEmpty() throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, Level.SESSION)) {
            assertThat(words(shop.run(shop.shell("cat; readlink /proc/self/fd/0"))))
                    .containsExactly("/dev/null");
        }
    }

    @Test
    void row42AScriptThatRemovesItselfEndsAndIsMissedNextTime() throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, Level.SESSION)) {
            Path script = shop.shell("rm -- \"$0\"; exit 0");
            assertThat(shop.run(script)).isInstanceOf(Exited.class);
            assertThat(shop.run(script))
                    .isInstanceOfSatisfying(
                            NotStarted.class, not -> assertThat(not.reason()).contains("does not exist"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void row46TheEnvironmentIsRebuiltFromNothing(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            Path script = shop.file("script", "#!/bin/sh\nexec /usr/bin/env\n");
            List<String> names = words(shop.run(script)).stream()
                    .map(line -> line.replaceAll("=.*", ""))
                    .sorted()
                    .toList();
            assertThat(names).contains("PATH", "LC_ALL", "RK_TAG", "RK_OP_ID", "RK_RESOURCE", "RK_STATE_DIR");
            assertThat(names.stream().filter(n -> !n.startsWith("RK_")).toList())
                    .isSubsetOf("PATH", "LC_ALL", "HOME", "PWD", "OLDPWD", "_", "SHLVL");
        }
    }

    @ParameterizedTest
    @EnumSource
    void argumentsAreNeverInterpreted(Level level) throws IOException, InterruptedException {
        String[] nasty = {"a b", "'", "\"", ";", "$(touch /tmp/rk-owned)", "`id`", "*", "\\", "-n", "", "é€", "\t"};
        try (Workshop shop = new Workshop(directory, level)) {
            Path script = shop.file(
                    "a script; with 'quotes' $(and more)", "#!/bin/sh\nfor a; do printf '<%s>' \"$a\"; done\n");
            List<String> expected = new ArrayList<>();
            for (String word : nasty) {
                expected.add("<" + word.replace('\t', ' ') + ">");
            }
            assertThat(words(shop.run(script, nasty))).containsExactly(String.join("", expected));
            assertThat(words(shop.run(shop.shell("printf '%s' \"$1\" | wc -l"), "one\ntwo\nthree")))
                    .as("line ends in an argument")
                    .containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void row49DirectoryAndMaskAreFixed(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            assertThat(words(shop.run(shop.shell("pwd; umask")))).containsExactly("/", "0022");
        }
    }

    @Test
    void secretsDoNotAppearInTheReport() throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, Level.SESSION, Map.of("PASSWORD", "hunter2hunter2"))) {
            assertThat(words(shop.run(shop.shell("echo \"login $PASSWORD failed\""))))
                    .containsExactly("login *** failed");
        }
    }

    @Test
    void aSecondScriptOfTheResourceIsRefusedAndCounted() throws Exception {
        try (Workshop shop = new Workshop(directory, Level.SESSION)) {
            Path script = shop.shell("echo up; exec sleep 60");
            Thread first = new Thread(() -> {
                try {
                    shop.run(script);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            first.start();
            Await.until("the first script", () -> size(shop.state().resolve("test.out")) > 0);

            assertThat(shop.run(script))
                    .isInstanceOfSatisfying(
                            NotStarted.class, not -> assertThat(not.why()).isEqualTo(Obstacle.BUSY));
            assertThat(shop.runner().skipped()).isEqualTo(1);

            first.interrupt();
            first.join(10_000);
            assertThat(first.isAlive()).as("an interrupt ends the wait").isFalse();
            assertThat(shop.alive()).as("and the script").isEmpty();
        }
    }

    private static List<String> words(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Exited.class);
        return ((Exited) outcome).report().lastLines();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
