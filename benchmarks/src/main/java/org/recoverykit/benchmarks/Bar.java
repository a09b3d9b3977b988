package org.recoverykit.benchmarks;

import java.util.Locale;

/** What a figure is to reach. */
sealed interface Bar {

    /** As the table shows it. */
    String text(String unit);

    /** Whether the measured values reach it. */
    boolean met(Samples ours, Samples reference);

    /**
     * The median is at most so many times the reference's.
     *
     * @param times the factor
     */
    record Times(double times) implements Bar {
        @Override
        public String text(String unit) {
            return String.format(Locale.ROOT, "<= %.1fx", times);
        }

        @Override
        public boolean met(Samples ours, Samples reference) {
            return ours.median() <= times * reference.median();
        }
    }

    /**
     * The median is at most this.
     *
     * @param limit in the figure's unit
     */
    record MedianAtMost(double limit) implements Bar {
        @Override
        public String text(String unit) {
            return "<= " + Numbers.text(limit) + " " + unit;
        }

        @Override
        public boolean met(Samples ours, Samples reference) {
            return ours.median() <= limit;
        }
    }

    /**
     * 99 of 100 values are at most this.
     *
     * @param limit in the figure's unit
     */
    record P99AtMost(double limit) implements Bar {
        @Override
        public String text(String unit) {
            return "p99 <= " + Numbers.text(limit) + " " + unit;
        }

        @Override
        public boolean met(Samples ours, Samples reference) {
            return ours.p99() <= limit;
        }
    }

    /** Shown, not judged. */
    record None() implements Bar {
        @Override
        public String text(String unit) {
            return "-";
        }

        @Override
        public boolean met(Samples ours, Samples reference) {
            return true;
        }
    }
}
