package org.recoverykit.ec2fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class FaultsTest {
    private static final String VIP = "10.1.0.10/32";

    private final FakeEc2 fake = FakeEc2.start();
    private final Ec2Client client = Clients.of(fake.endpoint());

    @BeforeEach
    void oneTable() {
        fake.cloud()
                .eni(Eni.attached("eni-1", "vpc-1", "i-1", "10.0.0.11"))
                .eni(Eni.attached("eni-2", "vpc-1", "i-2", "10.0.0.12"))
                .table("rtb-a", "vpc-1", Route.to(VIP, "eni-2"));
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private void replace() {
        client.replaceRoute(
                r -> r.routeTableId("rtb-a").destinationCidrBlock(VIP).networkInterfaceId("eni-1"));
    }

    private String target() {
        return client.describeRouteTables().routeTables().get(0).routes().get(0).networkInterfaceId();
    }

    @Test
    void everySecondCallThrottledIsMetByRetries() {
        fake.faults().everyNth(2, Request.any(), Fault.throttled());
        for (int i = 0; i < 3; i++) {
            assertThat(target()).isEqualTo("eni-2");
        }
        assertThat(fake.traffic().all()).as("three calls and two retries").hasSize(5);
    }

    @Test
    void refusalsComeWithStatusAndCode() {
        fails(Fault.unauthorized("DescribeRouteTables"), 403, "UnauthorizedOperation");
        fails(Fault.accessDenied(), 403, "AccessDenied");
        fails(Fault.expiredToken(), 400, "ExpiredToken");
        fails(Fault.throttled(), 503, "RequestLimitExceeded");
        fails(Fault.internalError(), 500, "InternalError");
        fails(Fault.requestExpired(), 400, "RequestExpired");
    }

    private void fails(Fault fault, int status, String code) {
        fake.faults().clear();
        fake.faults().always(Request.any(), fault);
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(client::describeRouteTables)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(status))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void withStatus401TheClientLosesTheCode() {
        fake.faults().always(Request.any(), Fault.authFailure());
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(client::describeRouteTables)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(401));
    }

    @Test
    void htmlAndNothingLookLikeNoTablesAtAll() {
        for (Fault fault : List.of(Fault.html(200), Fault.empty())) {
            fake.faults().clear();
            fake.faults().always(Request.any(), fault);
            assertThat(client.describeRouteTables().routeTables())
                    .as("the client is deceived by %s", fault)
                    .isEmpty();
        }
    }

    @Test
    void brokenRepliesAreTheClientsTrouble() {
        for (Fault fault : List.of(Fault.truncated(), Fault.cutOff(), Fault.dropped())) {
            fake.faults().clear();
            fake.faults().always(Request.any(), fault);
            assertThatThrownBy(client::describeRouteTables).as("%s", fault).isInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void aLostReplyLeavesTheChange() {
        fake.faults().first(1, Request.action("ReplaceRoute"), Fault.replyLost());
        replace();
        assertThat(target()).isEqualTo("eni-1");
        assertThat(fake.traffic().writes()).as("the client has repeated it").hasSizeGreaterThan(1);
    }

    @Test
    void hangingEndsByTheClientsTimeLimit() {
        fake.faults().always(Request.any(), Fault.hang());
        long began = System.nanoTime();
        assertThatThrownBy(client::describeRouteTables).isInstanceOf(SdkClientException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    }

    @Test
    void somebodyElseWritesInBetween() {
        fake.faults()
                .first(
                        1,
                        Request.action("ReplaceRoute"),
                        Fault.afterwards(() -> fake.cloud().route("rtb-a", Route.to(VIP, "eni-2"))));
        replace();
        assertThat(target()).as("we won, and lost again").isEqualTo("eni-2");
    }

    @Test
    void readsMayBeStaleByNumberOrByTime() {
        fake.cloud().reads(Reads.stale(n -> n == 1 || n == 3));
        replace();
        assertThat(List.of(target(), target(), target(), target())).containsExactly("eni-2", "eni-1", "eni-2", "eni-1");
        fake.cloud().reads(Reads.lagging(Duration.ofHours(1)));
        fake.cloud().route("rtb-a", Route.to(VIP, "eni-2"));
        assertThat(target()).as("as it was an hour ago").isEqualTo("eni-1");
    }

    @Test
    void twoEndpointsServeOneCloudWithTroublesOfTheirOwn() {
        try (FakeEc2 other = FakeEc2.over(fake.cloud())) {
            other.faults().always(Request.any(), Fault.unavailable());
            replace();
            assertThat(target()).isEqualTo("eni-1");
            try (Ec2Client there = Clients.of(other.endpoint())) {
                assertThatThrownBy(there::describeRouteTables).isInstanceOf(Ec2Exception.class);
            }
        }
    }

    @Test
    void tellsWhoAskedAndNoSecret() {
        target();
        Request request = fake.traffic().all().get(0);
        assertThat(request.accessKeyId()).isEqualTo(Clients.KEY);
        assertThat(request.toString()).contains("DescribeRouteTables").doesNotContain("secret");
    }
}
