/**
 * The main job, to be seen on a terminal: a web server and the address it serves at survive whatever is done to them.
 * Begin at {@link org.recoverykit.examples.demo.Demo}; the five things that are done are in {@code Story}.
 */
@NullMarked
package org.recoverykit.examples.demo;

import org.jspecify.annotations.NullMarked;
