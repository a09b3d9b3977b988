/** Plays the whole demonstration once, on the real kernel. */
@NullMarked
package org.recoverykit.examples.demo;

import org.jspecify.annotations.NullMarked;
