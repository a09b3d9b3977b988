package org.recoverykit.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** Providers with one mistake each. */
final class BrokenProviders {

    private BrokenProviders() {}

    static final class Hidden extends SampleProvider {
        Hidden(SampleKit.World world) {
            super(world, SampleKit::new);
        }
    }

    static final class BadId extends SampleProvider {
        BadId(SampleKit.World world) {
            super(world, SampleKit::new);
        }

        @Override
        public String id() {
            return "my kit";
        }
    }

    static final class ChangingId extends SampleProvider {
        private final AtomicInteger asked = new AtomicInteger();

        ChangingId(SampleKit.World world) {
            super(world, SampleKit::new);
        }

        @Override
        public String id() {
            return "kit" + asked.incrementAndGet();
        }
    }

    static final class OtherSettings extends SampleProvider {
        OtherSettings(SampleKit.World world) {
            super(world, SampleKit::new);
        }

        @Override
        public Class<Config> configType() {
            return new AtomicReference<Class<Config>>().getPlain();
        }
    }

    static final class FutureLevel extends SampleProvider {
        FutureLevel(SampleKit.World world) {
            super(world, SampleKit::new);
        }

        @Override
        public int apiLevel() {
            return RecoveryKitProvider.CURRENT_API_LEVEL + 1;
        }
    }

    static final class NullKit extends SampleProvider {
        NullKit(SampleKit.World world) {
            super(world, (any, context) -> new ThreadLocal<RecoveryKit>().get());
        }
    }

    static final class TouchingCreate extends SampleProvider {
        TouchingCreate(SampleKit.World world) {
            super(world, (touched, context) -> touching(touched, context));
        }

        private static RecoveryKit touching(SampleKit.World world, ResourceContext context) {
            world.in = false;
            return new SampleKit(world, context);
        }
    }

    static final class SharedState extends SampleProvider {
        private static final SampleKit.World SHARED = new SampleKit.World();

        SharedState(SampleKit.World world) {
            super(world, (own, context) -> sharing(own, context));
        }

        private static RecoveryKit sharing(SampleKit.World own, ResourceContext context) {
            return new SampleKit(own, context) {
                @Override
                public CheckResult quickCheck(Call call) throws InterruptedException {
                    SHARED.in |= world.in;
                    return SHARED.in ? CheckResult.healthy() : super.quickCheck(call);
                }

                @Override
                public ActionResult restore(Call call) throws InterruptedException {
                    SHARED.in = true;
                    return super.restore(call);
                }
            };
        }
    }
}
