/**
 * EC2 and an instance's metadata service for tests, on the JDK's HTTP server: {@link org.recoverykit.ec2fake.FakeEc2} speaks
 * the Query protocol over a {@link org.recoverykit.ec2fake.Cloud}, {@link org.recoverykit.ec2fake.FakeImds} the metadata
 * service's second version. Both behave as AWS documents it, not as one kit would like it, and misbehave on demand
 * ({@link org.recoverykit.ec2fake.Faults}).
 *
 * <pre>{@code
 * try (FakeEc2 ec2 = FakeEc2.start()) {
 *     ec2.cloud()
 *             .eni(Eni.attached("eni-1", "vpc-1", "i-1", "10.0.0.11"))
 *             .table("rtb-a", "vpc-1", Route.local("10.0.0.0/16"), Route.to("10.1.0.10/32", "eni-1"));
 *     ec2.faults().everyNth(2, Request.reads(), Fault.throttled());
 *     // ... a client with endpointOverride(ec2.endpoint()) ...
 *     assertThat(ec2.traffic().writes()).isEmpty();
 * }
 * }</pre>
 *
 * <p>Only on the loopback; nothing is encrypted and no signature is verified. The first server of a process sets the system
 * property {@code sun.net.httpserver.nodelay}, unless it is set: without it each reply takes 40 ms.
 */
@NullMarked
package org.recoverykit.ec2fake;

import org.jspecify.annotations.NullMarked;
