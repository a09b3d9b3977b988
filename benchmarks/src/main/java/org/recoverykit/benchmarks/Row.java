package org.recoverykit.benchmarks;

import java.util.List;

/**
 * One line of the table.
 *
 * @param what is measured
 * @param unit of all values
 * @param ours measured on us
 * @param reference measured in turn with it; empty if there is nothing to compare with
 * @param referenceName what the reference is; may be empty
 * @param bar what is to be reached
 * @param remarks for below the table
 */
record Row(
        String what,
        String unit,
        Samples ours,
        Samples reference,
        String referenceName,
        Bar bar,
        List<String> remarks) {

    Row {
        remarks = List.copyOf(remarks);
    }

    /** A line with a reference. */
    static Row beside(String what, String unit, Turns.Result measured, String referenceName, Bar bar) {
        return new Row(what, unit, measured.ours(), measured.reference(), referenceName, bar, measured.remarks());
    }

    /** A line without one. */
    static Row alone(String what, String unit, Samples ours, Bar bar, String... remarks) {
        return new Row(what, unit, ours, Samples.NONE, "", bar, List.of(remarks));
    }

    boolean met() {
        return !ours.isEmpty() && bar.met(ours, reference);
    }
}
