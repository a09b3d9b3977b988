package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ec2.InstanceFacts.Attachment;

class HomeChoiceTest {
    private static final URI LOCAL = URI.create("http://127.0.0.1:9");
    private static final Attachment FIRST =
            new Attachment("02:00:00:00:00:01", "eni-1", "vpc-1", List.of("10.0.0.11", "fd00::11"));
    private static final Attachment SECOND =
            new Attachment("02:00:00:00:00:02", "eni-2", "vpc-1", List.of("10.0.0.12"));
    private static final InstanceFacts BOTH = new InstanceFacts(List.of(FIRST, SECOND));
    private static final Map<String, String> LOCAL_NAMES = Map.of("eth1", "02:00:00:00:00:02");

    @Test
    void anInterfaceIsMeantByItsIdItsNameOrOneOfItsAddresses() {
        assertThat(choice("eni-2").among(BOTH)).isEqualTo(Answer.of(new Home("eni-2", "vpc-1")));
        assertThat(choice("eth1").among(BOTH)).isEqualTo(Answer.of(new Home("eni-2", "vpc-1")));
        assertThat(choice("fd00::11").among(BOTH)).isEqualTo(Answer.of(new Home("eni-1", "vpc-1")));
    }

    @Test
    void theOnlyOneNeedsNoName() {
        assertThat(choice("auto").among(new InstanceFacts(List.of(FIRST))))
                .isEqualTo(Answer.of(new Home("eni-1", "vpc-1")));
    }

    @Test
    void amongSeveralNoneIsGuessed() {
        assertThat(words(choice("auto").among(BOTH))).contains("eni-1", "eni-2", "say which");
        assertThat(words(choice("eth7").among(BOTH))).contains("'eth7' is no interface of this instance");
    }

    @Test
    void settingsThatSayEverythingNeedNoMetadataService() {
        assertThat(choice("eni-9").bySettings()).as("without a VPC").isEmpty();
        Settings said = Settings.routes("10.1.0.10", "eni-9", LOCAL, LOCAL).vpc("vpc-1");
        assertThat(new HomeChoice(said.config(), name -> Optional.empty()).bySettings())
                .contains(new Home("eni-9", "vpc-1"));
        Settings elastic = Settings.elasticIp("eipalloc-1", "eni-9", LOCAL, LOCAL);
        assertThat(new HomeChoice(elastic.config(), name -> Optional.empty()).bySettings())
                .as("an Elastic IP has no VPC")
                .contains(new Home("eni-9", ""));
    }

    @Test
    void anInterfaceOfAnotherVpcIsRefused() {
        Settings other = Settings.routes("10.1.0.10", "eth1", LOCAL, LOCAL).vpc("vpc-2");
        assertThat(words(new HomeChoice(other.config(), HomeChoiceTest::macOf).among(BOTH)))
                .contains("eni-2 belongs to vpc-1, not to vpc-2");
    }

    private static HomeChoice choice(String networkInterface) {
        return new HomeChoice(
                Settings.routes("10.1.0.10", networkInterface, LOCAL, LOCAL).config(), HomeChoiceTest::macOf);
    }

    private static Optional<String> macOf(String name) {
        return Optional.ofNullable(LOCAL_NAMES.get(name));
    }

    private static String words(Answer<Home> answer) {
        return answer.trouble().orElseThrow().message();
    }
}
