package org.recoverykit.benchmarks;

import java.util.List;
import java.util.Map;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.kit.ip.IpConfig;
import org.recoverykit.kit.ip.IpKitProvider;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/**
 * {@code QuickCheckProcess ADDRESS SAMPLES}: quick checks of one real address in service, one after the other, timed inside
 * the call: nothing of the engine is in it. Microseconds a check.
 */
final class QuickCheckProcess {
    private static final int CHECKS_A_SAMPLE = 100;

    private QuickCheckProcess() {}

    public static void main(String[] words) throws Exception {
        Timing timing = new Timing(Integer.parseInt(words[1]));
        HierarchySpec one = HierarchySpec.named("h")
                .resource(
                        "r",
                        "ip",
                        Map.of("address", words[0] + "/" + TestNetwork.PREFIX, "interface", "eth0", "backup", "eth1"))
                .build();
        try (TemporaryDirectory state = TemporaryDirectory.make();
                RecoveryEngine engine = RecoveryEngines.builder()
                        .node("bench")
                        .stateDirectory(state.path())
                        .provider(timing)
                        .hierarchy(one)
                        .build()) {
            engine.start();
            engine.restoreHierarchy("h").toCompletableFuture().join();
            KitCommand measure = new KitCommand("measure", Map.of());
            engine.perform("r", measure).toCompletableFuture().join(); // to warm up
            System.out.println(
                    engine.perform("r", measure).toCompletableFuture().join().text());
            Series.print("ours", timing.micros);
        }
    }

    /** The IP kit, with a command that times its quick check on the thread and with the call that the engine gave. */
    private static final class Timing implements RecoveryKitProvider<IpConfig> {
        private final IpKitProvider real = new IpKitProvider();
        private final int samples;
        private double[] micros = {}; // written before the command is answered, read after

        Timing(int samples) {
            this.samples = samples;
        }

        @Override
        public String id() {
            return real.id();
        }

        @Override
        public Class<IpConfig> configType() {
            return real.configType();
        }

        @Override
        public RecoveryKit create(IpConfig config, ResourceContext context) throws KitConfigurationException {
            return new TimedKit(real.create(config, context));
        }

        private CommandResult time(RecoveryKit kit, Call call) throws InterruptedException {
            double[] values = new double[samples];
            for (int sample = 0; sample < samples; sample++) {
                long began = System.nanoTime();
                for (int i = 0; i < CHECKS_A_SAMPLE; i++) {
                    CheckResult result = kit.quickCheck(call);
                    if (result.kind() != CheckResult.Kind.HEALTHY) {
                        return CommandResult.refused(result.toString());
                    }
                }
                values[sample] = (System.nanoTime() - began) / 1e3 / CHECKS_A_SAMPLE;
            }
            micros = values;
            return CommandResult.answered("");
        }

        private final class TimedKit extends ForwardingKit {
            TimedKit(RecoveryKit kit) {
                super(kit);
            }

            @Override
            public List<KitCommand.Description> commands() {
                return List.of(new KitCommand.Description("measure", Map.of(), "times quick checks"));
            }

            @Override
            public CommandResult perform(Call call, KitCommand command) throws InterruptedException {
                return time(kit, call);
            }
        }
    }
}
