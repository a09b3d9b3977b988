package org.recoverykit.core.wiring;

import java.util.Map;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.testkit.ScriptedKitProvider;

/** Providers as a services file lists them: public, without arguments; one is good. */
public final class PublicKits {
    private PublicKits() {}

    /** What they have in common: a scripted kit of their own. */
    abstract static class Kit implements RecoveryKitProvider<ScriptedKitProvider.Config> {
        private final ScriptedKitProvider scripted;

        Kit(String id) {
            scripted = new ScriptedKitProvider(id);
        }

        @Override
        public String id() {
            return scripted.id();
        }

        @Override
        public Class<ScriptedKitProvider.Config> configType() {
            return scripted.configType();
        }

        @Override
        public RecoveryKit create(ScriptedKitProvider.Config config, ResourceContext context) {
            try {
                return scripted.create(new ScriptedKitProvider.Config(Map.of()), context);
            } catch (org.recoverykit.spi.KitConfigurationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Nothing is wrong with it. */
    public static final class Good extends Kit {
        /** As a services file needs it. */
        public Good() {
            super("good");
        }
    }

    /** Cannot be made. */
    public static final class ThrowsWhenMade extends Kit {
        /** Throws. */
        public ThrowsWhenMade() {
            super("throws");
            throw new IllegalStateException("no licence");
        }
    }

    /** Claims an id. */
    public static final class OneOfTwo extends Kit {
        /** As a services file needs it. */
        public OneOfTwo() {
            super("twice");
        }
    }

    /** Claims the same id. */
    public static final class OtherOfTwo extends Kit {
        /** As a services file needs it. */
        public OtherOfTwo() {
            super("twice");
        }
    }

    /** Needs a framework of the future. */
    public static final class FromTheFuture extends Kit {
        /** As a services file needs it. */
        public FromTheFuture() {
            super("future");
        }

        @Override
        public int apiLevel() {
            return CURRENT_API_LEVEL + 1;
        }
    }
}
