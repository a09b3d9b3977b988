package org.recoverykit.kit.ec2;

import org.recoverykit.spi.FailureScope;

/**
 * Something wrong that this kit does not mend.
 *
 * @param text what, and what a person can do
 * @param scope where else it may be right
 */
record Complaint(String text, FailureScope scope) {}
