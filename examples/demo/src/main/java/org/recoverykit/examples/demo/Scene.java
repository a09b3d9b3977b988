package org.recoverykit.examples.demo;

import static org.recoverykit.examples.demo.Service.BACKUP;
import static org.recoverykit.examples.demo.Service.FIRST;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.linux.lab.Lab;

/** The stage: a switch, two servers with two cables each, and a client; all in anonymous network namespaces of this process. */
final class Scene implements AutoCloseable {
    static final String PICTURE = """
            RecoveryKit: a web server and its address survive five blows.

                                             +-- eth0 10.66.0.11 --+
                                             +-- eth1 10.66.0.12 --+-- server a
              client 10.66.0.100 -- switch --+
                                             +-- eth0 10.66.0.21 --+
                                             +-- eth1 10.66.0.22 --+-- server b

              protected: web (a web server) needs vip (10.66.0.50/24 on eth0, backup eth1)
              the client asks the address every millisecond, and fetches the page all the time""";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** The engines and the kit rehearse a recovery in the background when they start: the first real one is no cold one. */
    private static final Duration REHEARSAL = Duration.ofSeconds(2);

    private final Lab lab;
    private final Server first;
    private final Server second;
    private final Client client;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Scene(Lab lab, Server first, Server second, Client client) {
        this.lab = lab;
        this.first = first;
        this.second = second;
        this.client = client;
    }

    /** Sets it up with both engines running and nothing in service yet. */
    static Scene build(Path state, Teller teller) {
        Lab lab = Lab.create();
        try {
            return furnish(lab, state, teller);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private static Scene furnish(Lab lab, Path state, Teller teller) {
        Machine a = new Machine(lab, "a").with(FIRST, "10.66.0.11/24").with(BACKUP, "10.66.0.12/24");
        Machine b = new Machine(lab, "b").with(FIRST, "10.66.0.21/24").with(BACKUP, "10.66.0.22/24");
        Machine visitor = new Machine(lab, "client").with(FIRST, "10.66.0.100/24");
        Server second = Server.start(b, state, FailoverPort.none(), teller);
        Server first = Server.start(a, state, new TakeOver(second, a.place()::run), teller);
        return new Scene(lab, first, second, Client.on(visitor));
    }

    /** Brings the service up on the first server. What is missing, if the client is not served in time. */
    Optional<String> start(Ledger ledger) throws InterruptedException {
        CompletableFuture<CommandOutcome> restored = first.restore().toCompletableFuture();
        if (!ledger.await(PATIENCE, restored::isDone)) {
            return Optional.of("server a is not ready after " + PATIENCE.toSeconds() + " s: " + first.words());
        }
        CommandOutcome outcome = restored.join();
        if (!outcome.isDone()) {
            return Optional.of(outcome.reason());
        }
        return ledger.await(PATIENCE, () -> client.isServed() && ledger.quietFor(REHEARSAL))
                ? Optional.empty()
                : Optional.of("the client is not served, although server a says: " + first.words());
    }

    Server first() {
        return first;
    }

    Server second() {
        return second;
    }

    Client client() {
        return client;
    }

    boolean firstHolds(String interfaceName) {
        return first.machine().holds(Service.ADDRESS, interfaceName);
    }

    void deleteAddress() {
        first.machine().delete(Service.ADDRESS, Service.PREFIX, FIRST);
    }

    void cutFirstCable() {
        first.machine().cable(FIRST).cut();
    }

    void mendFirstCable() {
        first.machine().cable(FIRST).mend();
    }

    /** The idle one first, so that no engine is tempted to move there. */
    void cutBothCables() {
        first.machine().cable(FIRST).cut();
        first.machine().cable(BACKUP).cut();
    }

    void killWebServer() {
        WebProcess.find(first.note(Service.WEB, WebKit.PROCESS)).ifPresent(WebProcess::kill);
    }

    /** Takes the service out everywhere, ends the engines, and takes the network away. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            client.close();
            first.close();
            second.close();
            lab.close();
        }
    }
}
