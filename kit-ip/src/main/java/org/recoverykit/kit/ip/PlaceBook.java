package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Notes.NotDurableException;
import org.recoverykit.spi.ResourceContext;

/** Where one address is, or was last: in memory, and durably in the resource's notes. Reading never blocks. */
final class PlaceBook implements Supplier<Places> {
    /** LifeKeeper's Information field: for people and tools; we read the notes of the places themselves. */
    private static final String INFORMATION = "information";

    private final ResourceContext context;
    private final InetAddress inet;
    private final int prefixLength;
    private volatile Places places;

    /** As it was noted, or as the settings say. */
    PlaceBook(IpConfig config, ResourceContext context) {
        this.context = context;
        this.inet = config.protectedAddress().inetAddress();
        this.prefixLength = config.protectedAddress().length();
        this.places = Places.of(config, context.notes().all());
    }

    @Override
    public Places get() {
        return places;
    }

    /**
     * It was verified to be here now: Done in any case, with a word about where it is, and whether that could be noted.
     *
     * @param more what else to note; asked for when the book tells the new place already
     */
    ActionResult settle(Places arrivedAt, Supplier<Map<String, String>> more, Budget budget) {
        String from = places.current();
        places = arrivedAt;
        boolean moved = !from.equals(arrivedAt.current());
        String what = moved ? "moved from " + from + " to " + arrivedAt.current() : "on " + arrivedAt.current();
        try {
            write(arrivedAt, more.get());
            budget.step(IpStep.PLACE_NOTED);
        } catch (NotDurableException unwritten) {
            // The address works, and a new start finds it where it is: going back would only cost a second outage.
            return ActionResult.done(what + ", which could not be noted: " + unwritten.getMessage());
        }
        return ActionResult.done(what);
    }

    /**
     * From now on these are its places; more is noted with them, all or nothing.
     *
     * @throws NotDurableException if it could not be written; then nothing has changed
     */
    void choose(Places chosen, Map<String, String> more) {
        write(chosen, more);
        places = chosen;
    }

    /** Another resource says where it belongs, and has noted that itself. */
    void follow(Places leaders) {
        places = leaders;
    }

    /** The information line as it is now. */
    InformationLine information() {
        return information(places);
    }

    private void write(Places of, Map<String, String> more) {
        Map<String, String> notes = new HashMap<>(more);
        notes.putAll(of.notes());
        notes.put(INFORMATION, information(of).toString());
        context.notes().putAll(notes);
    }

    private InformationLine information(Places of) {
        return new InformationLine(context.node(), of.current(), inet, prefixLength, of.spare());
    }
}
