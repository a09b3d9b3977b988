/**
 * Measures the whole system and its parts, each figure beside a reference measured in turn with it, and prints one table.
 * {@code bin/bench} starts it; {@code docs/benchmarks.md} says how each figure is measured.
 */
@NullMarked
package org.recoverykit.benchmarks;

import org.jspecify.annotations.NullMarked;
