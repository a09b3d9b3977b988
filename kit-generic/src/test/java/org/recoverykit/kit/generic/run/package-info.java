@NullMarked
package org.recoverykit.kit.generic.run;

import org.jspecify.annotations.NullMarked;
