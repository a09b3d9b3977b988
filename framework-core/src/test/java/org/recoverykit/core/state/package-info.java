@NullMarked
package org.recoverykit.core.state;

import org.jspecify.annotations.NullMarked;
