/** What the words, the environment and the exit codes of a script mean: one class for each tradition. */
@NullMarked
package org.recoverykit.kit.generic.dialect;

import org.jspecify.annotations.NullMarked;
