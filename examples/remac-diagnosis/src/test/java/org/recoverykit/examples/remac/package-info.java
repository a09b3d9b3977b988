/** Runs the example on networks of namespaces. */
@NullMarked
package org.recoverykit.examples.remac;

import org.jspecify.annotations.NullMarked;
