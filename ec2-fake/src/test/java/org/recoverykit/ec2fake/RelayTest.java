package org.recoverykit.ec2fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class RelayTest {
    private final FakeEc2 fake = FakeEc2.start();
    private final Relay relay = Relay.to(fake.endpoint());
    private final Ec2Client client = Clients.of(relay.endpoint());

    @AfterEach
    void close() {
        client.close();
        relay.close();
        fake.close();
    }

    private boolean answers() {
        return client.describeAddresses().addresses().isEmpty();
    }

    @Test
    void anIdleConnectionThatWasClosedIsReplaced() {
        assertThat(answers()).isTrue();
        assertThat(relay.connections()).as("kept alive").isEqualTo(1);
        relay.closeConnections();
        assertThat(answers()).isTrue();
        relay.resetConnections();
        assertThat(answers()).isTrue();
    }

    @Test
    void refusesWhileItIsToldTo() {
        relay.refuse(true);
        assertThatThrownBy(this::answers).isInstanceOf(SdkClientException.class);
        relay.refuse(false);
        assertThat(answers()).isTrue();
    }

    @Test
    void aClientCorrectsItsClockByTheServersDate() {
        fake.clockAhead(Duration.ofMinutes(20));
        assertThatThrownBy(this::answers)
                .as("the Date header does not tell")
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("Request has expired");
        relay.skew(Duration.ofMinutes(20));
        assertThat(answers()).as("corrected").isTrue();
    }
}
