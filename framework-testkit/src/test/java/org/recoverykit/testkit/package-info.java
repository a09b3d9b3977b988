/** Tests of the test kit. */
@NullMarked
package org.recoverykit.testkit;

import org.jspecify.annotations.NullMarked;
