package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.linux.ScriptedKernel.ack;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.socket.Errno;

/** What a driver's refusals become; few machines have such a driver. */
class NetlinkLinksTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final MacAddress ADDRESS = MacAddress.parse("02:00:5e:10:00:ff");

    private final NamespaceThread namespace = new NamespaceThread();

    @AfterEach
    void close() {
        namespace.close();
    }

    @Test
    void aDriverThatCannotChangeWhileUpSaysBusy() {
        ScriptedKernel kernel = new ScriptedKernel(asked -> asked.answer(ack(asked.sequence(), Errno.EBUSY)));

        KernelResult result = links(kernel).setHardwareAddress(3, ADDRESS, TIMEOUT);

        assertThat(result)
                .isEqualTo(new KernelResult.Refused(
                        Errno.EBUSY, "", "give interface 3 the address 02:00:5e:10:00:ff: EBUSY, in use"));
        assertThat(kernel.asked)
                .singleElement()
                .satisfies(asked -> assertThat(asked.type()).isEqualTo(Rtnetlink.SET_LINK));
    }

    @Test
    void aDriverThatDoesNotAnswerLeavesItOpen() {
        assertThat(links(ScriptedKernel.silent())
                        .setHardwareAddress(3, ADDRESS, TIMEOUT)
                        .kind())
                .isEqualTo(KernelResult.Kind.TIMED_OUT);
    }

    private NetlinkLinks links(ScriptedKernel kernel) {
        Dialogue dialogue = new Dialogue(kernel, ScriptedKernel::silent, kernel::now);
        return new NetlinkLinks(new RequestChannel(dialogue), namespace);
    }
}
