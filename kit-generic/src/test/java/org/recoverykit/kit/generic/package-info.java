@NullMarked
package org.recoverykit.kit.generic;

import org.jspecify.annotations.NullMarked;
