/** The house rules that a compiler does not know, as tests. */
@NullMarked
package org.recoverykit.architecture;

import org.jspecify.annotations.NullMarked;
