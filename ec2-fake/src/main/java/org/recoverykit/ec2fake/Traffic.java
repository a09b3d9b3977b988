package org.recoverykit.ec2fake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a server was asked, in order of arrival. Thread-safe. */
public final class Traffic {
    private final List<Request> requests = new ArrayList<>();

    synchronized void add(Request request) {
        requests.add(request);
    }

    /** All of it since the last {@link #clear}. */
    public synchronized List<Request> all() {
        return List.copyOf(requests);
    }

    /** Those that match. */
    public List<Request> matching(Predicate<Request> which) {
        return all().stream().filter(which).toList();
    }

    /** How many match. */
    public int count(Predicate<Request> which) {
        return matching(which).size();
    }

    /** Those that would change something. */
    public List<Request> writes() {
        return matching(Request.writes());
    }

    /** Forgets. */
    public synchronized void clear() {
        requests.clear();
    }
}
