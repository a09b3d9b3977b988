package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** A state file and nothing else. */
final class Dummy extends Application {
    @Override
    String agent() {
        return "ocf:heartbeat:Dummy";
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("state", file("state").toString());
    }

    @Override
    public void breakIt() throws IOException {
        Files.delete(file("state"));
    }

    @Override
    public boolean isReallyInService() {
        return Files.exists(file("state"));
    }
}
