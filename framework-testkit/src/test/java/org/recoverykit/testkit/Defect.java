package org.recoverykit.testkit;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.recoverykit.spi.RecoveryKitProvider;

/**
 * One mistake, and the test of the contract that has to find it.
 *
 * @param name the mistake
 * @param caughtBy the test
 * @param maker makes a provider that has it
 */
record Defect(String name, String caughtBy, SampleHarness.ProviderMaker maker) {

    static final List<Defect> ALL = List.of(
            spoiltProvider(
                    "NO_PUBLIC_CONSTRUCTOR",
                    "required_k101_aPublicConstructorWithoutParametersDoesNothing",
                    BrokenProviders.Hidden::new),
            spoiltProvider("ID_WITH_A_BLANK", "required_k102_theIdHasItsFormAndIsConstant", BrokenProviders.BadId::new),
            spoiltProvider(
                    "ID_THAT_CHANGES", "required_k102_theIdHasItsFormAndIsConstant", BrokenProviders.ChangingId::new),
            spoiltProvider(
                    "SETTINGS_OF_ANOTHER_TYPE",
                    "required_k103_settingsAreARecordOfBindableTypes",
                    BrokenProviders.OtherSettings::new),
            spoiltProvider(
                    "LEVEL_OF_THE_FUTURE", "required_k105_levelAndVersionAreUsable", BrokenProviders.FutureLevel::new),
            spoiltProvider(
                    "CREATE_ANSWERS_NULL", "required_k201_createReturnsAFinishedKit", BrokenProviders.NullKit::new),
            spoiltProvider(
                    "CREATE_REMOVES",
                    "required_k202_createTouchesNothingOfTheResource",
                    BrokenProviders.TouchingCreate::new),
            spoiltProvider(
                    "ONE_STATE_FOR_ALL", "required_k203_twoResourcesShareNoState", BrokenProviders.SharedState::new),
            spoiltKit("RESTORE_LIES", "required_k301_restoreIsDoneOnlyWhenInService", BrokenActions.RestoreLies::new),
            spoiltKit(
                    "RESTORE_REFUSES_A_SECOND_TIME",
                    "required_k302_restoreOfWhatIsInServiceIsDone",
                    BrokenActions.RestoreRefusesASecondTime::new),
            spoiltKit(
                    "CHECK_NEVER_HEALTHY",
                    "required_k303_quickCheckAfterRestoreIsHealthy",
                    BrokenActions.CheckNeverHealthy::new),
            spoiltKit(
                    "RESTORE_STOPS_AT_ITS_OWN_LEASE",
                    "required_k304_restoreCrashedAtAnyStepIsFinishedByAnother",
                    BrokenActions.RestoreStopsAtItsOwnLease::new),
            spoiltKit(
                    "REMOVE_KNOWS_ONLY_WHAT_WAS_NOTED_LATE",
                    "required_k305_restoreCrashedAtAnyStepIsTakenBackByRemove",
                    BrokenActions.RemoveKnowsOnlyWhatWasNotedLate::new),
            spoiltKit(
                    "RESTORE_REMEMBERS",
                    "required_k306_aBrokenResourceIsRestored",
                    BrokenActions.RestoreRemembers::new),
            spoiltKit("REMOVE_LIES", "required_k401_removeIsDoneOnlyWhenOut", BrokenActions.RemoveLies::new),
            spoiltKit(
                    "REMOVE_REFUSES_A_SECOND_TIME",
                    "required_k402_removeOfWhatIsOutIsDone",
                    BrokenActions.RemoveRefusesASecondTime::new),
            spoiltKit(
                    "REMOVE_REFUSES_THE_UNKNOWN",
                    "required_k403_removeOfWhatWasNeverInServiceIsDone",
                    BrokenActions.RemoveRefusesTheUnknown::new),
            spoiltKit(
                    "REMOVE_LEAVES_WHAT_OTHERS_RESTORED",
                    "required_k404_removeOfWhatAnEarlierProcessRestoredIsDone",
                    BrokenActions.RemoveLeavesWhatOthersRestored::new),
            spoiltKit(
                    "REMOVE_FORGETS_FIRST",
                    "required_k405_removeCrashedAtAnyStepIsFinishedByAnother",
                    BrokenActions.RemoveForgetsFirst::new),
            spoiltKit(
                    "REMOVE_IS_A_DEAD_END",
                    "required_k406_removeCrashedAtAnyStepIsUndoneByRestore",
                    BrokenActions.RemoveIsADeadEnd::new),
            spoiltKit(
                    "REMOVE_REFUSES_THE_BROKEN",
                    "required_k407_removeOfWhatIsBrokenIsDone",
                    BrokenActions.RemoveRefusesTheBroken::new),
            spoiltKit(
                    "RESTORES_ONLY_TWICE",
                    "required_k408_restoreAndRemoveCanBeRepeated",
                    BrokenActions.RestoresOnlyTwice::new),
            spoiltKit(
                    "ISOLATE_CONFUSES_REMOVE",
                    "required_k409_removeFollowsIsolate",
                    BrokenActions.IsolateConfusesRemove::new),
            spoiltKit(
                    "CHECK_SHRUGS_AT_THE_UNKNOWN",
                    "required_k501_quickCheckOfWhatWasNeverInServiceIsUnhealthy",
                    BrokenChecks.CheckShrugsAtTheUnknown::new),
            spoiltKit(
                    "CHECK_REMEMBERS",
                    "required_k502_quickCheckIsUnhealthyWhoeverTookItOut",
                    BrokenChecks.CheckRemembers::new),
            spoiltKit("CHECK_MENDS", "required_k503_quickCheckHasNoEffect", BrokenChecks.CheckMends::new),
            spoiltKit(
                    "CHECK_SEES_ONLY_ITS_OWN_WORK",
                    "required_k504_quickCheckAfterARestartSeesWhatIsThere",
                    BrokenChecks.CheckSeesOnlyItsOwnWork::new),
            spoiltKit(
                    "DEEP_CHECK_ALWAYS_HEALTHY",
                    "required_k505_deepCheckIsHealthyInServiceAndNotWhenOut",
                    BrokenChecks.DeepCheckAlwaysHealthy::new),
            spoiltKit(
                    "DEEP_CHECK_NOTES", "required_k506_deepCheckHasNoLastingEffect", BrokenChecks.DeepCheckNotes::new),
            spoiltKit(
                    "RECOVERY_LIES",
                    "required_k601_localRecoveryIsDoneOnlyWhenInService",
                    BrokenChecks.RecoveryLies::new),
            spoiltKit(
                    "RECOVERY_SAYS_FAILED_AND_IS_NOT",
                    "required_k601_localRecoveryIsDoneOnlyWhenInService",
                    BrokenChecks.RecoverySaysFailedAndIsNot::new),
            spoiltKit(
                    "RECOVERY_GIVES_UP",
                    "required_k602_localRecoveryMendsWhatIsBroken",
                    BrokenChecks.RecoveryGivesUp::new),
            spoiltKit(
                    "RECOVERY_HARMS_THE_HEALTHY",
                    "required_k603_localRecoveryOfWhatIsWellDoesNoHarm",
                    BrokenChecks.RecoveryHarmsTheHealthy::new),
            spoiltKit(
                    "RECOVERY_BLOCKS_RESTORE",
                    "required_k604_localRecoveryCrashedAtAnyStepIsFinishedByAnother",
                    BrokenChecks.RecoveryBlocksRestore::new),
            spoiltKit(
                    "RECOVERY_BLOCKS_REMOVE",
                    "required_k605_localRecoveryCrashedAtAnyStepIsTakenBackByRemove",
                    BrokenChecks.RecoveryBlocksRemove::new),
            spoiltKit(
                    "RESTORE_IGNORES_THE_INTERRUPT",
                    "required_k701_anInterruptedActionEndsPromptly",
                    BrokenManners.RestoreIgnoresTheInterrupt::new),
            spoiltKit(
                    "RESTORE_SWALLOWS_THE_INTERRUPT",
                    "required_k702_anInterruptIsPassedOn",
                    BrokenManners.RestoreSwallowsTheInterrupt::new),
            spoiltKit(
                    "CHECK_HANGS",
                    "required_k703_everyOperationEndsPromptlyAfterItsDeadline",
                    BrokenManners.CheckHangs::new),
            spoiltKit(
                    "INTERRUPT_SPOILS_THE_OBJECT",
                    "required_k704_theNextCallMendsWhatAnInterruptLeft",
                    BrokenManners.InterruptSpoilsTheObject::new),
            spoiltKit(
                    "NOTES_TOO_LATE",
                    "required_k801_whatCouldNotBeNotedIsStillRemovedByAnother",
                    BrokenManners.NotesTooLate::new),
            spoiltKit(
                    "FACTS_ONLY_IN_THE_OBJECT",
                    "required_k802_factsSurviveInNotesNotInTheObject",
                    BrokenManners.FactsOnlyInTheObject::new),
            spoiltKit("CLOSE_REMOVES", "required_k901_closeLeavesTheResourceAsItIs", BrokenManners.CloseRemoves::new),
            spoiltKit("CLOSE_ONLY_ONCE", "required_k902_closeIsIdempotent", BrokenManners.CloseOnlyOnce::new),
            spoiltKit("CLOSE_WAITS", "required_k903_closeReturnsWithinASecond", BrokenManners.CloseWaits::new),
            spoiltKit(
                    "LEAVES_A_THREAD",
                    "required_k904_closeEndsTheThreadsThatKeepAProcessAlive",
                    BrokenManners.LeavesAThread::new),
            spoiltKit(
                    "SETS_THE_LOCALE",
                    "required_k1001_whatTheProcessSharesIsLeftAlone",
                    BrokenManners.SetsTheLocale::new),
            spoiltKit(
                    "SETS_SYSTEM_OUT",
                    "required_k1001_whatTheProcessSharesIsLeftAlone",
                    BrokenManners.SetsSystemOut::new),
            spoiltKit(
                    "CHECK_ANSWERS_NULL",
                    "required_k1101_everyOperationAnswersAndNeverNull",
                    BrokenManners.CheckAnswersNull::new),
            spoiltKit(
                    "RECOVERY_THROWS",
                    "required_k1102_failuresAreReturnedNotThrown",
                    BrokenManners.RecoveryThrows::new),
            spoiltKit(
                    "CHECK_WITHOUT_A_REASON",
                    "required_k1103_whatIsNotWellHasAReasonOfOneLine",
                    BrokenManners.CheckWithoutAReason::new),
            spoiltKit(
                    "REASON_WITH_A_STACK_TRACE",
                    "required_k1103_whatIsNotWellHasAReasonOfOneLine",
                    BrokenManners.ReasonWithAStackTrace::new),
            spoiltKit(
                    "TELLS_THE_SECRET_IN_A_REASON",
                    "required_k1104_secretsAreNeverSaid",
                    BrokenManners.TellsTheSecretInAReason::new),
            spoiltKit("NOTES_THE_SECRET", "required_k1104_secretsAreNeverSaid", BrokenManners.NotesTheSecret::new),
            spoiltKit(
                    "SUSPECTS_THE_SECRET", "required_k1104_secretsAreNeverSaid", BrokenManners.SuspectsTheSecret::new),
            spoiltKit("STEPS_WITHOUT_NAMES", "required_k1105_stepsHaveNames", BrokenManners.StepsWithoutNames::new),
            spoiltKit(
                    "COMMANDS_WITHOUT_HELP",
                    "required_k1201_commandsAreListedOnceWithHelp",
                    BrokenManners.CommandsWithoutHelp::new),
            spoiltKit(
                    "ANSWERS_ANY_COMMAND",
                    "required_k1202_anUnknownCommandIsRefusedAndChangesNothing",
                    BrokenManners.AnswersAnyCommand::new));

