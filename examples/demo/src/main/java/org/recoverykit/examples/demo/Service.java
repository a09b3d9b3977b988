package org.recoverykit.examples.demo;

import java.net.InetSocketAddress;
import java.util.Map;
import org.recoverykit.engine.HierarchySpec;

/** What is protected: a web server, which needs its address. The same on each server; nothing here names one. */
final class Service {
    static final String HIERARCHY = "web";
    static final String WEB = "web";
    static final String VIP = "vip";
    static final String ADDRESS = "10.66.0.50";
    static final int PREFIX = 24;
    static final int PORT = 80;
    static final String FIRST = "eth0";
    static final String BACKUP = "eth1";

    private Service() {}

    static HierarchySpec description() {
        return HierarchySpec.named(HIERARCHY)
                .resource(VIP, "ip", Map.of("address", ADDRESS + "/" + PREFIX, "interface", FIRST, "backup", BACKUP))
                .resource(WEB, "demo-web", Map.of("address", ADDRESS, "port", PORT, "page", "Hello"), VIP)
                .build();
    }

    static InetSocketAddress page() {
        return new InetSocketAddress(ADDRESS, PORT);
    }
}
