@NullMarked
package org.recoverykit.core.model;

import org.jspecify.annotations.NullMarked;
