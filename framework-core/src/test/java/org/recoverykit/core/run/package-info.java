/** Tests of the effects. */
@NullMarked
package org.recoverykit.core.run;

import org.jspecify.annotations.NullMarked;
