package org.recoverykit.testkit.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The whole life of the process that is killed: it does what the lines on its standard input say, one after the other. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VictimLife {
    static final String RECORD = "record";
    static final String DIE_AT = "die-at";
    static final String LIVE_ON = "live-on";

    private final Steps steps = new Steps(VictimLife::say);
    private final Orders orders;

    private VictimLife(Function<Steps, Orders> orders) {
        this.orders = orders.apply(steps);
    }

    /** What a victim can be told to do. */
    @FunctionalInterface
    public interface Orders {
        /**
         * Carries out one order and returns when it is done.
         *
         * @param verb its first word
         * @param object the rest; may be empty
         * @return the answer; may be empty
         * @throws Exception if it could not be carried out; the test is told so
         */
        String obey(String verb, String object) throws Exception;
    }

    /**
     * To be called by the main method. Returns when there are no more orders, so that no victim outlives the test; the caller
     * ends the process then, whatever threads there are.
     *
     * @param orders made once, with the steps that they pass
     */
    public static void live(Function<Steps, Orders> orders) throws IOException {
        VictimLife life = new VictimLife(orders);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] order = line.split(" ", 2);
            try {
                say(Said.DONE + life.obey(order[0], order.length == 2 ? order[1] : ""));
            } catch (Exception | AssertionError e) {
                say(Said.FAILED + line + ": " + e);
            }
        }
    }

    private String obey(String verb, String object) throws Exception {
        switch (verb) {
            case RECORD -> steps.record();
            case DIE_AT -> steps.dieAt(object);
            case LIVE_ON -> steps.liveOn();
            default -> {
                return orders.obey(verb, object);
            }
        }
        return "";
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
