/** A kit as a third party writes it: it keeps a value in a file that others can read, as long as it is in service. */
@NullMarked
package org.example.memorykit;

import org.jspecify.annotations.NullMarked;
