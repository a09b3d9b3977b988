/** The fake as the real client sees it. */
@NullMarked
package org.recoverykit.ec2fake;

import org.jspecify.annotations.NullMarked;
