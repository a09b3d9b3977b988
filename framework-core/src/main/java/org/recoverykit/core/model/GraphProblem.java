package org.recoverykit.core.model;

/**
 * What is wrong with the names or dependencies of a configuration.
 *
 * @param hierarchy the hierarchy it is in
 * @param tag the resource; empty if the hierarchy as a whole
 * @param message what was found, what is allowed, what to do
 */
public record GraphProblem(String hierarchy, String tag, String message) {}
