/**
 * A network laboratory for tests and demonstrations: hosts, a switch and cables as network namespaces of this process,
 * without a trace left in the system. Needs root, or a user namespace.
 */
@NullMarked
package org.recoverykit.linux.lab;

import org.jspecify.annotations.NullMarked;
