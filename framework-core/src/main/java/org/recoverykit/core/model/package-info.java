/** What there is: resources, their dependencies as a checked graph, and the facts that outlive the process. Pure values. */
@NullMarked
package org.recoverykit.core.model;

import org.jspecify.annotations.NullMarked;
