package org.recoverykit.core.config;

import java.util.Map;

/**
 * A file as a tree: String, Boolean, Integer, Long, List and Map of these; {@link Broken#VALUE} where a problem was told.
 *
 * @param root the outermost keys
 * @param lines where everything stands
 */
record Document(Map<String, Object> root, SourceLines lines) {}