    private static final Gate GATE = new Gate();

    private static Defect spoiltProvider(String name, String caughtBy, SampleHarness.ProviderMaker maker) {
        return new Defect(name, caughtBy, maker);
    }

    private static Defect spoiltKit(String name, String caughtBy, SampleProvider.Maker maker) {
        return new Defect(name, caughtBy, world -> new SampleProvider(world, maker));
    }

    RecoveryKitProvider<SampleProvider.Config> provider(SampleKit.World world) {
        return maker.make(world);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Lets threads go that a defect has left behind. */
    static void release() {
        GATE.open();
    }

    /** A thread that keeps the process alive until {@link #release}, or half a minute. */
    static void leaveThreadBehind() {
        Thread thread = new Thread(() -> stubbornly(30_000), "left-behind");
        thread.setDaemon(false); // else it would be what the calling thread is
        thread.start();
    }

    /** Takes its time, whatever anybody does; the interrupt is kept. */
    static void stubbornly(int millis) {
        CountDownLatch release = GATE.current();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                if (release.await(left, TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shut again for the next one as soon as it was opened. */
    private static final class Gate {
        private CountDownLatch latch = new CountDownLatch(1);

        synchronized CountDownLatch current() {
            return latch;
        }

        synchronized void open() {
            latch.countDown();
            latch = new CountDownLatch(1);
        }
    }
}
