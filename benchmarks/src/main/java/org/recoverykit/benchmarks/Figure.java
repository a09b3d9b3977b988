package org.recoverykit.benchmarks;

import java.util.List;

/** One thing to measure; may give several lines. */
interface Figure {

    /** What the command line calls it. */
    String name();

    /** Measures; an exception means that something is broken, not slow. */
    List<Row> measure(Tools tools) throws Exception;
}
