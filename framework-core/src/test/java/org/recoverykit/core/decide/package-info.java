@NullMarked
package org.recoverykit.core.decide;

import org.jspecify.annotations.NullMarked;
