/**
 * What must be known after a crash, on disk: a journal of facts, one line for each append, fsynced before it is
 * acknowledged. Each file of it (a <em>generation</em>) begins with a snapshot, so a file is whole by itself, and the one
 * before it is kept. A new generation is written aside, fsynced and moved into place: at each start, when the journal has
 * outgrown its snapshot, and after the disk refused a write. No file is ever opened again for writing, and none is
 * truncated on reading: what was damaged stays there for a person to look at until the generation after next.
 */
@NullMarked
package org.recoverykit.core.state;

import org.jspecify.annotations.NullMarked;
