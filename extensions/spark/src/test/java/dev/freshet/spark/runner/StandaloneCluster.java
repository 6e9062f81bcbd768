package dev.freshet.spark.runner;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A Master and Workers of Spark, each a process of its own. */
final class StandaloneCluster implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final Process master;
    private final List<Process> workers = new CopyOnWriteArrayList<>();

    /** A cluster of a Master and so many Workers, which have started, and may not have come to the Master yet. */
    StandaloneCluster(Path directory, int workerCount) throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        this.directory = directory;
        port = freePort();
        master = start(
                "master",
                "org.apache.spark.deploy.master.Master",
                List.of("--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0"));
        awaitMaster();
        for (int i = 0; i < workerCount; i++) {
            addWorker();
        }
    }

    /** Starts a further Worker. */
    void addWorker() throws IOException {
        addWorker(2, "3g", List.of());
    }

    /** Starts a further Worker of a size, with more arguments. */
    void addWorker(int cores, String memory, List<String> more) throws IOException {
        String name = "worker" + workers.size();
        List<String> arguments = new ArrayList<>(List.of(
                "--host",
                "127.0.0.1",
                "--cores",
                Integer.toString(cores),
                "--memory",
                memory,
                "--work-dir",
                Files.createDirectories(directory.resolve(name)).toString(),
                "--webui-port",
                "0"));
        arguments.addAll(more);
        arguments.add(url());
        workers.add(start(name, "org.apache.spark.deploy.worker.Worker", arguments));
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Where Workers keep the files of applications. */
    Path directory() {
        return directory;
    }

    /** Ends the Master at once. */
    void killMaster() {
        master.destroyForcibly();
        master.onExit().join();
    }

    /** The executors and what these have started. */
    Stream<ProcessHandle> descendants() {
        return workers.stream().flatMap(Process::descendants);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start(String name, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                TestCluster.ofSpark() + File.pathSeparator + TestCluster.ownClasses(),
                ClusterMember.class.getName(),
                main));
        command.addAll(arguments);
        File log = directory.resolve(name + ".log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private void awaitMaster() {
        for (boolean answers = false; !answers; ) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                answers = true;
            } catch (IOException e) {
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    @Override
    public void close() {
        Stream.concat(workers.stream(), Stream.of(master))
                .peek(Process::destroyForcibly)
                .toList()
                .forEach(process -> process.onExit().join());
    }
}
