package org.recoverykit.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

class WebKitTest {
    private final RealTime time = new RealTime();

    @TempDir
    Path directory;

    private TestContext context = new TestContext("web", time, Path.of("unused"));
    private InetSocketAddress where = new InetSocketAddress(0);
    private WebKit kit = new WebKit(where, "", context);

    @BeforeEach
    void aFreePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            where = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
        context = new TestContext("web", time, directory);
        kit = new WebKit(where, "Hello", context);
    }

    @AfterEach
    void clearUp() throws Exception {
        kit.remove(call());
        kit.close();
        context.close();
        time.close();
    }

    @Test
    void restoreServesThePageAndRemoveEndsTheProcess() throws Exception {
        assertThat(kit.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(HttpGet.from(where, 1_000, 1_000))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("Hello from " + context.node());
        assertThat(kit.deepCheck(call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);

        ProcessHandle process = process();
        assertThat(kit.remove(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(process.isAlive())
                .as("the web server's process after remove")
                .isFalse();
        assertThat(kit.quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        assertThat(context.suspects())
                .as("suspects, although the end was wanted")
                .isEmpty();
    }

    @Test
    void aKilledProcessIsSuspectedAtOnceAndRestoredAgain() throws Exception {
        kit.restore(call());
        process().destroyForcibly();

        Eventually.within(
                Duration.ofSeconds(5),
                "the end of the process is told",
                () -> context.suspects().size() == 1);
        assertThat(kit.quickCheck(call()).reason()).contains("process does not run");
        assertThat(kit.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
    }

    @Test
    void aLaterLifeFindsTheProcessAndStartsNoSecondOne() throws Exception {
        kit.restore(call());
        long before = process().pid();
        kit.close();

        kit = new WebKit(where, "Hello", context.afterRestart());
        assertThat(kit.quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertThat(kit.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(process().pid()).as("the process that serves").isEqualTo(before);
    }

    private ProcessHandle process() {
        String identity = context.notes().get("process").orElseThrow();
        return ProcessHandle.of(Long.parseLong(identity.substring(0, identity.indexOf('@'))))
                .orElseThrow();
    }

    private TestCall call() {
        return TestCall.within(Duration.ofSeconds(20), time);
    }
}
