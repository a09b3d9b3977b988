@NullMarked
package org.recoverykit.kit.generic.ocf;

import org.jspecify.annotations.NullMarked;
