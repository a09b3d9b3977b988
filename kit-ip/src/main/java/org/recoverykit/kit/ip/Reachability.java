package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.kit.ip.RecentAnswers.Heard;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Route;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.TimeSource;

/**
 * Asks stations outside, by the interface that holds the address and in its name, and the same stations by the spare
 * interface: a dead spare is to be known before it is needed, and only one that hears the same stations is on the same network.
 */
final class Reachability {
    private final LinuxNetwork network;
    private final ProtectedAddress address;
    private final ReachSettings settings;
    private final FixedAddresses fixed;
    private final MuteInterfaces mute;
    private final RecentAnswers recent;
    private final TimeSource time;
    private final Runnable healed;
    private boolean silent;

    /** @param healed told when somebody answers again after nobody did: those who moved meanwhile have not heard of us */
    Reachability(IpConfig config, IpHost host, MuteInterfaces mute, TimeSource time, Runnable healed) {
        this.network = host.network();
        this.address = config.protectedAddress();
        this.settings = config.reachSettings();
        this.fixed = host.fixedAddresses();
        this.recent = host.recentAnswers();
        this.mute = mute;
        this.time = time;
        this.healed = healed;
    }

    /**
     * Called when the kernel says that all is well.
     *
     * @param main the main table
     */
    CheckResult check(Places places, List<Route> main, Budget budget) throws InterruptedException {
        if (settings.tries() == 0) {
            return CheckResult.healthyBut("only the link was looked at, nobody outside was asked: reach.tries is 0");
        }
        ReachTargets targets = ReachTargets.of(address, places, settings, network.view(), main);
        Optional<Link> link = network.view().link(places.current());
        if (targets.isEmpty() || link.isEmpty()) {
            return ReachVerdict.LINK_ONLY;
        }
        Optional<Link> spare = places.spare()
                .filter(name -> Diagnosis.obstacle(network.view(), name).isEmpty())
                .flatMap(network.view()::link)
                .filter(other -> !targets.onLink().isEmpty());
        var question = new RecentAnswers.Question(
                link.get().index(), spare.map(Link::index).orElse(0), targets.all());
        Optional<Heard> known = recent.of(question, time.nanoTime());
        Heard heard = known.isPresent() ? known.get() : ask(targets, link.get(), spare, budget);
        if (known.isEmpty()) {
            recent.note(question, heard, time.nanoTime());
        }
        return judge(places, targets, heard, spare);
    }

    private Heard ask(ReachTargets targets, Link link, Optional<Link> spare, Budget budget)
            throws InterruptedException {
        ViewGate news = new ViewGate();
        try (NeighbourQuestion here = question(link, Optional.of(address.inetAddress()), targets.onLink(), news);
                NeighbourQuestion there = question(
                        spare.orElse(link),
                        spare.flatMap(this::fixedOf),
                        spare.isEmpty() ? Set.of() : targets.onLink(),
                        news)) {
            boolean open = here.open(budget.next()) && there.open(budget.next());
            boolean echoed = false;
            boolean enough = !open;
            for (int i = 0; i < settings.tries() && !enough; i++) {
                here.send();
                there.send();
                news.await(
                        () -> (here.answered() || targets.onLink().isEmpty()) && (spare.isEmpty() || there.answered()),
                        patience(budget));
                if (!here.answered() && !targets.afar().isEmpty()) {
                    echoed = echoes(targets.afar(), link, budget);
                }
                enough = (here.answered() || echoed) && isDone(there, spare);
            }
            return new Heard(here.answered() || echoed, there.answered());
        }
    }

    /** One that was dead the last time is asked once only: that it still is is no news. */
    private boolean isDone(NeighbourQuestion there, Optional<Link> spare) {
        return spare.isEmpty() || there.answered() || mute.isMute(spare.get().name());
    }

    private boolean echoes(Set<InetAddress> targets, Link link, Budget budget) throws InterruptedException {
        Set<InetAddress> answered = network.echoes()
                .ask(targets, address.inetAddress(), link.name(), patience(budget))
                .value()
                .orElse(Set.of());
        return answered.stream()
                .anyMatch(from -> network.view().addressesOf(from).isEmpty());
    }

    private CheckResult judge(Places places, ReachTargets targets, Heard heard, Optional<Link> spare) {
        var here = new ReachVerdict.Answers(places.current(), targets.all(), heard.here());
        Optional<ReachVerdict.Answers> there = spare.flatMap(link -> places.spare())
                .map(name -> new ReachVerdict.Answers(name, targets.onLink(), heard.there()));
        if (heard.here() || heard.there()) {
            mute.note(places.current(), heard.here());
            there.ifPresent(answers -> mute.note(answers.interfaceName(), answers.any()));
        }
        if (heard.here() && silent) {
            healed.run();
        }
        silent = !heard.here();
        return ReachVerdict.of(here, there, settings.silence());
    }

    private NeighbourQuestion question(
            Link link, Optional<InetAddress> asker, Set<InetAddress> targets, ViewGate news) {
        return new NeighbourQuestion(network, link, asker, targets, news);
    }

    /** The spare must not ask in the name of the protected address: every station would learn the wrong hardware address. */
    private Optional<InetAddress> fixedOf(Link link) {
        return fixed.find(link.index(), address).map(InterfaceAddress::address);
    }

    private Duration patience(Budget budget) throws InterruptedException {
        Duration left = budget.next();
        return left.compareTo(settings.patience()) < 0 ? left : settings.patience();
    }
}
