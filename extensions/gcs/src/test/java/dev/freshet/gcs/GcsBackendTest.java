package dev.freshet.gcs;

import static dev.freshet.gcs.Access.answer;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A state in a bucket of the stub. */
final class GcsBackendTest extends StateBackendContract {
    @TempDir
    Path directory;

    private final GcsStub stub = GcsStub.running();
    private StubBucket bucket;
    private FaultProxy proxy;
    private int states;

    private StateAddress address(String state, String endpoint) throws IOException {
        return StateAddress.create(
                directory.resolve("project" + ++states), state, Map.of("endpoint", endpoint, "anonymous", "true"));
    }

    @Override
    protected StateAddress create() throws IOException {
        bucket = stub.bucket();
        return address("gs://" + bucket.name() + "/team/flights", stub.endpoint());
    }

    @Override
    protected StateBackend openForReading(StateAddress address) throws IOException {
        proxy = new FaultProxy(stub.port())
                .always("POST", answer(403, "forbidden"))
                .always("DELETE", answer(403, "forbidden"));
        return address(address.state(), proxy.endpoint()).open();
    }

    @AfterEach
    void closeProxy() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Override
    protected void damage(StateAddress address, long number) {
        String key = String.format(Locale.ROOT, "team/flights/log/00000001/%012d", number);
        byte[] content = bucket.content(key).clone();
        content[content.length - 1]++;
        bucket.put(key, content);
    }

    @Override
    protected void makeNewer(StateAddress address) {
        String format = new String(bucket.content("team/flights/format"), StandardCharsets.UTF_8);
        bucket.put("team/flights/format", format.replace("state 1 ", "state 2 ").getBytes(StandardCharsets.UTF_8));
    }
}
