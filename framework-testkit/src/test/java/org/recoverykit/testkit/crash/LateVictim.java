package org.recoverykit.testkit.crash;

import java.io.IOException;
import org.recoverykit.engine.Operation;

/** A process to be killed without an engine in it: like one, it writes its state after it has answered. */
final class LateVictim {
    static final String KIT_STEP = "kit app RESTORE: begun #1";
    static final String LATE_STEP = "state WRITTEN #1";

    private LateVictim() {}

    public static void main(String[] args) throws IOException {
        VictimLife.live(Writer::new);
        System.exit(0);
    }

    private static final class Writer implements VictimLife.Orders {
        private final Steps steps;
        private boolean unwritten;

        Writer(Steps steps) {
            this.steps = steps;
        }

        @Override
        public String obey(String verb, String object) {
            switch (verb) {
                case "restore" -> {
                    steps.kit("app", Operation.RESTORE, "begun");
                    unwritten = true;
                }
                case "close" -> write();
                case "start" -> unwritten = false;
                default -> throw new IllegalArgumentException("unknown order");
            }
            return "";
        }

        /** Never before it is asked to: the latest moment at which an engine may do it. */
        private void write() {
            if (unwritten) {
                unwritten = false;
                steps.state("WRITTEN");
            }
        }
    }
}
