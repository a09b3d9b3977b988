package org.recoverykit.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recoverykit.core.files.FileTrust;

/** The traps of configuration files, each by its row in the fault catalogue. */
@Timeout(60)
class ConfigTrapsTest extends ConfigFiles {

    @Test
    void row127_anUnknownKeyIsToldWithTheNearestName() throws Exception {
        assertThat(refusedYaml(SETTINGS + "          adress: x\n"))
                .containsExactly("c.yaml:9: " + PLACE + ".settings.adress: unknown key; did you mean address?; allowed:"
                        + " address, prefix, label, mode, pause, password, targets, limits, refresh, bounds");
        assertThat(refusedYaml("nodes: a\n" + SETTINGS))
                .containsExactly(
                        "c.yaml:1: nodes: unknown key; did you mean node?; allowed: node, stateDirectory, defaults,"
                                + " hierarchies");
    }

    @Test
    void row128_aDuplicateKeyOrTagIsRefused() throws Exception {
        assertThat(refusedYaml(SETTINGS + "          address: 10.0.0.2\n"))
                .containsExactly("c.yaml:9: " + PLACE
                        + ".settings.address: this key was there before, on line 8: remove one of the two");
        assertThat(refusedYaml(
                        SETTINGS + "  db:\n    resources:\n      vip: {kit: ip, settings: {address: 10.0.0.2}}\n"))
                .containsExactly("c.yaml:11: hierarchies.db.resources.vip: this tag is taken by " + PLACE
                        + " (line 5); a tag is unique on a node: rename one");
        assertThat(refused(write("c.json", "{\"node\":\"a\",\n\"node\":\"b\"}")))
                .containsExactly("c.json:2: node: this key was there before, on line 1: remove one of the two");
    }

    @Test
    void row129_anchorsAliasesAndMergeKeysAreRefused() throws Exception {
        assertThat(refusedYaml(SETTINGS + "          label: &x eth0\n"))
                .containsExactly(
                        "c.yaml:9: " + PLACE + ".settings.label: an anchor (&x); anchors are not allowed: remove it");
        assertThat(refusedYaml(SETTINGS + "          label: *x\n"))
                .containsExactly("c.yaml:9: " + PLACE
                        + ".settings.label: an alias (*x); aliases are not allowed: write the value out");
        assertThat(refusedYaml(SETTINGS + "          <<: {label: x}\n"))
                .contains("c.yaml:9: " + PLACE
                        + ".settings.<<: a merge key (<<); merging is not allowed: write the keys out");
    }

    @Test
    void row130_aSecondDocumentOrTrailingTextIsRefused() throws Exception {
        assertThat(refusedYaml(SETTINGS + "---\nnode: other\n"))
                .containsExactly("c.yaml:9: a second document begins here; allowed: one in a file");
        assertThat(refused(write("c.json", "{\"node\":\"n\",\"hierarchies\":{}}\n{}")))
                .containsExactly("c.json:2: something follows the end; allowed: one object");
        assertThat(refusedYaml(SETTINGS + "}\n")).singleElement().asString().startsWith("c.yaml:9: ");
    }

    @ParameterizedTest
    @CsvSource({
        "no,which some readers take for a boolean; allowed: true or false",
        "On,which some readers take for a boolean; allowed: true or false",
        "010,which readers take for different numbers; allowed: a whole number in plain decimal digits",
        "0644,which readers take for different numbers; allowed: a whole number in plain decimal digits",
        "0x1F,which readers take for different numbers; allowed: a whole number in plain decimal digits",
        "1e3,which readers take for different numbers; allowed: a whole number in plain decimal digits",
        "1_000,which readers take for different numbers; allowed: a whole number in plain decimal digits",
        "1.5,which readers take for different numbers; allowed: a whole number in plain decimal digits",
        "+5,which readers take for different numbers; allowed: a whole number in plain decimal digits"
    })
    void row131_whatReadersTakeDifferentlyIsRefused(String word, String why) throws Exception {
        assertThat(refusedYaml(SETTINGS + "          label: " + word + "\n"))
                .containsExactly("c.yaml:9: " + PLACE + ".settings.label: found " + word + ", " + why + ", or \"" + word
                        + "\" in quotes for a text");
        assertThat(loaded(write("c.yaml", SETTINGS + "          label: \"" + word + "\"\n"))
                        .label())
                .contains(word);
    }

    @Test
    void row131_aNumberIsNoTextAndNothingIsNoValue() throws Exception {
        assertThat(refusedYaml(SETTINGS + "          label: 12\n"))
                .containsExactly("c.yaml:9: " + PLACE
                        + ".settings.label: found the number 12; allowed: a text: write \"12\" in quotes");
        assertThat(refusedYaml(SETTINGS + "          label:\n"))
                .containsExactly("c.yaml:9: " + PLACE + ".settings.label: has no value: write one, or remove the key");
        assertThat(refusedYaml(SETTINGS + "          prefix: 99999999999999999999\n"))
                .containsExactly("c.yaml:9: " + PLACE + ".settings.prefix: found a number of 20 digits; allowed:"
                        + " -9223372036854775808 to 9223372036854775807");
    }

