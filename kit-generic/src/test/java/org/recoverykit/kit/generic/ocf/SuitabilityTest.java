package org.recoverykit.kit.generic.ocf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuitabilityTest {
    private static final String PROMOTE = "<action name=\"promote\"/><action name=\"notify\"/></actions>";

    @Test
    void anOrdinaryAgentMayRun() throws Exception {
        assertThat(refusal(
                        "shop",
                        MetaDataParserTest.PRINTED,
                        "# crm_attribute in a comment\ncrm_attribute_name=x",
                        Map.of()))
                .isEmpty();
    }

    @Test
    void anAgentThatMustBePromotedIsRefused() throws Exception {
        assertThat(refusal("shop", MetaDataParserTest.PRINTED.replace("</actions>", PROMOTE), "", Map.of()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("it has to be promoted by a cluster manager"));
    }

    @Test
    void anAgentThatCallsPacemakerIsRefusedWithTheToolsName() throws Exception {
        assertThat(refusal(
                        "shop",
                        MetaDataParserTest.PRINTED,
                        "x=$(${HA_SBIN_DIR}/crm_node -l)\nattrd_updater -n a",
                        Map.of()))
                .hasValue("it calls attrd_updater, crm_node of Pacemaker, which does not run here");
    }

    @Test
    void aToolThatIsOnlyDescribedIsNotCalled() throws Exception {
        String printed = MetaDataParserTest.PRINTED.replace("Which door", "Set it with crm_attribute.\nWhich door");
        assertThat(refusal("shop", printed, printed, Map.of())).isEmpty();
    }

    @Test
    void aDatabaseThatIsNotReplicatedMayRun() throws Exception {
        String pgsql = MetaDataParserTest.PRINTED.replace("</actions>", PROMOTE);
        assertThat(refusal("pgsql", pgsql, "crm_attribute", Map.of())).isEmpty();
        assertThat(refusal("pgsql", pgsql, "crm_attribute", Map.of("rep_mode", "sync")))
                .hasValueSatisfying(why -> assertThat(why).contains("without its parameters for replication"));
    }

    @Test
    void anAgentWithoutMonitorIsNone() throws Exception {
        assertThat(refusal("shop", MetaDataParserTest.PRINTED.replace("\"monitor\"", "\"status\""), "", Map.of()))
                .hasValue("it does not advertise monitor, which every agent must have");
    }

    private static Optional<String> refusal(String name, String printed, String source, Map<String, String> given)
            throws Exception {
        String renamed = printed.replace("name=\"shop\"", "name=\"" + name + "\"");
        return Suitability.refusal(MetaDataParser.parse(renamed), renamed, source, given);
    }
}
