package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.spi.Call.Why;
import org.recoverykit.spi.Ownership;

class EvidenceTest {
    private static final String BOOT = "this-boot";
    private static final Optional<Hold> HELD = Optional.of(new Hold(1, BOOT));
    private static final Optional<Hold> HELD_BEFORE_RESTART = Optional.of(new Hold(1, "another-boot"));
    private static final Optional<Long> LET_GO = Optional.of(1L);

    /** The host's word. */
    private static final List<Why> WORDS = List.of(Why.COMMAND, Why.SWITCHOVER, Why.FAILOVER);

    @Test
    void whoNeverLetGoGoesOn() {
        for (Why why : Why.values()) {
            assertThat(evidence(HELD, Optional.empty()).objection(why, owned(1)))
                    .as("%s", why)
                    .isEmpty();
        }
    }

    @Test
    void whoLetGoWaitsForAWordOrANewerOwnership() {
        Evidence evidence = evidence(Optional.empty(), LET_GO);
        for (Why why : Why.values()) {
            assertThat(evidence.objection(why, owned(1)).isEmpty())
                    .as("%s", why)
                    .isEqualTo(WORDS.contains(why));
            assertThat(evidence.objection(why, owned(2))).as("%s, epoch 2", why).isEmpty();
        }
        assertThat(evidence.objection(Why.START, owned(1)))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("this node let go of the address", "restore it by command"));
    }

    @Test
    void aRestartOfTheMachineIsLikeLettingGo() {
        Evidence evidence = evidence(HELD_BEFORE_RESTART, Optional.empty());
        for (Why why : Why.values()) {
            assertThat(evidence.objection(why, owned(1)).isEmpty())
                    .as("%s", why)
                    .isEqualTo(WORDS.contains(why));
            assertThat(evidence.objection(why, owned(2))).as("%s, epoch 2", why).isEmpty();
        }
        assertThat(evidence.objection(Why.START, owned(1)))
                .hasValueSatisfying(text -> assertThat(text).contains("this machine was restarted"));
    }

    @Test
    void theOnlyHolderNeedsNoEvidence() {
        Arrays.stream(Why.values())
                .forEach(why -> assertThat(
                                new Evidence(Holders.ONE, HELD_BEFORE_RESTART, LET_GO, BOOT).objection(why, owned(1)))
                        .isEmpty());
    }

    @Test
    void whatNeverWasHereIsTakenOnTheFirstWish() {
        assertThat(evidence(Optional.empty(), Optional.empty()).objection(Why.START, owned(1)))
                .isEmpty();
    }

    @Test
    void withoutOwnershipNothingHelps() {
        Ownership lost = ownership(9, false);
        for (Why why : Why.values()) {
            assertThat(evidence(HELD, Optional.empty()).objection(why, lost))
                    .contains("this node does not own the address at this moment");
        }
    }

    private static Evidence evidence(Optional<Hold> held, Optional<Long> letGo) {
        return new Evidence(Holders.SEVERAL, held, letGo, BOOT);
    }

    private static Ownership owned(long epoch) {
        return ownership(epoch, true);
    }

    private static Ownership ownership(long epoch, boolean valid) {
        return new Ownership() {
            @Override
            public long epoch() {
                return epoch;
            }

            @Override
            public boolean valid() {
                return valid;
            }

            @Override
            public Duration remaining() {
                return valid ? Duration.ofSeconds(10) : Duration.ZERO;
            }
        };
    }
}