    @Test
    void row132_bombsAndDeepNestingAreRefused() throws Exception {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThat(refusedYaml(laughs.toString()))
                .contains("c.yaml:1: a0: an anchor (&a0); anchors are not allowed: remove it");
        assertThat(refusedYaml("node: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .startsWith("c.yaml:1: node[0][0]")
                .endsWith(": nested more than 32 levels deep");
        assertThat(refused(write("c.json", "{\"node\":" + "[".repeat(100_000))))
                .singleElement()
                .asString()
                .endsWith(": nested more than 32 levels deep");
    }

    @Test
    @Timeout(20)
    void row133_aHugeFileIsRefusedBeforeItIsParsed() throws Exception {
        assertThat(refusedYaml("node: " + "x".repeat(5_000_000)))
                .containsExactly("c.yaml: has 5000006 bytes; allowed: 1048576");
        assertThat(refusedYaml("node: " + "x".repeat(1_000_000) + "\nhierarchies: {}\n"))
                .singleElement()
                .asString()
                .startsWith("c.yaml:1: node: found \"xxxxx");
    }

    @Test
    void row134_typeTagsAreRefused() throws Exception {
        assertThat(refusedYaml(SETTINGS + "          label: !!javax.script.ScriptEngineManager [x]\n"))
                .contains("c.yaml:9: " + PLACE + ".settings.label: a type tag (\"tag:yaml.org,2002:javax.script."
                        + "ScriptEngineManager\"); tags are not allowed: types follow from the key");
        assertThat(refusedYaml(SETTINGS + "          label: !!str 5\n"))
                .contains("c.yaml:9: " + PLACE
                        + ".settings.label: a type tag (\"tag:yaml.org,2002:str\"); tags are not allowed: types follow"
                        + " from the key");
    }

    @ParameterizedTest
    @CsvSource({
        "'\\0',0000,controls terminals and files",
        "'\\e[31m',001B,controls terminals and files",
        "'\\r',000D,controls terminals and files",
        "'\\u202e',202E,cannot be seen or changes the order of text",
        "'\\u200b',200B,cannot be seen or changes the order of text"
    })
    void row135_controlAndBidiCharactersAreRefusedEscapedOrNot(String escaped, String code, String why)
            throws Exception {
        assertThat(refusedYaml(SETTINGS + "          label: \"a" + escaped + "b\"\n"))
                .containsExactly("c.yaml:9: " + PLACE + ".settings.label: holds the character U+" + code + ", which "
                        + why + ": remove it");
        String raw = new String(Character.toChars(Integer.parseInt(code, 16)));
        List<String> problems = refusedYaml(SETTINGS + "          label: \"a" + raw + "b\"\n");
        assertThat(problems)
                .containsExactly(
                        raw.equals("\r")
                                ? "c.yaml:9: holds a carriage return: save it with Unix line ends"
                                : "c.yaml:9: the line holds the character U+" + code + ", which " + why
                                        + ": remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v\u0456p", "a b", "a;b", "\"a\\nb\"", "\u00e9", "$(x)", "a/b", ".hidden"})
    void row135_tagsKeepToTheirGrammar(String tag) throws Exception {
        assertThat(refusedYaml("node: n1\nhierarchies:\n  web:\n    resources:\n      " + tag
                        + ": {kit: ip, settings: {address: 10.0.0.1}}\n"))
                .singleElement()
                .asString()
                .startsWith("c.yaml:5: hierarchies.web.resources.")
                .contains("allowed for a tag: letters, digits")
                .is(new Condition<>(
                        text -> text.substring(text.indexOf("found ")).chars().allMatch(c -> c >= ' ' && c < 127),
                        "shown in plain characters"));
    }

    @Test
    void row135_aTagOfTenThousandCharactersIsRefusedInOneLine() throws Exception {
        assertThat(refusedYaml(
                        HEAD.replace("vip", "\"" + "x".repeat(900) + "\"") + "        settings: {address: 10.0.0.1}\n"))
                .singleElement()
                .asString()
                .contains("... (900 characters)\"; allowed for a tag");
    }

    @Test
    void row135_aByteOrderMarkTabsAndOtherEncodingsAreRefused() throws Exception {
        assertThat(refusedYaml("\ufeffnode: n1\n"))
                .containsExactly("c.yaml:1: the file begins with a byte order mark: save it as UTF-8 without one");
        assertThat(refusedYaml("node: n1\nhierarchies:\n\tweb: {}\n"))
                .containsExactly("c.yaml:3: the line is indented with a tab; allowed: spaces");
        Path latin = temporary.resolve("l.yaml");
        Files.write(latin, "node: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused(latin)).containsExactly("l.yaml: is not UTF-8 text: save it as UTF-8");
    }

    @Test
    void row136_aShellsCharactersAreOnlyCharacters() throws Exception {
        assertThat(loaded(write("c.yaml", SETTINGS + "          label: \"eth0; touch /tmp/x\"\n"))
                        .label())
                .as("handed to the kit as it is, which refuses it by its own grammar; nothing here builds a command")
                .contains("eth0; touch /tmp/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "..", "a/../b", "-h"})
    void row137And138_namesThatLeadOutOrLookLikeAnOptionAreRefused(String tag) throws Exception {
        assertThat(refusedYaml("node: n1\nhierarchies:\n  web:\n    resources:\n      \"" + tag
                        + "\": {kit: ip, settings: {address: 10.0.0.1}}\n"))
                .singleElement()
                .asString()
                .contains("found \"" + tag + "\"; allowed for a tag: ");
    }

    @Test
    void row137_theStateDirectoryIsAbsoluteAndPlain() throws Exception {
        assertThat(refusedYaml("stateDirectory: /var/../etc\n" + SETTINGS))
                .containsExactly(
                        "c.yaml:1: stateDirectory: found \"/var/../etc\"; allowed: an absolute path without '..'");
        assertThat(refusedYaml("stateDirectory: here\n" + SETTINGS))
                .containsExactly("c.yaml:1: stateDirectory: found \"here\"; allowed: an absolute path without '..'");
    }

    @Test
    void row139_aFileThatOthersCanWriteIsRefusedByRoot() throws Exception {
        Path file = write("c.yaml", SETTINGS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        if (FileTrust.ourUid() == 0) {
            assertThat(refused(file))
                    .containsExactly(
                            "c.yaml: has mode 666 (owner uid 0), so others can write it: chmod go-w; whoever writes"
                                    + " it decides what this process does as root");
        }
        assertThat(ConfigLoader.load(file, KITS, ConfigFile.Trust.ANYBODY)).isInstanceOf(ConfigResult.Loaded.class);
    }

    @Test
    void row139_aFileWhoseDirectoryOthersCanWriteIsRefusedByRoot() throws Exception {
        assumeThat(FileTrust.ourUid()).as("only root refuses such a file").isZero();
        Path above = Files.createDirectory(temporary.resolve("above"));
        Path file =
                Files.writeString(Files.createDirectory(above.resolve("etc")).resolve("c.yaml"), SETTINGS);
        String because = "; whoever writes it decides what this process does as root";

        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThat(refused(file))
                .containsExactly(
                        "c.yaml: lies in " + above.toRealPath() + ", which has mode 775 (owner uid 0), so others"
                                + " can write it: chmod go-w " + above.toRealPath() + because);
        Files.setAttribute(above, "unix:mode", 01777);
        assertThat(loaded(file).address()).as("a sticky directory is fine").isEqualTo("10.0.0.1");

        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(above, "unix:uid", 12345);
        assertThat(refused(file))
                .containsExactly(
                        "c.yaml: lies in " + above.toRealPath() + ", which belongs to uid 12345 (mode 755), who can"
                                + " put another in its place: chown " + above.toRealPath() + because);
    }

    @Test
    void row139_aForeignFileIsRefusedByRoot() throws Exception {
        assumeThat(FileTrust.ourUid()).as("only root can give a file away").isZero();
        Path file = write("c.yaml", SETTINGS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setAttribute(file, "unix:uid", 12345);
        assertThat(refused(file))
                .containsExactly(
                        "c.yaml: belongs to uid 12345 (mode 644); it must belong to uid 0: chown it; whoever writes"
                                + " it decides what this process does as root");
    }

    @Test
    void row140_whatIsNoPlainFileIsNotRead() throws Exception {
        Path pipe = temporary.resolve("p.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String message = ": is no plain file (a directory, a pipe or a device): nothing is read of it";
        assertThat(refused(pipe)).containsExactly("p.yaml" + message);
        assertThat(refused(Files.createDirectory(temporary.resolve("d.yaml")))).containsExactly("d.yaml" + message);
        assertThat(refused(Files.createSymbolicLink(temporary.resolve("z.yaml"), Path.of("/dev/zero"))))
                .containsExactly("z.yaml" + message);
        assertThat(refused(temporary.resolve("none.yaml"))).containsExactly("none.yaml: there is no such file");
        assertThat(refused(write("c.txt", "x")))
                .containsExactly("c.txt: the name must end in .yaml, .yml or .json, which tells how to read it");
        assertThat(refusedYaml("")).containsExactly("c.yaml:1: the file says nothing: it needs node and hierarchies");
    }

    @Test
    void row141_anAddressIsTheKitsToCheckAndItsRefusalStandsAtItsLine() throws Exception {
        Path file = write("c.yaml", SETTINGS);
        EngineConfig config = ((ConfigResult.Loaded) ConfigLoader.load(file, KITS)).config();
        assertThat(config.settingProblem("web", "vip", "address", "010.0.0.1 is no address"))
                .hasToString(file + ":8: " + PLACE + ".settings.address: 010.0.0.1 is no address");
    }
}
