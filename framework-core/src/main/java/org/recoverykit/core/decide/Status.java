package org.recoverykit.core.decide;

import java.util.EnumSet;
import java.util.Set;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.spi.FailureScope;

/** How one resource stands here, as far as it is known. */
sealed interface Status {

    Kind kind();

    /** Why it is not in service; empty where there is nothing wrong. */
    default String reason() {
        return "";
    }

    /** For a switch that the compiler checks for completeness. */
    enum Kind {
        UNPROBED(ServiceState.UNKNOWN),
        IN_SERVICE(ServiceState.IN_SERVICE),
        OUT_OF_SERVICE(ServiceState.OUT_OF_SERVICE),
        FAILED(ServiceState.FAILED),
        RESTORING(ServiceState.RESTORING),
        REMOVING(ServiceState.REMOVING),
        RECOVERING(ServiceState.RECOVERING),
        BLOCKED(ServiceState.BLOCKED);

        private final ServiceState shown;

        Kind(ServiceState shown) {
            this.shown = shown;
        }

        ServiceState shown() {
            return shown;
        }

        /** What may follow; checked where assertions are on, so in every test. */
        Set<Kind> mayBecome() {
            return switch (this) {
                case UNPROBED -> EnumSet.of(IN_SERVICE, OUT_OF_SERVICE, FAILED, REMOVING);
                case IN_SERVICE -> EnumSet.of(FAILED, REMOVING, RECOVERING);
                case OUT_OF_SERVICE -> EnumSet.of(IN_SERVICE, FAILED, RESTORING, REMOVING);
                case FAILED -> EnumSet.of(IN_SERVICE, OUT_OF_SERVICE, REMOVING, RECOVERING);
                case RESTORING -> EnumSet.of(IN_SERVICE, FAILED, REMOVING);
                case REMOVING -> EnumSet.of(OUT_OF_SERVICE, FAILED, BLOCKED);
                case RECOVERING -> EnumSet.of(IN_SERVICE, FAILED, REMOVING);
                case BLOCKED -> EnumSet.of(IN_SERVICE, OUT_OF_SERVICE);
            };
        }
    }

    /** Not looked at yet. */
    record Unprobed() implements Status {
        static final Unprobed PLAIN = new Unprobed();

        @Override
        public Kind kind() {
            return Kind.UNPROBED;
        }
    }

    /** Seen to work. */
    record InService() implements Status {
        static final InService PLAIN = new InService();

        @Override
        public Kind kind() {
            return Kind.IN_SERVICE;
        }
    }

    /** Nothing wrong with it. Whether that is proven is a matter of its own. */
    record OutOfService() implements Status {
        static final OutOfService PLAIN = new OutOfService();

        @Override
        public Kind kind() {
            return Kind.OUT_OF_SERVICE;
        }
    }

    /** Out because it failed, or in service and not working. */
    record Failed(String reason, FailureScope scope) implements Status {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** Being brought in; until a check after the restore has answered Healthy. */
    record Restoring() implements Status {
        static final Restoring PLAIN = new Restoring();

        @Override
        public Kind kind() {
            return Kind.RESTORING;
        }
    }

    /** Being taken out; then it is what is named. */
    record Removing(Status afterwards) implements Status {
        @Override
        public String reason() {
            return afterwards.reason();
        }

        @Override
        public Kind kind() {
            return Kind.REMOVING;
        }
    }

    /** Being mended here; until a check after it has answered Healthy. */
    record Recovering() implements Status {
        static final Recovering PLAIN = new Recovering();

        @Override
        public Kind kind() {
            return Kind.RECOVERING;
        }
    }

    /** Its remove could not be proven: it may still be active. */
    record Blocked(String reason) implements Status {
        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }
}
