/** Tests of the IP kit: pure ones, and ones on this machine's kernel in namespaces of their own. */
@NullMarked
package org.recoverykit.kit.ip;

import org.jspecify.annotations.NullMarked;
