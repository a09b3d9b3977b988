/** Tests of the EC2 kit: pure ones, and ones against a stateful fake of EC2 and of the metadata service on the loopback. */
@NullMarked
package org.recoverykit.kit.ec2;

import org.jspecify.annotations.NullMarked;
