package dev.freshet.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dead processes left is deleted, and nothing else. */
final class ScratchTest {
    @TempDir
    Path directory;

    /** Leaves a temporary file and is killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Files.writeString(Scratch.in(Path.of(arguments[0]), ".x.csv"), "half");
            System.out.println("written");
            System.out.flush();
            System.in.read();
        }
    }

    private Process child() throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(child.inputReader().readLine()).isEqualTo("written");
        return child;
    }

    @Test
    void longName_isCutBetweenCharacters() throws IOException {
        for (int before = 40; before < 60; before++) {
            String name = "a".repeat(before) + "\uD83D\uDE00".repeat(20);
            Path file = Scratch.in(directory, name);
            Files.writeString(file, "saved");
            assertThat(file).hasContent("saved");
        }
    }

    @Test
    void fileOfAKilledProcess_isOfTheDead_andThatOfALivingOneIsNot() throws Exception {
        Process child = child();
        try {
            Path left = Files.list(directory).findFirst().orElseThrow();
            assertThat(Scratch.isOfTheDead(left.getFileName().toString())).isFalse();
            child.destroyForcibly();
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(Scratch.isOfTheDead(left.getFileName().toString())).isTrue();
            Files.writeString(directory.resolve(".theirs.tmp"), "of another program");
            Scratch.in(directory, ".y.csv");
            assertThat(left).doesNotExist();
            assertThat(directory.resolve(".theirs.tmp")).exists();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void fileOfAnotherMachine_orOfThisProcess_isNotOfTheDead() {
        String own = Scratch.in(directory, ".x.csv").getFileName().toString();
        assertThat(Scratch.isOfTheDead(own)).isFalse();
        String mark = own.substring(own.length() - ".tmp".length() - own.split("\\.")[4].length());
        String dead = own.replace("-" + ProcessHandle.current().pid() + "-", "-4194304000-");
        assertThat(Scratch.isOfTheDead(dead)).as(mark).isTrue();
        String machine = own.split("\\.")[4].substring(0, 8);
        assertThat(Scratch.isOfTheDead(dead.replace(machine, "00000000"))).isFalse();
        String boot = own.split("\\.")[4].substring(9, 17);
        assertThat(Scratch.isOfTheDead(own.replace(machine + "-" + boot, machine + "-00000000")))
                .as("of a process before the machine was last started")
                .isTrue();
    }

    @Test
    void longName_isCut() throws IOException {
        Files.createFile(Scratch.in(directory, "." + "n".repeat(240)));
        Path made = Scratch.createDirectory("freshet-test");
        assertThat(Files.getPosixFilePermissions(made)).hasSize(3);
        Scratch.delete(made);
        assertThat(made).doesNotExist();
    }
}
