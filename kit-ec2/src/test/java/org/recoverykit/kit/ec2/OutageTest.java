package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.testkit.Eventually;

/** EC2's API is away for ten minutes: a control plane's trouble moves nothing. */
class OutageTest {
    private static final int EXPECTED_ENTRIES = EngineStand.ADDRESSES * 5;
    private static final Policy SELDOM_DEEP =
            Policy.DEFAULT.withIntervals(Duration.ofSeconds(10), Duration.ofMinutes(5));
    private static final int STOLEN = 7;
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @Test
    void tenMinutesWithoutTheApiCauseNoFailoverRaiseAlertsAndEndByThemselves() throws Exception {
        try (EngineStand stand = new EngineStand(directory, SELDOM_DEEP)) {
            stand.takeOver();
            stand.pass(Duration.ofMinutes(1));
            assertThat(stand.entriesHere()).as("all entries lead here").isEqualTo(EXPECTED_ENTRIES);
            stand.heard.forget();
            stand.ec2.traffic().clear();
            for (Fault fault : List.of(
                    Fault.unavailable(), Fault.dropped(), Fault.throttled(), Fault.html(200), Fault.authFailure())) {
                stand.ec2.faults().clear();
                stand.ec2.faults().always(Request.any(), fault);
                stand.pass(Duration.ofMinutes(2));
            }
            nothingMoved(stand);
            everybodyWasAlerted(stand);
            stand.ec2
                    .cloud()
                    .route(EngineStand.table(STOLEN % 4), Route.to(EngineStand.destination(STOLEN), EngineStand.PEER));
            stand.ec2.faults().clear();
            stand.heard.forget();
            stand.pass(Duration.ofMinutes(2));
            itEndedByItself(stand);
        }
    }

    private static void nothingMoved(EngineStand stand) {
        assertThat(stand.handovers).as("failovers").hasValue(0);
        assertThat(stand.heard.events(EngineEvent.OperationStarted.class))
                .as("what the engine did during the outage")
                .isEmpty();
        assertThat(stand.count(ServiceState.IN_SERVICE_UNPROTECTED))
                .as("addresses in service that nobody can look at")
                .isEqualTo(EngineStand.ADDRESSES);
        assertThat(stand.ec2.traffic().writes()).as("writes during the outage").isEmpty();
    }

    private static void everybodyWasAlerted(EngineStand stand) {
        Eventually.within(
                SOON,
                "an alert for each address",
                () -> subjects(stand, EngineEvent.Alert.class).size() == EngineStand.ADDRESSES);
    }

    private static void itEndedByItself(EngineStand stand) {
        Eventually.within(
                SOON,
                "all addresses are in service",
                () -> stand.count(ServiceState.IN_SERVICE) == EngineStand.ADDRESSES);
        assertThat(subjects(stand, EngineEvent.CheckHealthyAgain.class))
                .as("addresses known to be healthy again")
                .hasSizeGreaterThanOrEqualTo(EngineStand.ADDRESSES - 1);
        assertThat(stand.heard.events(EngineEvent.OperationStarted.class))
                .as("what was done about the stolen entry")
                .hasSize(1)
                .allMatch(event -> event.operation() == Operation.LOCAL_RECOVERY
                        && event.subject().equals("vip" + STOLEN));
        assertThat(stand.entriesHere())
                .as("entries that lead here, one stolen meanwhile among them")
                .isEqualTo(EXPECTED_ENTRIES);
        assertThat(stand.handovers).as("failovers").hasValue(0);
    }

    private static <E extends EngineEvent> Set<String> subjects(EngineStand stand, Class<E> kind) {
        return stand.heard.events(kind).stream().map(EngineEvent::subject).collect(Collectors.toSet());
    }
}
