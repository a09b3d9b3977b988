package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.ip.ConnectionFile.Found;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.model.TcpConnection;

/** Segments are sent to whom the file names, so it is believed only where nobody else could have written it. */
class ConnectionFileTest {
    private static final InetAddress VIP = Host.ip("10.0.0.50");
    private static final TcpConnection CLIENT = new TcpConnection(VIP, 443, Host.ip("10.0.0.99"), 51234);
    private static final String LIST = ConnectionList.write(VIP, List.of(CLIENT));

    @TempDir
    private Path directory;

    @Test
    void anotherNodeReadsWhatThisOneWroteAndNothingElseIsLeft() throws Exception {
        assertThat(file("a").read()).isEqualTo(new Found.None());

        assertThat(file("a").write(ConnectionList.write(VIP, List.of()))).isEmpty();
        assertThat(file("a").write(LIST)).isEmpty();

        assertThat(file("b").read()).isEqualTo(new Found.Listed(List.of(CLIENT)));
        assertThat(path()).hasContent(LIST.strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).containsExactly(path());
        }
    }

    @Test
    void whatACrashLeftHalfWrittenIsReplaced() throws Exception {
        Files.writeString(directory.resolve(".10.0.0.50.connections.a"), "recoverykit conn");
        assertThat(file("a").write(LIST)).isEmpty();
        assertThat(file("a").read()).isEqualTo(new Found.Listed(List.of(CLIENT)));
    }

    @Test
    void anIpv6AddressHasAFileNameThatAllFileSystemsTake() {
        InetAddress vip = Host.ip("2001:db8::50");
        new ConnectionFile(directory, vip, "a").write(ConnectionList.write(vip, List.of()));
        assertThat(directory.resolve("2001-db8--50.connections")).exists();
    }

    @Test
    void aFileThatOthersCanWriteIsRefused() throws Exception {
        written(LIST);
        mode(path(), "rw-rw-r--");
        assertRefused("can be written by others: chmod go-w");
    }

    @Test
    void aFileOfSomebodyElseIsRefused() throws Exception {
        written(LIST);
        assumeTrue(isGivenAway(), "only root can give files away");
        assertRefused("owner uid 1) must belong to uid 0: chown it");
    }

    private boolean isGivenAway() {
        try {
            Files.setAttribute(path(), "unix:uid", 1);
            return true;
        } catch (IOException notAllowed) {
            return false;
        }
    }

    @Test
    void aDirectoryThatOthersCanWriteIsRefusedForReadingAndWriting() throws Exception {
        written(LIST);
        mode(directory, "rwxrwxrwx");
        assertRefused("can be written by others");
        assertThat(file("a").write(LIST))
                .hasValueSatisfying(why -> assertThat(why).contains("chmod go-w"));
        mode(directory, "rwx------");
    }

    @Test
    void aFileThatIsTooLongIsRefusedUnread() throws Exception {
        written("x".repeat(ConnectionList.MOST_BYTES + 1));
        assertRefused("a list has at most " + ConnectionList.MOST_BYTES);
    }

    @Test
    void whatIsNoListIsRefused() throws Exception {
        written("PK\u0003\u0004");
        assertRefused("is no list of connections: line 1 is not");
    }

    @Test
    void aLinkAndADirectoryAreNoFiles() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), LIST);
        Files.createSymbolicLink(path(), elsewhere);
        assertRefused("is no regular file");
        Files.delete(path());
        Files.createDirectory(path());
        assertRefused("is no regular file");
        assertThat(file("a").write(LIST))
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be written"));
    }

    @Test
    void aDirectoryThatIsMissingIsSaidSo() {
        ConnectionFile lost = new ConnectionFile(directory.resolve("not-mounted"), VIP, "a");
        String why = "there is no directory " + directory.resolve("not-mounted")
                + "; make it, or mount what holds it before the address is restored";
        assertThat(lost.read()).isEqualTo(new Found.Refused(why));
        assertThat(lost.write(LIST)).hasValue(why);
    }

    private ConnectionFile file(String node) {
        return new ConnectionFile(directory, VIP, node);
    }

    private Path path() {
        return directory.resolve("10.0.0.50.connections");
    }

    private void written(String text) throws IOException {
        Files.writeString(path(), text);
        mode(path(), "rw-------");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private void assertRefused(String why) {
        assertThat(file("b").read())
                .isInstanceOfSatisfying(
                        Found.Refused.class,
                        refused -> assertThat(refused.why())
                                .contains(directory.toString())
                                .contains(why));
    }
}
