package org.recoverykit.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Measured values of one kind, sorted; none, where nothing could be measured. */
final class Samples {
    static final Samples NONE = new Samples(new double[0]);

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    static Samples of(double... values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return new Samples(copy);
    }

    static Samples of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static Samples all(List<Samples> parts) {
        return of(parts.stream().flatMapToDouble(p -> Arrays.stream(p.sorted)).toArray());
    }

    int count() {
        return sorted.length;
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    double median() {
        return percentile(50);
    }

    double p99() {
        return percentile(99);
    }

    /** The smallest value that at least this share of all values does not exceed; NaN if there are none. */
    double percentile(double percent) {
        if (isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
