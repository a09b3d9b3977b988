package org.recoverykit.examples.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.recoverykit.engine.EngineEvent.OperationEnded;
import org.recoverykit.engine.Operation;

/** The five things that are done to the service, and what must come of each. */
final class Story {
    private final Scene scene;
    private final Ledger ledger;

    Story(Scene scene, Ledger ledger) {
        this.scene = scene;
        this.ledger = ledger;
    }

    List<Act> acts() {
        return List.of(
                new Act(
                        "1  somebody deletes the address",
                        "hand",
                        Service.ADDRESS + " is deleted from " + Service.FIRST + " of server a",
                        scene::deleteAddress,
                        blow -> notDone(blow, Service.VIP, Operation.LOCAL_RECOVERY)
                                .or(() -> addressNotOn(Service.FIRST))),
                new Act(
                        "2  the first cable is cut",
                        "cable",
                        "the cable of " + Service.FIRST + " of server a is cut",
                        scene::cutFirstCable,
                        blow -> notDone(blow, Service.VIP, Operation.LOCAL_RECOVERY)
                                .or(() -> addressNotOn(Service.BACKUP))),
                new Act(
                        "3  the cable is mended",
                        "cable",
                        "the cable of " + Service.FIRST + " of server a is mended",
                        scene::mendFirstCable,
                        blow -> addressNotOn(Service.BACKUP).or(() -> notServedBy(scene.first()))),
                new Act(
                        "4  the web server is killed",
                        "hand",
                        "kill -9 of the web server's process on server a",
                        scene::killWebServer,
                        blow -> notDone(blow, Service.WEB, Operation.RESTORE).or(() -> notServedBy(scene.first()))),
                new Act(
                        "5  both cables are cut",
                        "cable",
                        "both cables of server a are cut",
                        scene::cutBothCables,
                        blow -> notServedBy(scene.second()).or(() -> stillOn(scene.first()))));
    }

    private Optional<String> notDone(Instant blow, String tag, Operation operation) {
        boolean done = ledger.done(blow).stream()
                .map(Ledger.Entry::event)
                .anyMatch(e -> e instanceof OperationEnded o && o.subject().equals(tag) && o.operation() == operation);
        return done ? Optional.empty() : Optional.of("no " + operation + " of " + tag + " was done");
    }

    private Optional<String> addressNotOn(String interfaceName) {
        return scene.firstHolds(interfaceName)
                ? Optional.empty()
                : Optional.of(Service.ADDRESS + " is not on " + interfaceName + " of server a");
    }

    private Optional<String> notServedBy(Server server) {
        if (!server.inService()) {
            return Optional.of("the hierarchy is not in service on server " + server.name() + ": " + server.words());
        }
        String page = scene.client().page();
        return page.endsWith(" from " + server.name())
                ? Optional.empty()
                : Optional.of("the client's page says '" + page + "', not that it is from " + server.name());
    }

    private Optional<String> stillOn(Server server) {
        return server.isOut()
                ? Optional.empty()
                : Optional.of("not everything is out of service on server " + server.name() + ": " + server.words());
    }
}
