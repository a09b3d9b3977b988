import java.io.PrintWriter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of a package that are on the class path, for commands that run them without Maven. */
public final class SuiteRunner {
    private static final int MOST_LINES = 20;

    private SuiteRunner() {}

    /** Arguments: the package, and patterns of class names. Says what was skipped and why, what failed, and the numbers. */
    public static void main(String[] words) {
        PrintWriter out = new PrintWriter(System.out, true);
        String[] patterns = java.util.Arrays.copyOfRange(words, 1, words.length);
        SummaryGeneratingListener summing = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectPackage(words[0]))
                        .filters(ClassNameFilter.includeClassNamePatterns(patterns))
                        .build(),
                summing,
                new Progress(out));
        TestExecutionSummary summary = summing.getSummary();
        summary.printFailuresTo(out, MOST_LINES);
        out.println(summary.getTestsSucceededCount() + " passed, "
                + summary.getTotalFailureCount() + " failed, "
                + (summary.getTestsSkippedCount() + summary.getTestsAbortedCount()) + " skipped");
        System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
    }

    /** Tells each class that has ended, and each test that did not run with its reason. */
    private record Progress(PrintWriter out) implements TestExecutionListener {
        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            tell(test, reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            // So that a run which is cut short tells how far it came.
            if (test.isContainer() && test.getSource().filter(ClassSource.class::isInstance).isPresent()) {
                out.println("ended: " + test.getDisplayName() + " " + result.getStatus());
            }
            if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
                tell(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
            }
        }

        private void tell(TestIdentifier test, String reason) {
            String where = test.getSource()
                    .map(source -> source instanceof MethodSource method
                            ? method.getClassName().replaceAll(".*\\.", "") + "." + method.getMethodName()
                            : "")
                    .orElse("");
            // The contract's rules that no test can have; they are the same everywhere.
            if (reason.startsWith("untested: ")) {
                return;
            }
            out.println("skipped: " + (where.isEmpty() ? test.getDisplayName() : where) + ": "
                    + reason.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(2).reduce("", (a, b) -> a + " " + b).strip());
        }
    }
}
