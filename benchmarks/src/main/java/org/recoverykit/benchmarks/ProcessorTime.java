package org.recoverykit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a process uses of the processors. */
final class ProcessorTime {
    /** USER_HZ: the unit of /proc/PID/stat, 100 on every Linux that Java 17 runs on. */
    private static final double TICKS_A_SECOND = 100;

    private static final int OWN = 11;
    private static final int CHILDREN = 13;

    private ProcessorTime() {}

    /** CPU seconds a minute, measured over this span. */
    static double secondsAMinute(long pid, Duration span) throws IOException, InterruptedException {
        return secondsAMinute(List.of(pid), span).get(0);
    }

    /** The same of each of these, over the same span. */
    static List<Double> secondsAMinute(List<Long> pids, Duration span) throws IOException, InterruptedException {
        List<Long> before = ticks(pids);
        long began = System.nanoTime();
        Thread.sleep(span.toMillis());
        double minutes = (System.nanoTime() - began) / 60e9;
        List<Long> after = ticks(pids);
        return IntStream.range(0, pids.size())
                .mapToObj(i -> (after.get(i) - before.get(i)) / TICKS_A_SECOND / minutes)
                .toList();
    }

    private static List<Long> ticks(List<Long> pids) throws IOException {
        List<Long> ticks = new ArrayList<>();
        for (long pid : pids) {
            ticks.add(ticks(pid));
        }
        return ticks;
    }

    /** CPU seconds of all its children that have ended and been waited for. */
    static double childrensSeconds(long pid) throws IOException {
        List<String> fields = fields(pid);
        return (Long.parseLong(fields.get(CHILDREN)) + Long.parseLong(fields.get(CHILDREN + 1))) / TICKS_A_SECOND;
    }

    private static long ticks(long pid) throws IOException {
        List<String> fields = fields(pid);
        return Long.parseLong(fields.get(OWN)) + Long.parseLong(fields.get(OWN + 1));
    }

    private static List<String> fields(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // the command's name, in brackets, may hold anything: count from behind it
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    }
}
