package org.recoverykit.kit.generic.agents;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.kit.generic.GenericConfig;
import org.recoverykit.kit.generic.Settings;

/** A web server, by the agent {@code nginx}. */
final class Nginx extends Application {
    private final Path configuration;

    Nginx() {
        write("index.html", "hello\n");
        // The agent reads this file itself, line by line.
        configuration = write("nginx.conf", """
                user www-data;
                worker_processes 1;
                pid DIR/nginx.pid;
                error_log DIR/error.log;
                events {
                    worker_connections 64;
                }
                http {
                    access_log off;
                    server {
                        listen 127.0.0.1:8099;
                        root DIR;
                    }
                }
                """.replace("DIR", file("").toString()));
    }

    @Override
    String agent() {
        return "heartbeat:nginx";
    }

    @Override
    Map<String, String> parameters() {
        return Map.of(
                "configfile", configuration.toString(),
                "port", "8099",
                "status10url", "http://127.0.0.1:8099/index.html",
                "status10regex", "hello");
    }

    @Override
    public GenericConfig config() {
        // Level 30 is advertised, too, and wants a command that nobody has here.
        return Settings.ocf(agent(), parameters(), Optional.of(10), Map.of(), Optional.empty());
    }

    @Override
    public void breakIt() {
        kill("nginx");
    }

    @Override
    public boolean isReallyInService() {
        return Pages.at("http://127.0.0.1:8099/index.html").equals("hello\n");
    }
}
