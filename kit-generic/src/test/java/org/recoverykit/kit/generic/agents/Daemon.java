package org.recoverykit.kit.generic.agents;

import java.util.Map;

/** Any program in the background, by the agent {@code anything}. */
final class Daemon extends Application {
    @Override
    String agent() {
        return "heartbeat:anything";
    }

    @Override
    Map<String, String> parameters() {
        return Map.of(
                "binfile",
                "/bin/sleep",
                "cmdline_options",
                "86400",
                "pidfile",
                file("pid").toString());
    }

    @Override
    public void breakIt() {
        kill("sleep");
    }

    @Override
    public boolean isReallyInService() {
        return named("sleep").size() == 1;
    }
}
