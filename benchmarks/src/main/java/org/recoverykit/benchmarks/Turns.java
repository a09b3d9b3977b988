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

    /** The same where the damage is a command, which always takes longer: nothing is discarded. */
    static Result ofCommands(int rounds, Protector ours, Protector reference, Round round) throws Exception {
        List<Outage> a = new ArrayList<>();
        List<Outage> b = new ArrayList<>();
        play(rounds, ours, reference, round, a, b);
        return new Result(millis(a), millis(b), remarks(0, a, b));
    }

    /** Of rounds played in turn: those that nobody disturbed. */
    static Result undisturbed(List<Outage> ours, List<Outage> reference) {
        List<Outage> keptOurs = new ArrayList<>();
        List<Outage> keptReference = new ArrayList<>();
        for (int from = 0; from < ours.size(); from += ROUNDS_IN_A_PAIR) {
            int to = Math.min(ours.size(), from + ROUNDS_IN_A_PAIR);
            if (!disturbed(ours.subList(from, to)) && !disturbed(reference.subList(from, to))) {
                keptOurs.addAll(ours.subList(from, to));
                keptReference.addAll(reference.subList(from, to));
            }
        }
        int discarded = ours.size() - keptOurs.size();
        return new Result(millis(keptOurs), millis(keptReference), remarks(discarded, keptOurs, keptReference));
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
