package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;

/** What a host's bad answers mean: nobody is a candidate; of a handing over they mean nothing at all. */
class FailoverDeskTest {
    private static final FailoverRequest REQUEST =
            new FailoverRequest(7, "web", Optional.of("vip"), "cable cut", Optional.empty());

    private final ManualTime time = new ManualTime();
    private final Stage stage = new Stage(time, () -> {});
    private final List<Observation> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        stage.close();
    }

    private FailoverDesk desk(
            Supplier<CompletionStage<FailoverPort.Candidate>> candidate,
            Supplier<CompletionStage<FailoverPort.Handover>> handover) {
        FailoverPort port = new FailoverPort() {
            @Override
            public CompletionStage<Candidate> candidate(FailoverRequest request) {
                return candidate.get();
            }

            @Override
            public CompletionStage<Handover> handOver(FailoverRequest request, String node) {
                return handover.get();
            }
        };
        return new FailoverDesk(
                port,
                new LoopServices(time, stage.workers, new Rounds(time, stage.workers), new NoDisk(), stage.troubles));
    }

    private FailoverDesk asking(Supplier<CompletionStage<FailoverPort.Candidate>> candidate) {
        return desk(candidate, CompletableFuture::new);
    }

    private FailoverDesk handing(Supplier<CompletionStage<FailoverPort.Handover>> handover) {
        return desk(CompletableFuture::new, handover);
    }

    private String reasonForNobody() {
        Eventually.within(Stage.SOON, "an answer", () -> !told.isEmpty());
        assertThat(told).hasSize(1);
        Observation.CandidateAnswered answered = (Observation.CandidateAnswered) told.get(0);
        assertThat(answered.requestId()).isEqualTo(7);
        return ((FailoverPort.Candidate.None) answered.answer()).reason();
    }

    private EngineEvent.Alert alert() {
        Eventually.within(Stage.SOON, "an alert", () -> !stage.events.isEmpty());
        return (EngineEvent.Alert) stage.events.get(0);
    }

    @Test
    void anAnswerIsPassedOn() {
        asking(() -> CompletableFuture.completedFuture(new FailoverPort.Candidate.Node("n2")))
                .candidate(REQUEST, told::add);
        Eventually.within(Stage.SOON, "an answer", () -> !told.isEmpty());
        assertThat(told).containsExactly(new Observation.CandidateAnswered(7, new FailoverPort.Candidate.Node("n2")));
    }

    @Test
    void aCandidateThatThrowsFailsOrIsNullIsNobody() {
        asking(() -> {
                    throw new IllegalStateException("no quorum");
                })
                .candidate(REQUEST, told::add);
        assertThat(reasonForNobody()).contains("failed to answer").contains("no quorum");
        told.clear();
        asking(() -> CompletableFuture.failedFuture(new IllegalStateException("lost it")))
                .candidate(REQUEST, told::add);
        assertThat(reasonForNobody()).contains("failed to answer").contains("lost it");
        told.clear();
        asking(() -> CompletableFuture.supplyAsync(() -> Nothing.of(FailoverPort.Candidate.class)))
                .candidate(REQUEST, told::add);
        assertThat(reasonForNobody()).isEqualTo("the host answered null");
    }

    @Test
    void aCandidateNotNamedInTimeIsNobody() {
        asking(CompletableFuture::new).candidate(REQUEST, told::add);
        time.advance(Duration.ofSeconds(29));
        assertThat(told).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(reasonForNobody()).startsWith("the host did not answer within 30");
    }

    @Test
    void aHostThatHangsInsideTheQuestionHoldsNobodyUp() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        asking(() -> {
                    inside.countDown();
                    awaitUninterrupted(gate);
                    return CompletableFuture.completedFuture(new FailoverPort.Candidate.None("late"));
                })
                .candidate(REQUEST, told::add);
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        time.advance(Duration.ofSeconds(30));
        assertThat(reasonForNobody()).startsWith("the host did not answer within 30");
        gate.countDown();
    }

    @Test
    void aHandingOverThatFailsIsNoRefusalButLeftOpen() {
        handing(() -> CompletableFuture.failedFuture(new IllegalStateException("connection reset")))
                .handOver(REQUEST, "n2", told::add);
        assertThat(alert().subject()).isEqualTo("web");
        assertThat(alert().reason())
                .startsWith("whether n2 took it over is not known")
                .contains("connection reset");
        assertThat(told).as("observations").isEmpty();
    }

    @Test
    void aHandingOverThatTakesTooLongIsLeftOpenAndItsLateAnswerCounts() {
        CompletableFuture<FailoverPort.Handover> answer = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        handing(() -> {
                    asked.countDown();
                    return answer;
                })
                .handOver(REQUEST, "n2", told::add);
        Eventually.within(Stage.SOON, "asked", () -> asked.getCount() == 0);
        time.advance(Duration.ofSeconds(30));
        assertThat(alert().reason()).contains("did not answer within 30");
        assertThat(told).as("observations").isEmpty();
        answer.complete(new FailoverPort.Handover.Accepted("n2"));
        Eventually.within(Stage.SOON, "the late answer", () -> told.size() == 1);
        assertThat(told).containsExactly(new Observation.HandOverAnswered(7, new FailoverPort.Handover.Accepted("n2")));
    }

    @Test
    void onlyAnExplicitRefusalIsANo() {
        handing(() -> CompletableFuture.completedFuture(new FailoverPort.Handover.Refused("no room")))
                .handOver(REQUEST, "n2", told::add);
        Eventually.within(Stage.SOON, "an answer", () -> !told.isEmpty());
        assertThat(told)
                .containsExactly(new Observation.HandOverAnswered(7, new FailoverPort.Handover.Refused("no room")));
        assertThat(time.waiting()).as("timers left").isZero();
    }

    private static void awaitUninterrupted(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
