/** The engine inside a program of one's own. */
@NullMarked
package org.recoverykit.examples.quickstart;

import org.jspecify.annotations.NullMarked;
