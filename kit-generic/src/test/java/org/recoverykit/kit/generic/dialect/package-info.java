@NullMarked
package org.recoverykit.kit.generic.dialect;

import org.jspecify.annotations.NullMarked;
