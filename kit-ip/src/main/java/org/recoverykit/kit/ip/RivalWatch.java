package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for others that claim the address while it is in service here. A first claim is answered, since many who claim by
 * mistake give way; whoever claims on is a rival. The address is then defended once in ten seconds at most (RFC 5227, 2.4): two
 * that do it faster only make every client change its mind with every frame. While there is a rival he is asked whether he is
 * still there, and when he is gone the network is told at once, for some clients believed him last.
 */
final class RivalWatch implements AutoCloseable {
    static final Duration DEFEND_INTERVAL = Duration.ofSeconds(10);
    static final Duration ASK_INTERVAL = Duration.ofSeconds(2);

    /** So many questions in a row without an answer: he is gone. Frames get lost. */
    private static final int SILENT_QUESTIONS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RivalWatch.class);
    private static final Duration SOCKET_OPENS = Duration.ofMillis(500);

    private final ResourceContext context;
    private final String address;
    private final Claims claims;
    private final Defence defence;

    private Optional<Post> post = Optional.empty();
    private Optional<Long> defended = Optional.empty();
    private Optional<MacAddress> claimant = Optional.empty();
    private int unanswered;
    private Registration questions = () -> {};

    /** Read by every check: empty when there is nothing to tell. */
    private volatile Optional<String> report = Optional.empty();

    /** How the network is told whose the address is. From threads of the watch; must not wait long. */
    interface Defence {
        /** One announcement. */
        void announceOnce(Link link);

        /** As after an arrival: now, and again later. */
        void announceAnew();
    }

    private record Post(Link link, Watch watch) {}

    RivalWatch(LinuxNetwork network, ResourceContext context, InetAddress address, Defence defence) {
        this.context = context;
        this.address = AddressText.of(address);
        this.claims = Claims.of(network, address);
        this.defence = defence;
    }

    /** Watches on the interface that holds the address now. Does nothing if it does already. */
    synchronized void begin(Link link) {
        if (post.filter(now -> now.link().index() == link.index()).isPresent()) {
            return;
        }
        post.ifPresent(now -> now.watch().close());
        KernelAnswer<Watch> begun = claims.listen(link, this::heard, SOCKET_OPENS);
        post = begun.value().map(watch -> new Post(link, watch));
        if (post.isEmpty()) {
            LOG.warn(
                    "event=rivals-not-watched tag={} interface={} reason=\"{}\"",
                    context.tag(),
                    link.name(),
                    begun.result().message());
        }
    }

    /** Somebody else may have the address from now on. */
    synchronized void end() {
        post.ifPresent(now -> now.watch().close());
        post = Optional.empty();
        forget();
        defended = Optional.empty();
    }

    /** Who claims the address and does not give way, for a person; empty when nobody does. */
    Optional<String> rival() {
        return report;
    }

    @Override
    public void close() {
        end();
    }

    private synchronized void heard(MacAddress by) {
        if (post.isEmpty()) {
            return;
        }
        long now = context.time().nanoTime();
        boolean again = claimant.isPresent();
        claimant = Optional.of(by);
        unanswered = 0;
        if (defended.filter(then -> now - then < DEFEND_INTERVAL.toNanos()).isEmpty()) {
            defended = Optional.of(now);
            LOG.warn("event=address-claimed tag={} address={} by={} action=announce", context.tag(), address, by);
            defence.announceOnce(post.get().link());
        }
        if (!again) {
            questions.close();
            questions = context.every(ASK_INTERVAL, this::question);
        } else if (report.isEmpty()) {
            String text = address + " is claimed by " + by + " too";
            report = Optional.of(text);
            context.suspect(text);
        }
    }

    private void question() {
        if (isGone()) {
            LOG.info("event=rival-gone tag={} address={}", context.tag(), address);
            defence.announceAnew();
            context.suspect("nobody else claims " + address + " any more");
        }
    }

    /** Asks once more, unless enough questions went without an answer. */
    private synchronized boolean isGone() {
        if (post.isEmpty() || claimant.isEmpty()) {
            return false;
        }
        if (unanswered < SILENT_QUESTIONS) {
            unanswered++;
            claims.ask(post.get().link());
            return false;
        }
        forget();
        return true;
    }

    private void forget() {
        claimant = Optional.empty();
        report = Optional.empty();
        unanswered = 0;
        questions.close();
        questions = () -> {};
    }
}
