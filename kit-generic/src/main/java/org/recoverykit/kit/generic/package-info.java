/**
 * The kit {@code generic}: protects any application by scripts or by agents that exist already. {@code dialect} says what
 * each script's words and exit codes mean, {@code run} runs one and ends all of it; here the two are put together.
 */
@NullMarked
package org.recoverykit.kit.generic;

import org.jspecify.annotations.NullMarked;
