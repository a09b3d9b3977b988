package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;

class EventHubTest {
    private final EventHub hub = new EventHub(new ManualTime(), new EventLog());
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        hub.close();
    }

    @Test
    void listenersHearInOrderAndAThrowingOneHarmsNobody() {
        List<Long> heard = new CopyOnWriteArrayList<>();
        hub.listen((sequence, time, event) -> {
            throw new IllegalStateException("listener");
        });
        hub.listen((sequence, time, event) -> heard.add(sequence));
        for (int i = 0; i < 100; i++) {
            hub.publish(new EngineEvent.Suspected("vip", "n" + i));
        }
        Eventually.within(Stage.SOON, "100 events", () -> heard.size() == 100);
        assertThat(heard).isSorted().doesNotHaveDuplicates().startsWith(1L);
    }

    @Test
    void aSlowListenerLosesTheOldestAndIsToldHowMany() {
        List<EngineEvent> heard = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        hub.listen((sequence, time, event) -> {
            heard.add(event);
            first.countDown();
            await(gate);
        });
        hub.publish(new EngineEvent.Suspected("vip", "first"));
        await(first);
        for (int i = 0; i < ListenerFeed.MOST + 500; i++) {
            hub.publish(new EngineEvent.Suspected("vip", "n" + i));
        }
        gate.countDown();
        Eventually.within(Stage.SOON, "the rest", () -> heard.size() == 1 + 1 + ListenerFeed.MOST);
        assertThat(heard.get(1)).isEqualTo(new EngineEvent.EventsLost("", 500));
        assertThat(heard.get(2)).isEqualTo(new EngineEvent.Suspected("vip", "n500"));
    }

    @Test
    void closeEndsThoughAListenerHangs() {
        hub.listen((sequence, time, event) -> await(gate));
        hub.publish(new EngineEvent.Suspected("vip", "x"));
        hub.close();
        assertThat(gate.getCount())
                .as("close came back while the listener hung")
                .isEqualTo(1);
    }

    @Test
    void logLinesAreKeyAndValue() {
        assertThat(EventLog.line(
                        7,
                        new EngineEvent.CheckFailed(
                                "vip", CheckLevel.QUICK, "no \"carrier\"\non eth0", FailureScope.RETRY_HERE)))
                .isEqualTo("event=check-failed seq=7 subject=vip level=QUICK reason=\"no 'carrier' on eth0\""
                        + " scope=RETRY_HERE");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
