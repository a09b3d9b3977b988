package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.TcpConnections;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.model.TcpConnection;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestContext;

/** Whom is told when, and who is left alone; over a kernel that notes what it is asked to send. */
class TicklingTest {
    private static final InetAddress VIP = Host.ip("10.0.0.50");
    private static final Duration STEP = Duration.ofMillis(10);

    private final ManualTime time = new ManualTime();
    private final TestContext context = new TestContext("vip", time, Path.of("target/work"));
    private final Kernel kernel = new Kernel();
    private volatile boolean inService = true;
    private final Tickling tickling = new Tickling(kernel, VIP, new FrameBudget(), context, () -> inService);

    @AfterEach
    void close() {
        tickling.stop();
        context.close();
    }

    @Test
    void eachClientIsToldThreeTimesEachTimeInAnotherRound() throws Exception {
        tickling.begin(clients(2));
        assertThat(kernel.rounds).containsExactly(0, 0);
        pass(Duration.ofMillis(1100));
        assertThat(kernel.rounds).containsExactly(0, 0, 1, 1);
        pass(Duration.ofSeconds(10));
        assertThat(kernel.rounds).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(kernel.told).containsOnly(client(0), client(1));
    }

    @Test
    void aThousandClientsAreToldOverASecond() throws Exception {
        tickling.begin(clients(1_000));
        assertThat(kernel.rounds).hasSize(FrameBudget.BLOCK);
        int before = kernel.rounds.size();
        for (int i = 0; i < 400; i++) {
            pass(Duration.ofMillis(10));
            assertThat(kernel.rounds.size() - before)
                    .as("in 10 ms, after %s ms", 10 * i)
                    .isLessThanOrEqualTo(3 * FrameBudget.BLOCK);
            before = kernel.rounds.size();
        }
        pass(Duration.ofSeconds(1));
        assertThat(kernel.rounds).hasSize(3_000);
    }

    @Test
    void aConnectionThatIsHereIsNeverTouchedEvenIfItCameBetweenTwoRounds() throws Exception {
        kernel.own.add(client(0));
        tickling.begin(clients(2));
        assertThat(kernel.told).containsExactly(client(1));
        kernel.own.add(client(1));
        pass(Duration.ofSeconds(10));
        assertThat(kernel.told).containsExactly(client(1));
    }

    @Test
    void whereTheKernelDoesNotTellItsOwnConnectionsNothingIsSent() throws Exception {
        kernel.answersLists = false;
        tickling.begin(clients(2));
        pass(Duration.ofSeconds(10));
        assertThat(kernel.told).isEmpty();
    }

    @Test
    void whenTheAddressHasGoneNothingMoreIsSent() throws Exception {
        tickling.begin(clients(1));
        inService = false;
        pass(Duration.ofSeconds(10));
        assertThat(kernel.rounds).containsExactly(0);
    }

    @Test
    void whatIsStoppedSendsNothingMore() throws Exception {
        tickling.begin(clients(100));
        int before = kernel.rounds.size();
        tickling.stop();
        pass(Duration.ofSeconds(10));
        assertThat(kernel.rounds).hasSize(before);
    }

    private void pass(Duration span) throws InterruptedException {
        for (Duration left = span; left.compareTo(Duration.ZERO) > 0; left = left.minus(STEP)) {
            time.advance(STEP);
            assertThat(SlowWork.within(Duration.ofSeconds(5), () -> {})).isTrue();
        }
    }

    private static List<TcpConnection> clients(int count) {
        return IntStream.range(0, count).mapToObj(TicklingTest::client).toList();
    }

    private static TcpConnection client(int number) {
        return new TcpConnection(VIP, 443, Host.ip("10.0.0.99"), 10_000 + number);
    }

    private static final class Kernel implements TcpConnections {
        private final List<TcpConnection> own = new CopyOnWriteArrayList<>();
        private final List<TcpConnection> told = new CopyOnWriteArrayList<>();
        private final List<Integer> rounds = new CopyOnWriteArrayList<>();
        private volatile boolean answersLists = true;

        @Override
        public KernelAnswer<List<TcpConnection>> list(InetAddress local, int most, Duration timeout) {
            return answersLists
                    ? new KernelAnswer.Answered<>(new ArrayList<>(own))
                    : new KernelAnswer.NotAnswered<>(new KernelResult.TimedOut("busy"));
        }

        @Override
        public KernelAnswer<Integer> end(InetAddress local, Duration timeout) {
            throw new AssertionError("nobody asked for that");
        }

        @Override
        public KernelAnswer<Integer> tickle(
                InetAddress local, Collection<TcpConnection> connections, int round, Duration timeout) {
            told.addAll(connections);
            connections.forEach(each -> rounds.add(round));
            return new KernelAnswer.Answered<>(connections.size());
        }
    }
}
