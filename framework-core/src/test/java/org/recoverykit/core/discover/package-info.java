@NullMarked
package org.recoverykit.core.discover;

import org.jspecify.annotations.NullMarked;
