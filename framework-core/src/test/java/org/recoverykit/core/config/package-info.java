@NullMarked
package org.recoverykit.core.config;

import org.jspecify.annotations.NullMarked;
