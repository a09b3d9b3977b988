/** Tests of the MAC kit: pure ones, and ones on this machine's kernel in namespaces of their own. */
@NullMarked
package org.recoverykit.kit.mac;

import org.jspecify.annotations.NullMarked;
