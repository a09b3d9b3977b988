package org.recoverykit.kit.generic;

import org.recoverykit.spi.ActionResult;

/**
 * An action that was tried.
 *
 * @param result how it ended
 * @param begun whether any script ran: if not, there is nothing to take back
 */
record Ran(ActionResult result, boolean begun) {}
