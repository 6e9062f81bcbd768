package dev.freshet.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.run.worker.WorkerCommand;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker calls nodes only of a run that it fits. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WorkerHandshakeTest {
    @TempDir
    Path directory;

    /** Starts workers in a directory of their own and says hello to one; the answers to all requests. */
    private List<Frame> answers(List<Path> classPath, Frame... requests) throws IOException {
        Path scratch = Files.createDirectories(directory.resolve("scratch"));
        Process worker = new ProcessBuilder(new WorkerCommand(List.of(), classPath).line(scratch))
                .directory(
                        Files.createDirectories(directory.resolve("elsewhere")).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (DataOutputStream out = new DataOutputStream(worker.getOutputStream());
                DataInputStream in = new DataInputStream(worker.getInputStream())) {
            List<Frame> answers = new ArrayList<>();
            for (Frame request : requests) {
                request.write(out);
                Frame answer = Frame.read(in);
                while (!answer.kind().isAnswer()) {
                    answer = Frame.read(in);
                }
                answers.add(answer);
            }
            return answers;
        } finally {
            worker.destroyForcibly();
        }
    }

    private static List<Path> classPath() {
        return ClassPath.of(WorkerHandshakeTest.class).paths();
    }

    private static Frame hello(int protocol, String freshet, List<CodeEntry> code) {
        return Frames.of(new Request.Hello(protocol, freshet, code, 1000));
    }

    private static void welcomed(Frame answer) throws WorkerException {
        WorkerRun.welcomed(answer, "the worker on somehost");
    }

    @Test
    void worker_ofThatVersionAndCode_isWelcome() throws Exception {
        List<Path> code = classPath();
        Frame answer = answers(code, WorkerRun.hello(CodeEntry.of(code))).get(0);
        assertThat(answer.kind()).isEqualTo(Frame.Kind.DONE);
        welcomed(answer);
    }

    @Test
    void worker_withAnotherProtocolOrVersion_refuses() throws IOException {
        List<Frame> answers = answers(
                classPath(), hello(Protocol.VERSION + 1, "9.9", List.of()), hello(Protocol.VERSION, "9.9", List.of()));
        assertThat(answers).extracting(Frame::kind).containsOnly(Frame.Kind.SPENT);
        assertThatThrownBy(() -> welcomed(answers.get(0)))
                .isInstanceOf(WorkerException.class)
                .hasMessage("the worker on somehost has Freshet " + FreshetVersion.text() + " (worker protocol "
                        + Protocol.VERSION
                        + "), but the run has Freshet 9.9 (worker protocol " + (Protocol.VERSION + 1)
                        + "); give workers the jars of the run");
        assertThatThrownBy(() -> welcomed(answers.get(1))).hasMessageContaining("but the run has Freshet 9.9 (");
    }

    @Test
    void worker_withOtherCode_refuses() throws IOException {
        Path jar = Files.writeString(directory.resolve("app.jar"), "planned");
        List<Path> paths = new ArrayList<>(classPath());
        paths.add(jar);
        List<CodeEntry> planned = CodeEntry.of(paths);
        Files.writeString(jar, "swapped");
        List<CodeEntry> less = planned.subList(0, planned.size() - 1);
        List<CodeEntry> more = new ArrayList<>(planned);
        more.set(paths.size() - 1, CodeEntry.of(paths).get(paths.size() - 1));
        more.add(new CodeEntry("more.jar", "00"));
        List<Frame> answers = answers(paths, WorkerRun.hello(planned), WorkerRun.hello(less), WorkerRun.hello(more));
        assertThatThrownBy(() -> welcomed(answers.get(0)))
                .hasMessageMatching(
                        "the worker on somehost has app.jar \\(SHA-256 [0-9a-f]{12}\\.\\.\\.\\) where the run"
                                + " has app.jar \\(SHA-256 [0-9a-f]{12}\\.\\.\\.\\); the run was planned for that code, so start"
                                + " it again");
        assertThatThrownBy(() -> welcomed(answers.get(1)))
                .hasMessage("the worker on somehost has app.jar on its class path, which the run does not have");
        assertThatThrownBy(() -> welcomed(answers.get(2)))
                .hasMessage("the worker on somehost has no more.jar, which the run has");
    }

    /** Here the name of its directory for temporary files is missing. A worker without memory fails there, too. */
    @Test
    void worker_whoseEndFails_endsAllTheSame() throws Exception {
        Process worker = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                classPath().stream().map(Path::toString).toList()),
                        WorkerMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            // Its thread of nodes would keep it alive.
            Frames.of(new Request.Call("none", List.of(), List.of(), null, null, false))
                    .write(new DataOutputStream(worker.getOutputStream()));
            assertThat(Frame.read(new DataInputStream(worker.getInputStream())).kind())
                    .isEqualTo(Frame.Kind.FAILED);
            worker.getOutputStream().close();
            assertThat(worker.waitFor()).isEqualTo(WorkerMain.NO_ANSWER);
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void answerOfAnotherVersion_isUnderstood() {
        byte[] later = "{\"@type\":\"Refused\",\"reason\":\"is newer\",\"other\":[1]}".getBytes();
        assertThatThrownBy(() -> welcomed(new Frame(Frame.Kind.SPENT, later)))
                .hasMessage("the worker on somehost is newer");
        assertThatThrownBy(() -> welcomed(new Frame(Frame.Kind.DONE, "?".getBytes())))
                .hasMessage("the worker on somehost speaks another protocol than this run; give workers the jars of the"
                        + " run");
    }

    @Test
    void frame_thatIsNone_isAFailure() {
        byte[] bytes = {0, 0, 0, 1, '?', '{'};
        assertThatThrownBy(() -> Frame.read(new DataInputStream(new java.io.ByteArrayInputStream(bytes))))
                .isInstanceOf(IOException.class)
                .hasMessage("not a frame");
        byte[] long0 = {-1, 0, 0, 1, 'R', '{'};
        assertThatThrownBy(() -> Frame.read(new DataInputStream(new java.io.ByteArrayInputStream(long0))))
                .hasMessage("not a frame");
    }
}
