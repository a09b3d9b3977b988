/**
 * What a host program calls: describe hierarchies, start the {@link org.recoverykit.engine.RecoveryEngine}, listen, ask,
 * command. The engine itself is in {@code framework-core}.
 */
@NullMarked
package org.recoverykit.engine;

import org.jspecify.annotations.NullMarked;
