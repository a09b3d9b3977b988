package org.recoverykit.kit.generic.agents;

import java.nio.file.Path;
import java.util.Map;
import org.recoverykit.kit.generic.Shell;

/** A store of keys and values, by the agent {@code redis}, without replication. */
final class Redis extends Application {
    private final Path configuration;

    Redis() {
        configuration = write("redis.conf", "port 6399\nbind 127.0.0.1\nsave \"\"\ndir " + file("") + "\n");
    }

    @Override
    String agent() {
        return "heartbeat:redis";
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("config", configuration.toString(), "rundir", file("run").toString());
    }

    @Override
    public void breakIt() {
        kill("redis-server");
    }

    @Override
    public boolean isReallyInService() {
        return Shell.attempt("redis-cli", "-p", "6399", "ping").output().strip().equals("PONG");
    }
}
