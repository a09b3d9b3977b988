/**
 * For the tests of kits, hosts and the engine itself: a clock turned by hand, a context and calls without an engine, kits that
 * do what a test tells them, assertions about order, and the kit contract as tests.
 */
@NullMarked
package org.recoverykit.testkit;

import org.jspecify.annotations.NullMarked;
