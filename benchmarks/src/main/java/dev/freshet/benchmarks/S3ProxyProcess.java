package dev.freshet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that speaks S3, in a process of its own. */
record S3ProxyProcess(Process process, URI endpoint) implements AutoCloseable {
    static final String BUCKET = "benchmark";

    private static final String KEY = "AKIABENCHMARKBENCHMA";
    private static final String SECRET = "benchmark/benchmark+benchmark/benchmark+";
    private static final Pattern PORT = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)}");

    /** @param directory where the server keeps its data */
    static S3ProxyProcess start(Path directory) throws IOException {
        Path data = Files.createTempDirectory(directory, "s3proxy-");
        Path settings = Files.write(
                data.resolve("s3proxy.conf"),
                List.of(
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + KEY,
                        "s3proxy.credential=" + SECRET,
                        "s3proxy.endpoint=http://127.0.0.1:0",
                        "jclouds.provider=filesystem",
                        "jclouds.identity=x",
                        "jclouds.credential=x",
                        "jclouds.filesystem.basedir=" + Files.createDirectory(data.resolve("data"))));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        Files.readString(Path.of("target/s3proxy.classpath")).strip(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new S3ProxyProcess(process, URI.create("http://127.0.0.1:" + port(process)));
    }

    /** Waits until the server tells its port, and goes on reading what it says, so that it never waits for that. */
    private static int port(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                Thread rest = new Thread(() -> lines.lines().forEach(more -> {}), "s3proxy-output");
                rest.setDaemon(true);
                rest.start();
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("s3proxy did not start");
    }

    Map<String, String> credentials() {
        return Map.of(
                "access_key_id",
                KEY,
                "secret_access_key",
                SECRET,
                "region",
                "us-east-1",
                "endpoint",
                endpoint.toString());
    }

    /** A client that has nothing to do with what is measured. */
    S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .build();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
