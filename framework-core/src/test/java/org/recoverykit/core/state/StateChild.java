package org.recoverykit.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.recoverykit.core.model.Fact;
import org.recoverykit.spi.Notes;

/** A process to be killed: {@code append <dir> [<step> <armed after>]}, {@code verify <dir>}, {@code full <dir>}. */
final class StateChild {

    static final int MOST = 100_000;

    private StateChild() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "append" -> append(directory, arguments);
            case "verify" -> say("LAST " + verified(directory));
            case "full" -> fillDisk(directory);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Two notes in each append, so that half of one would show; counts on from what is there. */
    private static void append(Path directory, String[] arguments) throws Exception {
        StepHook hook = arguments.length > 2
                ? new StopAt(StateStep.valueOf(arguments[2]), Integer.parseInt(arguments[3]))
                : StepHook.NONE;
        StateStore store = StateStore.open(directory, StateFixtures.TIME, StateTroubleListener.NONE, hook);
        int from = last(store);
        for (int i = from + 1; i < from + MOST; i++) {
            try {
                store.appendAndWait(pair(i));
                say("ACK " + i);
            } catch (Notes.NotDurableException e) {
                say("REFUSED " + i);
                i--;
            }
        }
    }

    static List<Fact> pair(int number) {
        return List.of(new Fact.NotePut("vip", "a", "" + number), new Fact.NotePut("vip", "b", "" + number));
    }

    static int last(StateStore store) {
        String a = store.notes("vip").get("a").orElse("0");
        String b = store.notes("vip").get("b").orElse("0");
        if (!a.equals(b)) {
            throw new AssertionError("half an append is there: a=" + a + " b=" + b);
        }
        return Integer.parseInt(a);
    }

    static int verified(Path directory) throws UnusableStateException {
        try (StateStore store = StateFixtures.open(directory)) {
            return last(store);
        }
    }

    /** Prints what happens on a disk that fills up and is freed again. */
    private static void fillDisk(Path directory) throws Exception {
        Path filler = directory.resolve("../filler");
        StateFixtures.Troubles troubles = new StateFixtures.Troubles();
        int acknowledged = 0;
        try (StateStore store = StateStore.open(directory, StateFixtures.TIME, troubles)) {
            store.appendAndWait(pair(++acknowledged));
            fill(filler);
            try {
                for (int i = 0; i < MOST; i++) {
                    store.appendAndWait(pair(acknowledged + 1));
                    acknowledged++;
                }
            } catch (Notes.NotDurableException e) {
                say("REFUSED " + e.getMessage());
            }
            say("SEEN " + (last(store) == acknowledged));
            Files.delete(filler);
            store.appendAndWait(pair(++acknowledged));
            say("TOLD " + troubles.told);
        }
        say("REOPENED " + (verified(directory) == acknowledged));
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            for (int i = 0; i < MOST; i++) {
                out.write(new byte[512]);
            }
        } catch (IOException e) {
            say("FULL " + e.getMessage());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Waits to be killed at a step, once armed; before, the disk fails once so that every step comes about. */
    private static final class StopAt implements StepHook {
        private final StateStep wanted;
        private int left;
        private boolean failed;

        StopAt(StateStep wanted, int armedAfter) {
            this.wanted = wanted;
            this.left = armedAfter;
        }

        @Override
        public void reached(StateStep step) throws IOException {
            if (step == StateStep.APPEND_ACKNOWLEDGED) {
                left--;
            }
            if (left > 0) {
                return;
            }
            if (step == wanted) {
                say("AT " + step);
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            if (step == StateStep.APPEND_WRITTEN && !failed) {
                failed = true;
                throw new IOException("Input/output error");
            }
        }
    }
}
