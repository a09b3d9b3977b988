import java.io.PrintWriter;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests of kit-ip that are on the class path; for bin/test-as-nobody, which runs them without Maven. */
public final class SuiteRunner {
    private static final int MOST_LINES = 20;

    private SuiteRunner() {}

    public static void main(String[] patterns) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectPackage("org.recoverykit.kit.ip"))
                        .filters(ClassNameFilter.includeClassNamePatterns(patterns))
                        .build(),
                summary);
        PrintWriter out = new PrintWriter(System.out, true);
        summary.getSummary().printFailuresTo(out, MOST_LINES);
        out.println(summary.getSummary().getTestsSucceededCount() + " passed, "
                + summary.getSummary().getTotalFailureCount() + " failed, "
                + summary.getSummary().getTestsSkippedCount() + " skipped, "
                + summary.getSummary().getTestsAbortedCount() + " not for here");
        System.exit(summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
    }
}
