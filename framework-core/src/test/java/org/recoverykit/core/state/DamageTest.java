package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what was written: never an exception but a refusal, never less than what stood before the damage. */
class DamageTest {

    private static final long SEED = 57;
    private static final int EACH = 40;

    @TempDir
    Path temporary;

    /** Two generations: appends 1 to EACH are in both, EACH + 1 to 2 * EACH in the newer one only. */
    private List<Path> twoGenerations(Path directory) throws Exception {
        int number = 0;
        for (int generation = 1; generation <= 2; generation++) {
            try (StateStore store = StateFixtures.open(directory)) {
                for (int i = 0; i < EACH; i++) {
                    store.append(StateChild.pair(++number));
                }
            }
        }
        return List.of(directory.resolve("journal-000001.jsonl"), directory.resolve("journal-000002.jsonl"));
    }

    @Test
    void row57_thousandsOfDamagedFiles() throws Exception {
        Path directory = temporary.resolve("s");
        List<Path> files = twoGenerations(directory);
        Random random = new Random(SEED);
        List<byte[]> originals = List.of(Files.readAllBytes(files.get(0)), Files.readAllBytes(files.get(1)));
        int refused = 0;
        try (StateDirectory open = StateDirectory.open(directory)) {
            for (int i = 0; i < 4000; i++) {
                int which = random.nextInt(2);
                Path file = files.get(which);
                byte[] whole = originals.get(which);
                Mutation mutation = Mutation.random(whole, random);
                Files.write(file, mutation.bytes);
                int least = which == 0 ? 2 * EACH : leastAfter(whole, mutation.from);
                String what = "seed " + SEED + ", mutation " + i + ": " + file.getFileName() + " " + mutation.what;
                int found = lastOf(StateReader.read(open, new LineCodec()).fold(), what);
                assertThat(found).as(what).isBetween(least, 2 * EACH);
                Files.write(file, whole);
            }
            for (int i = 0; i < 500; i++) { // both at once: a refusal is allowed, a wrong answer is not
                for (int f = 0; f < 2; f++) {
                    Files.write(files.get(f), Mutation.random(originals.get(f), random).bytes);
                }
                try {
                    lastOf(StateReader.read(open, new LineCodec()).fold(), "seed " + SEED + ", double mutation " + i);
                } catch (UnusableStateException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).as("refusals of 500 double damages").isLessThan(250);
    }

    @Test
    void whatIsLostIsSaid() throws Exception {
        Path directory = temporary.resolve("s");
        Path newest = twoGenerations(directory).get(1);
        byte[] whole = Files.readAllBytes(newest);
        String name = newest.getFileName().toString();

        Files.write(newest, Arrays.copyOf(whole, whole.length - 5));
        assertThat(warnings(directory))
                .singleElement()
                .asString()
                .startsWith(name + ": ")
                .endsWith("are no whole line, as after a crash in the middle of a write; left out");

        byte[] flipped = whole.clone();
        flipped[indexOfAppend(whole, 10)] ^= 1;
        Files.write(newest, flipped);
        assertThat(warnings(directory))
                .singleElement()
                .asString()
                .endsWith("are damaged, with " + (EACH - 11) + " appends that had been acknowledged; left out");

        flipped = whole.clone();
        flipped[3] ^= 1;
        Files.write(newest, flipped);
        assertThat(warnings(directory))
                .containsExactly(name + ": its snapshot is damaged; going back to journal-000001.jsonl");
    }

    private static List<String> warnings(Path directory) throws Exception {
        try (StateDirectory open = StateDirectory.open(directory)) {
            return StateReader.read(open, new LineCodec()).recovery().warnings();
        }
    }

    private static int lastOf(FactFold fold, String what) {
        String a = fold.resource("vip").notes().getOrDefault("a", "0");
        assertThat(fold.resource("vip").notes().getOrDefault("b", "0")).as(what).isEqualTo(a);
        return Integer.parseInt(a);
    }

    /** How many appends must be there if the newer file is damaged from a byte on. */
    private static int leastAfter(byte[] whole, int from) {
        if (from < indexOfAppend(whole, 0)) {
            return EACH; // the older file has these; the rest as far as it follows without a gap
        }
        int whollyBefore = 0;
        for (int i = 0; i < EACH; i++) {
            int end = i + 1 < EACH ? indexOfAppend(whole, i + 1) : whole.length;
            whollyBefore += end <= from ? 1 : 0;
        }
        return EACH + whollyBefore;
    }

    private static int indexOfAppend(byte[] whole, int index) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = 0; i < whole.length - 1; i++) {
            if (whole[i] == '\n') {
                starts.add(i + 1);
            }
        }
        return starts.get(starts.size() - EACH + index);
    }

    /** A damage, and the first byte it touches. */
    private static final class Mutation {
        private final String what;
        private final int from;
        private final byte[] bytes;

        private Mutation(String what, int from, byte[] bytes) {
            this.what = what;
            this.from = from;
            this.bytes = bytes;
        }

        static Mutation random(byte[] whole, Random random) {
            int from = random.nextInt(whole.length);
            int length = 1 + random.nextInt(Math.min(600, whole.length - from));
            byte[] changed = whole.clone();
            switch (random.nextInt(5)) {
                case 0 -> {
                    changed[from] ^= (byte) (1 << random.nextInt(8));
                    return new Mutation("bit flipped at " + from, from, changed);
                }
                case 1 -> {
                    return new Mutation("cut at " + from, from, Arrays.copyOf(whole, from));
                }
                case 2 -> {
                    Arrays.fill(changed, from, from + length, (byte) 0);
                    return new Mutation("zeros from " + from + " for " + length, from, changed);
                }
                case 3 -> {
                    byte[] less = Arrays.copyOf(whole, whole.length - length);
                    System.arraycopy(whole, from + length, less, from, whole.length - from - length);
                    return new Mutation("taken out from " + from + " for " + length, from, less);
                }
                default -> {
                    byte[] more = Arrays.copyOf(whole, whole.length + length);
                    System.arraycopy(whole, from, more, from + length, whole.length - from);
                    return new Mutation("doubled from " + from + " for " + length, from, more);
                }
            }
        }
    }
}
