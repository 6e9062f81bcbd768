package dev.freshet.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is not in the credentials is taken from the environment, as the AWS SDK does. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3EnvironmentTest {
    @TempDir
    Path home;

    /** Asks for a key of a bucket without credentials and prints what happens. */
    public static void main(String[] arguments) {
        S3Storage storage = new S3Storage(arguments[0], S3Access.of(credentials()), Access.SHORT);
        try {
            System.out.println(storage.stat("k").isPresent() ? "there" : "not there");
        } catch (IOException e) {
            System.out.println(storage.reading(e, "k"));
        }
    }

    /** Those that the test passes in a variable. */
    private static Credentials credentials() {
        String profile = System.getenv("TEST_PROFILE");
        return profile == null ? Credentials.NONE : Credentials.of(Map.of("profile", profile));
    }

    private String ask(String bucket, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                S3EnvironmentTest.class.getName(),
                bucket);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }

    @Test
    void nothingSet_missesTheRegion() throws Exception {
        assertThat(ask("b", Map.of())).isEqualTo("no region is known; set region in the credentials, or AWS_REGION");
    }

    @Test
    void regionSet_missesTheCredentials() throws Exception {
        assertThat(ask("b", Map.of("AWS_REGION", "eu-central-1")))
                .isEqualTo("no credentials are known; name some in the catalog, as in \"credentials: storage\", or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void allSet_getsIn() throws Exception {
        S3Server server = S3Server.running();
        assertThat(ask(
                        server.bucket(),
                        Map.of(
                                "AWS_REGION",
                                "us-east-1",
                                "AWS_ACCESS_KEY_ID",
                                S3Server.KEY,
                                "AWS_SECRET_ACCESS_KEY",
                                S3Server.SECRET,
                                "AWS_ENDPOINT_URL_S3",
                                server.endpoint().toString())))
                .isEqualTo("not there");
    }

    @Test
    void profile_isThatOfTheFiles_alsoBesideVariables() throws Exception {
        S3Server server = S3Server.running();
        Path files = Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                files.resolve("credentials"),
                "[work]\naws_access_key_id = " + S3Server.KEY + "\naws_secret_access_key = " + S3Server.SECRET + "\n");
        Files.writeString(files.resolve("config"), "[profile work]\nregion = us-east-1\n");
        Map<String, String> environment = Map.of(
                "TEST_PROFILE",
                "work",
                "AWS_ACCESS_KEY_ID",
                "nonsense",
                "AWS_SECRET_ACCESS_KEY",
                "nonsense",
                "AWS_ENDPOINT_URL_S3",
                server.endpoint().toString());
        assertThat(ask(server.bucket(), environment)).isEqualTo("not there");
    }

    @Test
    void profileThatIsNotThere_isNamed() throws Exception {
        assertThat(ask("b", Map.of("TEST_PROFILE", "wrok", "AWS_REGION", "us-east-1")))
                .startsWith("the profile \"wrok\" has no credentials; check ~/.aws/credentials and ~/.aws/config");
    }
}
