package org.recoverykit.examples.demo;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Prober;

/** What the outside sees: a client that asks the address for an echo every millisecond, and fetches the page all the time. */
final class Client implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(1);
    private static final long FRESH_NANOS = Duration.ofMillis(50).toNanos();
    private static final int PAGES_IN_A_ROW = 20;

    private final Prober prober;
    private final PageWatch pages;
    private final CompletableFuture<Void> end;
    private long since = System.nanoTime();

    private Client(Prober prober, PageWatch pages, CompletableFuture<Void> end) {
        this.prober = prober;
        this.pages = pages;
        this.end = end;
    }

    static Client on(Machine machine) {
        if (!(Host.ip(Service.ADDRESS) instanceof Inet4Address address)) {
            throw new IllegalStateException(Service.ADDRESS + " is no IPv4 address");
        }
        PageWatch pages = new PageWatch(Service.page());
        CompletableFuture<Void> end = machine.place().fork("demo-pages", pages);
        return new Client(Prober.start(machine.place(), address, EVERY), pages, end);
    }

    /** What is asked next is about what happens from now on. */
    void startAfresh() {
        since = System.nanoTime();
        pages.startAfresh();
    }

    /** Whether address and page answer, steadily. */
    boolean isServed() {
        return System.nanoTime() - prober.lastAnsweredNanos() < FRESH_NANOS && pages.answered(PAGES_IN_A_ROW);
    }

    /** For how long the address gave no answer, in all. */
    Duration addressOutage() {
        Duration sum = prober.outages().stream()
                .filter(o -> o.fromNanos() + o.duration().toNanos() - since > 0)
                .map(Prober.Outage::duration)
                .reduce(Duration.ZERO, Duration::plus);
        long silent = System.nanoTime() - prober.lastAnsweredNanos();
        return silent < FRESH_NANOS ? sum : sum.plusNanos(silent);
    }

    /** For how long the page could not be fetched, in all. */
    Duration pageOutage() {
        return pages.outage();
    }

    /** The last page that came. */
    String page() {
        return pages.page();
    }

    /** Its view of the last act. */
    String words() {
        return "address " + words(addressOutage(), "silent") + ", page " + words(pageOutage(), "missing")
                + "; it reads '" + page() + "'";
    }

    private static String words(Duration outage, String how) {
        return outage.isZero() ? "always there" : how + " for " + Sentence.millis(outage);
    }

    @Override
    public void close() {
        pages.stop();
        prober.close();
        end.join();
    }
}
