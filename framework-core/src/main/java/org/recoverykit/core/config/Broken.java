package org.recoverykit.core.config;

/** Stands for a value whose problem has been told already. */
enum Broken {
    VALUE
}
