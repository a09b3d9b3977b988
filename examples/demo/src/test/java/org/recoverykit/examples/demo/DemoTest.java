package org.recoverykit.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;

@KernelTest
class DemoTest {
    /** Far above what is shown on a quiet machine: this proves that the client is served again, not how soon. */
    private static final Duration GENEROUS = Duration.ofSeconds(10);

    @Test
    void everyActEndsAsItMustAndNothingIsLeftBehind() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Demo.Outcome outcome = new Demo(new PrintStream(shown, true, UTF_8), Colours.OFF).play();
        String text = shown.toString(UTF_8);

        assertThat(outcome.problems())
                .as("problems of the demonstration:%n%s", text)
                .isEmpty();
        assertThat(outcome.reports()).as("acts").hasSize(5).allSatisfy(DemoTest::isBounded);
        assertThat(text)
                .contains("Nothing left behind.", "moved from eth0 to eth1", "handed over to b")
                .doesNotContain("\u001b[");
        List<ProcessHandle> children = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .toList();
        assertThat(children).as("child processes afterwards").isEmpty();
        assertThat(text.indexOf("vip: remove done"))
                .as("the address is out on a before b restores it:%n%s", text)
                .isPositive()
                .isLessThan(text.indexOf("engine b  begun     vip: restore"));
    }

    private static void isBounded(Act.Report report) {
        assertThat(report.address())
                .as("address silent in act %s", report.title())
                .isLessThan(GENEROUS);
        assertThat(report.page()).as("page missing in act %s", report.title()).isLessThan(GENEROUS);
    }
}
