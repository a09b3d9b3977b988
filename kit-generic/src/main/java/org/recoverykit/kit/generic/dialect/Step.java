package org.recoverykit.kit.generic.dialect;

import org.recoverykit.kit.generic.run.Invocation;

/**
 * One script of an operation. A local recovery may be a stop and a start: two steps, each read as what it is.
 *
 * @param operation how its outcome is to be read
 * @param invocation what to run
 */
public record Step(Operation operation, Invocation invocation) {}
