package org.recoverykit.core.config;

import java.util.List;
import java.util.Optional;
import org.recoverykit.engine.HierarchySpec;

/**
 * What is described, in a file or in code, before it is checked as a whole.
 *
 * @param node this node's name, unless its problem was told
 * @param stateDirectory where facts are kept, unless its problem was told
 * @param hierarchies as far as they are known
 */
record Described(Optional<String> node, Optional<String> stateDirectory, List<HierarchySpec> hierarchies) {}
