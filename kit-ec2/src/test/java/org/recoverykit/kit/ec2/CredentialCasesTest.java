package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Relay;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.RoleCredentials;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.slf4j.LoggerFactory;

/** Credentials that end, clocks that are wrong, secrets that must not be told. Cases of {@code docs/kits/ec2-cases.md}. */
class CredentialCasesTest {
    /** The SDK itself logs what it signs, the session's token with it, at DEBUG; docs/kits/ec2.md says so. */
    private static final String SIGNER = "software.amazon.awssdk.http.auth.aws";

    private static final String SECOND_KEY = "ASIASECOND";

    @TempDir
    private Path directory;

    private FaultStand stand;

    @BeforeEach
    void open() {
        stand = new FaultStand(directory);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void handOut(String key, Duration validFor) {
        stand.imds.credentials(new RoleCredentials(
                key, FaultStand.SECRET, FaultStand.TOKEN, Instant.now().plus(validFor)));
    }

    private String lastKey() {
        List<Request> all = stand.ec2.traffic().all();
        return all.get(all.size() - 1).accessKeyId();
    }

    @Test
    void case39_credentialsAreRenewedBeforeTheyEnd() throws Exception {
        handOut(FaultStand.KEY, Duration.ofMinutes(2));
        RecoveryKit kit = stand.warm(stand.routes());
        handOut(SECOND_KEY, Duration.ofHours(6));
        assertThat(kit.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(lastKey()).isEqualTo(SECOND_KEY);
    }

    @Test
    void case39_credentialsThatEndedEarlyAreRenewedWithinTheCall() throws Exception {
        RecoveryKit kit = stand.warm(stand.routes());
        stand.ec2.faults().always(Request.signedBy(FaultStand.KEY), Fault.expiredToken());
        handOut(SECOND_KEY, Duration.ofHours(6));
        ActionResult result = kit.restore(stand.call());
        assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(stand.isAllOurs()).isTrue();
        assertThat(lastKey()).isEqualTo(SECOND_KEY);
    }

    @Test
    void case39_credentialsThatCannotBeRenewedServeAsLongAsTheyAreGood() throws Exception {
        handOut(FaultStand.KEY, Duration.ofMinutes(2));
        RecoveryKit kit =
                stand.warm(FaultStand.routes("10.1.0.10", FaultStand.OWN, Optional.of(FaultStand.VPC), stand.api()));
        stand.imds.faults().always(Request.any(), Fault.status(500));
        assertThat(kit.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(lastKey()).isEqualTo(FaultStand.KEY);
    }

    @Test
    void case39_credentialsThatEndedForGoodAreNoFailureOfTheAddress() throws Exception {
        RecoveryKit kit = stand.warm(stand.routes());
        assertThat(kit.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        stand.ec2.faults().always(Request.any(), Fault.expiredToken());
        CheckResult found = kit.quickCheck(stand.call());
        assertThat(found.kind()).as(found.reason()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(found.reason()).contains("credentials", "ExpiredToken");
    }

    @Test
    void case41_aWrongClockIsCorrectedByTheServersDate() throws Exception {
        try (Relay relay = Relay.to(stand.ec2.endpoint())) {
            RecoveryKit kit =
                    stand.warm(FaultStand.routes(stand.api(relay.endpoint().toString())));
            stand.ec2.clockAhead(Duration.ofMinutes(20));
            relay.skew(Duration.ofMinutes(20));
            ActionResult result = kit.restore(stand.call());
            assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(stand.isAllOurs()).isTrue();
        }
    }

    @Test
    void case41_aClockThatCannotBeCorrectedIsSaidAndIsNoFailureOfTheAddress() throws Exception {
        RecoveryKit kit = stand.warm(stand.routes());
        stand.ec2.clockAhead(Duration.ofMinutes(20));
        CheckResult found = kit.quickCheck(stand.call());
        assertThat(found.kind()).as(found.reason()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(found.reason()).contains("RequestExpired", "clock");
    }

    @Test
    void case44_noSecretIsLoggedNorTold() throws Exception {
        ListAppender<ILoggingEvent> everything = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("org.recoverykit");
        Logger signer = (Logger) LoggerFactory.getLogger(SIGNER);
        Level before = root.getLevel();
        List<Appender<ILoggingEvent>> others = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        everything.start();
        root.addAppender(everything);
        root.setLevel(Level.DEBUG);
        ours.setLevel(Level.TRACE);
        signer.setLevel(Level.INFO);
        List<String> told = new ArrayList<>();
        try {
            told.addAll(aLifeWithTroubles());
        } finally {
            root.setLevel(before);
            ours.setLevel(null);
            signer.setLevel(null);
            root.detachAppender(everything);
            others.forEach(root::addAppender);
        }
        told.addAll(everything.list.stream().map(CredentialCasesTest::text).toList());
        assertThat(told).as("what was told and logged").isNotEmpty();
        assertThat(told)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain(FaultStand.SECRET)
                        .doesNotContain(FaultStand.TOKEN)
                        .doesNotContain("token-"));
    }

    private List<String> aLifeWithTroubles() throws Exception {
        Ec2Config config = stand.routes();
        RecoveryKit kit = stand.warm(config);
        List<String> told =
                new ArrayList<>(List.of(config.toString(), config.reach().toString(), kit.toString()));
        told.add(kit.restore(stand.call()).toString());
        for (Fault fault :
                List.of(Fault.authFailure(), Fault.expiredToken(), Fault.unauthorized("x"), Fault.html(200))) {
            stand.ec2.faults().clear();
            stand.ec2.faults().always(Request.any(), fault);
            told.add(kit.quickCheck(stand.call()).toString());
            told.add(kit.restore(stand.call(Duration.ofSeconds(2))).toString());
        }
        stand.ec2.faults().clear();
        stand.imds.credentials(new RoleCredentials(
                FaultStand.KEY,
                FaultStand.SECRET,
                FaultStand.TOKEN,
                Instant.now().minus(1, ChronoUnit.HOURS)));
        told.add(kit.remove(stand.call(Duration.ofSeconds(2))).toString());
        return told;
    }

    private static String text(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null
                ? ""
                : event.getThrowableProxy().getClassName()
                        + event.getThrowableProxy().getMessage();
        return event.getFormattedMessage()
                + event.getMDCPropertyMap().values().stream().collect(Collectors.joining(" "))
                + thrown;
    }
}
