package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.recoverykit.benchmarks.Probe.Outage;

/**
 * Measures us and the reference in turn, one round each, so that a busy machine is busy for both. Ten rounds of each make a
 * pair; a pair in which doing the damage took long (somebody else held the kernel's one lock for all network changes) says
 * nothing about either and is discarded.
 */
final class Turns {
    private static final int ROUNDS_IN_A_PAIR = 10;
    private static final double DISTURBED_MILLIS = 1.0;

    private Turns() {}

    /** One round. */
    @FunctionalInterface
    interface Round {
        Outage play(Protector protector) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param ours our outages in ms
     * @param reference the reference's
     * @param remarks what was left out or went wrong
     */
    record Result(Samples ours, Samples reference, List<String> remarks) {
        Result {
            remarks = List.copyOf(remarks);
        }
    }

    /** So many rounds of each; disturbed pairs are discarded, and said so. */
    static Result of(int rounds, Protector ours, Protector reference, Round round) throws Exception {
        List<Outage> a = new ArrayList<>();
        List<Outage> b = new ArrayList<>();
        play(rounds, ours, reference, round, a, b);
        return undisturbed(a, b);
    }

    /** The same for cuts of cables, of {@code eth0} first, then of {@code eth1}, each told by itself. */
    static List<Result> ofEachInterface(int rounds, Protector ours, Protector reference, Round round) throws Exception {
        List<Outage> a = new ArrayList<>();
        List<Outage> b = new ArrayList<>();
        play(rounds, ours, reference, round, a, b);
        Kept kept = Kept.of(a, b);
        return List.of(kept.cutsOf(0).result(), kept.cutsOf(1).result());
    }

    /** The same where the damage is a command, which always takes longer: nothing is discarded. */
    static Result ofCommands(int rounds, Protector ours, Protector reference, Round round) throws Exception {
        List<Outage> a = new ArrayList<>();
        List<Outage> b = new ArrayList<>();
        play(rounds, ours, reference, round, a, b);
        return new Result(millis(a), millis(b), remarks(0, a, b));
    }

    /** Of rounds played in turn: those that nobody disturbed. */
    static Result undisturbed(List<Outage> ours, List<Outage> reference) {
        return Kept.of(ours, reference).result();
    }

    /** Rounds that nobody disturbed, and our others: there are as many of the reference's. */
    private record Kept(List<Outage> ours, List<Outage> reference, List<Outage> discarded) {

        static Kept of(List<Outage> ours, List<Outage> reference) {
            Kept kept = new Kept(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int from = 0; from < ours.size(); from += ROUNDS_IN_A_PAIR) {
                int to = Math.min(ours.size(), from + ROUNDS_IN_A_PAIR);
                if (disturbed(ours.subList(from, to)) || disturbed(reference.subList(from, to))) {
                    kept.discarded.addAll(ours.subList(from, to));
                } else {
                    kept.ours.addAll(ours.subList(from, to));
                    kept.reference.addAll(reference.subList(from, to));
                }
            }
            return kept;
        }

        Kept cutsOf(int device) {
            return new Kept(cutsOf(device, ours), cutsOf(device, reference), cutsOf(device, discarded));
        }

        private static List<Outage> cutsOf(int device, List<Outage> outages) {
            return outages.stream().filter(outage -> outage.cutOf(device)).toList();
        }

        Result result() {
            return new Result(millis(ours), millis(reference), remarks(discarded.size(), ours, reference));
        }
    }

    private static void play(
            int rounds, Protector ours, Protector reference, Round round, List<Outage> a, List<Outage> b)
            throws Exception {
        for (int i = 0; i < rounds; i++) {
            a.add(round.play(ours));
            b.add(round.play(reference));
        }
    }

    private static boolean disturbed(List<Outage> outages) {
        return Samples.of(outages.stream().map(Outage::faultMillis).toList()).median() > DISTURBED_MILLIS;
    }

    private static Samples millis(List<Outage> outages) {
        return Samples.of(outages.stream().map(Outage::millis).toList());
    }

    private static List<String> remarks(int discarded, List<Outage> ours, List<Outage> reference) {
        List<String> remarks = new ArrayList<>();
        if (discarded > 0) {
            remarks.add(discarded + " rounds of each discarded: the cut itself took above 1 ms in the median");
        }
        long oursLost = ours.stream().filter(o -> !o.recovered()).count();
        long referenceLost = reference.stream().filter(o -> !o.recovered()).count();
        if (oursLost > 0) {
            remarks.add(oursLost + " of " + ours.size() + " rounds of ours did not recover while the probe watched");
        }
        if (referenceLost > 0) {
            remarks.add(referenceLost + " of " + reference.size() + " rounds of the reference did not recover");
        }
        return remarks;
    }
}
