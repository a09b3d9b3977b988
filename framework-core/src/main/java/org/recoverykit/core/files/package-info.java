/** Who could have written a file; of use to whatever reads one as a privileged process. */
@NullMarked
package org.recoverykit.core.files;

import org.jspecify.annotations.NullMarked;
