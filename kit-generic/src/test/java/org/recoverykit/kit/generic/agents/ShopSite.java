package org.recoverykit.kit.generic.agents;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.kit.generic.Shell;

/**
 * A shop: its address, the file system of its database, the database, the program that makes a page of what the database holds,
 * and the web server before it. All by agents as they are.
 */
final class ShopSite implements AutoCloseable {
    static final String PAGE = "http://" + Address.VIP + ":8098/";
    static final String TEXT = "seven apples";

    private final Address address = new Address();
    private final Mount mount = new Mount();

    ShopSite() {
        mount.with(this::database);
        write("page.pl", """
                use strict;
                use IO::Socket::INET;
                my $server = IO::Socket::INET->new(
                    LocalAddr => '127.0.0.1', LocalPort => 8097, Listen => 9, ReuseAddr => 1) or die "cannot listen: $!";
                $SIG{PIPE} = 'IGNORE';
                while (1) {
                    my $client = $server->accept() or next;
                    while (my $line = <$client>) { last if $line =~ /^\\r?\\n$/ }
                    my $row = qx(psql -h RUN -p PORT -U postgres -Atc 'select text from page' postgres 2>/dev/null);
                    my $status = $row eq '' ? '503 Service Unavailable' : '200 OK';
                    print $client "HTTP/1.0 $status\\r\\nContent-Length: ", length $row, "\\r\\n\\r\\n$row";
                    close $client;
                }
                """);
        write("nginx.conf", """
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
                        listen VIP:8098;
                        location / {
                            proxy_pass http://127.0.0.1:8097;
                        }
                    }
                }
                """);
    }

    private void write(String name, String text) {
        address.write(
                name,
                text.replace("DIR", address.file("").toString())
                        .replace("VIP", Address.VIP)
                        .replace("PORT", Postgres.PORT)
                        .replace("RUN", run()));
    }

    private String run() {
        return mount.point().resolve("run").toString();
    }

    private String data() {
        return mount.point().resolve("data").toString();
    }

    private void database() {
        Shell.run("mkdir", "-p", run(), data());
        Shell.run("chown", "postgres", run());
        Postgres.initialise(mount.point().resolve("data"));
        String single = Postgres.program("postgres") + " --single -D " + data() + " postgres";
        Shell.run("su", "postgres", "-c", "echo \"create table page as select '" + TEXT + "' as text\" | " + single);
    }

    HierarchySpec hierarchy(Policy policy) {
        return HierarchySpec.named("shop")
                .policy(policy)
                .resource("vip", "generic", agent("IPaddr2", address.parameters()))
                .resource("disk", "generic", agent("Filesystem", mount.parameters()), "vip")
                .resource(
                        "db",
                        "generic",
                        database(agent("pgsql", Postgres.parameters(Path.of(data()), Path.of(run())))),
                        "disk")
                .resource(
                        "page",
                        "generic",
                        agent(
                                "anything",
                                Map.of(
                                        "binfile", "/usr/bin/perl",
                                        "cmdline_options",
                                                address.file("page.pl").toString(),
                                        "pidfile", address.file("page.pid").toString())),
                        "db")
                .resource(
                        "web",
                        "generic",
                        agent(
                                "nginx",
                                Map.of("configfile", address.file("nginx.conf").toString())),
                        "page")
                .build();
    }

    private Map<String, Object> database(Map<String, Object> settings) {
        settings.put("pidFile", data() + "/postmaster.pid");
        return settings;
    }

    private static Map<String, Object> agent(String type, Map<String, String> parameters) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("dialect", "ocf");
        settings.put("ocf", Map.of("agent", "heartbeat:" + type, "parameters", parameters, "deepLevel", 0));
        return settings;
    }

    /** The process that all others of the database come from. */
    long postmaster() {
        return Long.parseLong(
                Shell.run("head", "-n", "1", data() + "/postmaster.pid").strip());
    }

    static boolean served() {
        return Pages.at(PAGE).strip().equals(TEXT);
    }

    @Override
    public void close() {
        mount.close();
        address.close();
    }
}
