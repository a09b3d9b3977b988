/** Real agents and real services, each in a host of its own. */
@NullMarked
package org.recoverykit.kit.generic.agents;

import org.jspecify.annotations.NullMarked;
