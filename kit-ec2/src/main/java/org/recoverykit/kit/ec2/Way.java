package org.recoverykit.kit.ec2;

import java.util.List;

/**
 * How clients find the address: by route tables, or by an Elastic IP.
 *
 * @param <S> what EC2 shows of it
 */
interface Way<S> {

    /** Looks at EC2. */
    Answer<S> look(Home home, Freshness freshness, Budget budget) throws InterruptedException;

    /** What keeps the address from being in service here. */
    Verdict toHome(Home home, S seen);

    /** What keeps it from being out of service here. */
    Verdict awayFromHome(Home home, S seen);

    /**
     * Changes of the kinds that a takeover needs, each to what is there already: whether they are permitted can be asked with
     * DryRun, and a server that ignores DryRun changes nothing.
     */
    List<Change> rehearsals(Home home, S seen);
}
