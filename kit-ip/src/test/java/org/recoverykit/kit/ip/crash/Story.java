package org.recoverykit.kit.ip.crash;

import java.io.IOException;
import java.util.Optional;
import org.recoverykit.testkit.crash.CrashStory;
import org.recoverykit.testkit.crash.Reached;
import org.recoverykit.testkit.crash.Steps;
import org.recoverykit.testkit.crash.Victim;

/** What a victim does while it dies, and what its successor has to make of it. */
enum Story implements CrashStory<Stage> {
    FIRST_START(true, Optional.of("eth0")) {
        @Override
        public void prepare(Victim victim, Stage stage, String start) {
            stage.site().misleadClient();
        }

        @Override
        public void happen(Victim victim, Stage stage, String start) throws Reached, IOException, InterruptedException {
            victim.order(start);
            victim.order(RESTORE);
            victim.order(SETTLE);
        }
    },
    REMOVE(false, Optional.of("eth0")) {
        @Override
        public void happen(Victim victim, Stage stage, String start) throws Reached, IOException, InterruptedException {
            victim.order(TAKE_OUT);
            victim.order(SETTLE);
        }
    },
    RECOVERY_IN_PLACE(true, Optional.of("eth0")) {
        @Override
        public void happen(Victim victim, Stage stage, String start) throws Reached, IOException, InterruptedException {
            stage.site().deleteAddress();
            victim.order(RECOVER);
        }
    },
    MOVE_TO_BACKUP(true, Optional.of("eth1")) {
        @Override
        public void happen(Victim victim, Stage stage, String start) throws Reached, IOException, InterruptedException {
            stage.site().cut();
            victim.order(RECOVER);
        }
    },
    /** When the successor looks, either interface would do: only what was noted tells where the address was last. */
    MOVE_AND_MEND(true, Optional.empty()) {
        @Override
        public void happen(Victim victim, Stage stage, String start) throws Reached, IOException, InterruptedException {
            MOVE_TO_BACKUP.happen(victim, stage, start);
        }

        @Override
        public void afterDeath(Stage stage) {
            stage.site().mend();
        }
    };

    private static final String RESTORE = "restore";
    private static final String TAKE_OUT = "remove";
    private static final String RECOVER = "recover " + VictimMain.ADDRESS;
    private static final String SETTLE = "settle";

    private final boolean wantedIn;
    private final Optional<String> place;

    Story(boolean wantedIn, Optional<String> place) {
        this.wantedIn = wantedIn;
        this.place = place;
    }

    /** Up to where the story begins: in service, and the client knows where. */
    @Override
    public void prepare(Victim victim, Stage stage, String start) throws Reached, IOException, InterruptedException {
        victim.order(start);
        victim.order(RESTORE);
        victim.order(SETTLE);
        if (!stage.site().answers()) {
            throw new AssertionError("the client gets no answer before the story begins");
        }
    }

    @Override
    public void judge(Victim first, String deadly, Victim last, Stage stage)
            throws Reached, IOException, InterruptedException {
        stage.assertConverged(last, this, first, deadly);
    }

    /**
     * Whether the successor has to want the address in service; empty where the wish may have died with the victim: it was
     * not confirmed, and nothing was done about it yet.
     */
    Optional<Boolean> wanted(Victim victim, String deadlyStep) {
        boolean begun = Steps.isOfKit(deadlyStep);
        boolean confirmed = switch (this) {
            case FIRST_START -> victim.confirmed(RESTORE);
            case REMOVE -> isOver(victim);
            case RECOVERY_IN_PLACE, MOVE_TO_BACKUP, MOVE_AND_MEND -> true;
        };
        return begun || confirmed ? Optional.of(wantedIn) : Optional.empty();
    }

    /** Whether the victim had confirmed that all is out: then nothing may come back or be left. */
    boolean isOver(Victim victim) {
        return this == REMOVE && victim.confirmed(TAKE_OUT);
    }

    /** The interface on which the successor has to have the address, if it has it; empty if either will do. */
    Optional<String> place(Victim victim, String deadlyStep) {
        boolean noted = victim.confirmed(RECOVER) || deadlyStep.contains("interface noted");
        return this == MOVE_AND_MEND && noted ? MOVE_TO_BACKUP.place : place;
    }
}
