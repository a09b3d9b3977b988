package org.recoverykit.kit.generic.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.generic.ocf.AgentMetaData.Objection;

class MetaDataParserTest {
    static final String PRINTED = """
            Nov 22 01:48:22 INFO: a line that does not belong here
            <?xml version="1.0"?>
            <!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
            <resource-agent name="shop" version="0.9">
            <version>1.0</version>
            <longdesc lang="en">Runs a shop,
              &lt;open&gt; or closed.</longdesc>
            <shortdesc lang="en">A shop</shortdesc>
            <parameters>
              <parameter name="door" unique="1" required="1">
                <longdesc lang="en">Which door
                to open.</longdesc>
                <shortdesc lang="en">door</shortdesc>
                <content type="string" default=""/>
              </parameter>
              <parameter name="till" required="0">
                <shortdesc lang="en">Number of tills</shortdesc>
                <content type="integer" default="3"/>
              </parameter>
              <parameter name="bell"><content type="boolean"/></parameter>
            </parameters>
            <actions>
              <action name="start" timeout="60s"/>
              <action name="stop" timeout="90"/>
              <action name="monitor" depth="0" timeout="500ms" interval="10s"/>
              <action name="monitor" depth="20" timeout="2min" role="Promoted"/>
              <action name="meta-data" timeout="5s"/>
            </actions>
            </resource-agent>
            trailing words
            """;

    @Test
    void readsWhatAnAgentSaysOfItself() throws Exception {
        AgentMetaData shop = MetaDataParser.parse(PRINTED);
        assertThat(shop.name()).isEqualTo("shop");
        assertThat(shop.brief()).isEqualTo("A shop");
        assertThat(shop.text()).isEqualTo("Runs a shop, <open> or closed.");
        assertThat(shop.parameters()).extracting(AgentParameter::name).containsExactly("door", "till", "bell");
        assertThat(shop.parameters().get(0).required()).isTrue();
        assertThat(shop.parameters().get(0).preset()).isEmpty();
        assertThat(shop.parameters().get(1).preset()).contains("3");
        assertThat(shop.actions().get(1).timeout()).contains(Duration.ofSeconds(90));
        assertThat(shop.actions().get(2).timeout()).contains(Duration.ofMillis(500));
        assertThat(shop.actions().get(3).timeout()).contains(Duration.ofMinutes(2));
        assertThat(shop.deepestLevel()).isEqualTo(20);
        assertThat(shop.advertises("recover")).isFalse();
    }

    @Test
    void unknownMissingAndMisshapenParametersAreToldInTheAgentsOwnWords() throws Exception {
        assertThat(MetaDataParser.parse(PRINTED).objectionsTo(Map.of("dor", "front", "till", "many", "bell", "yes")))
                .containsExactly(
                        new Objection("dor", "the agent shop has no such parameter; it has: door, till, bell"),
                        new Objection("door", "missing; door (string, required): Which door to open."),
                        new Objection("till", "'many' does not fit; till (integer, default '3'): Number of tills"));
    }

    @Test
    void describesParametersAndActionsForAPerson() throws Exception {
        assertThat(MetaDataParser.parse(PRINTED).described())
                .contains("shop 0.9: A shop")
                .contains("  door (string, required): Which door to open.")
                .contains("  bell (boolean, optional): ")
                .contains("  monitor at level 20 as Promoted, at least 120 s");
    }

    @Test
    void entitiesAreNeitherExpandedNorFetched() {
        String bomb = PRINTED.replace(
                        "<resource-agent name",
                        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><resource-agent name")
                .replace("A shop", "&x;");
        assertThatThrownBy(() -> MetaDataParser.parse(bomb))
                .isInstanceOf(NoMetaDataException.class)
                .hasMessageContaining("not well-formed")
                .hasMessageNotContaining("root:");
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        assertThatThrownBy(() -> MetaDataParser.parse("usage: shop {start|stop}"))
                .isInstanceOf(NoMetaDataException.class)
                .hasMessageContaining("printed no <resource-agent> document");
        assertThatThrownBy(() -> MetaDataParser.parse(PRINTED.replace("</parameters>", "")))
                .isInstanceOf(NoMetaDataException.class)
                .hasMessageContaining("not well-formed");
    }
}
