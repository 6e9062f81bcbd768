package dev.freshet.s3;

import static dev.freshet.s3.Access.answer;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A state in a bucket. */
final class S3BackendTest extends StateBackendContract {
    @TempDir
    Path directory;

    private final S3Server server = S3Server.running();
    private FaultProxy proxy;
    private int states;

    private StateAddress address(String state, String endpoint) throws IOException {
        states++;
        return StateAddress.create(directory.resolve("project" + states), state, Access.keys(endpoint));
    }

    @Override
    protected StateAddress create() throws IOException {
        return address(
                "s3://" + server.bucket() + "/team/flights", server.endpoint().toString());
    }

    @Override
    protected StateBackend openForReading(StateAddress address) throws IOException {
        proxy = new FaultProxy(server.port())
                .always("PUT", answer(403, "AccessDenied"))
                .always("DELETE", answer(403, "AccessDenied"));
        return address(address.state(), proxy.endpoint()).open();
    }

    @AfterEach
    void closeProxy() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
    }

    private static String bucket(StateAddress address) {
        return address.state().split("/")[2];
    }

    @Override
    protected void damage(StateAddress address, long number) {
        String key = String.format(Locale.ROOT, "team/flights/log/00000001/%012d", number);
        try (S3Client client = server.client()) {
            byte[] content = client.getObjectAsBytes(
                            request -> request.bucket(bucket(address)).key(key))
                    .asByteArray();
            content[content.length - 1]++;
            client.putObject(request -> request.bucket(bucket(address)).key(key), RequestBody.fromBytes(content));
        }
    }

    @Override
    protected void makeNewer(StateAddress address) {
        String key = "team/flights/format";
        try (S3Client client = server.client()) {
            String format = client.getObjectAsBytes(
                            request -> request.bucket(bucket(address)).key(key))
                    .asUtf8String();
            client.putObject(
                    request -> request.bucket(bucket(address)).key(key),
                    RequestBody.fromString(format.replace("state 1 ", "state 2 ")));
        }
    }
}
