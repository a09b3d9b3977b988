/**
 * Protects one IP address on one node: brings it up, watches it, moves it to the spare interface when its own one fails.
 * Public is only what the engine needs: the provider and its settings.
 */
@NullMarked
package org.recoverykit.kit.ip;

import org.jspecify.annotations.NullMarked;
