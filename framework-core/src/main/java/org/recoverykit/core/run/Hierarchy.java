package org.recoverykit.core.run;

import java.util.Map;

/**
 * One hierarchy at work.
 *
 * @param name its name
 * @param loop its story
 * @param resources by tag
 */
record Hierarchy(String name, EngineLoop loop, Map<String, ProtectedResource> resources) {}
