/** Asks the network at hand whether hardware addresses have to move along with IP addresses. */
@NullMarked
package org.recoverykit.examples.remac;

import org.jspecify.annotations.NullMarked;
