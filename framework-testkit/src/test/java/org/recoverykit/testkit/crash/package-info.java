@NullMarked
package org.recoverykit.testkit.crash;

import org.jspecify.annotations.NullMarked;
