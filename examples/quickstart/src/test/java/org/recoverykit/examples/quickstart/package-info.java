/** The examples run, and the documents quote them as they are. */
@NullMarked
package org.recoverykit.examples.quickstart;

import org.jspecify.annotations.NullMarked;
