package org.recoverykit.examples.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A client that fetches the page every few milliseconds and notes for how long it got none. Its thread must be started in
 * the client's network namespace.
 */
final class PageWatch implements Runnable {
    private static final long PAUSE_MILLIS = 5;
    // On a switch either takes less than a millisecond; a client in a hurry asks again rather than wait for TCP to.
    private static final int CONNECT_MILLIS = 10;
    private static final int ANSWER_MILLIS = 40;

    private final InetSocketAddress server;

    private long lastPage;
    private boolean missing = true;
    private long answersInARow;
    private long outageNanos;
    private volatile boolean stopped;
    private String page = "";

    PageWatch(InetSocketAddress server) {
        this.server = server;
    }

    /** Asks until stopped. */
    @Override
    public void run() {
        try {
            while (!stopped) {
                ask();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped = true;
    }

    /** Forgets past outages: what is asked next is about what happens from now on. */
    synchronized void startAfresh() {
        outageNanos = 0;
    }

    /** How long it was without the page, from the last one before each failure to the next that came. */
    synchronized Duration outage() {
        long open = missing && lastPage != 0 ? System.nanoTime() - lastPage : 0;
        return Duration.ofNanos(outageNanos + open);
    }

    /** Whether the last so many requests were all answered. */
    synchronized boolean answered(int inARow) {
        return answersInARow >= inARow;
    }

    /** The last page that came. */
    synchronized String page() {
        return page;
    }

    private void ask() {
        try {
            String answer = HttpGet.from(server, CONNECT_MILLIS, ANSWER_MILLIS);
            if (HttpGet.isPage(answer)) {
                came(HttpGet.page(answer), System.nanoTime());
            } else {
                failed();
            }
        } catch (IOException e) {
            failed();
        }
    }

    private synchronized void came(String text, long now) {
        if (missing && lastPage != 0) {
            outageNanos += now - lastPage;
        }
        missing = false;
        lastPage = now;
        answersInARow++;
        page = text;
    }

    private synchronized void failed() {
        missing = true;
        answersInARow = 0;
    }
}
