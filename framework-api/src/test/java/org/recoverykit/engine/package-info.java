@NullMarked
package org.recoverykit.engine;

import org.jspecify.annotations.NullMarked;
