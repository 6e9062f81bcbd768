package dev.freshet.gcs;

import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A state in a bucket of the stub. */
final class GcsBackendTest extends StateBackendContract {
    @TempDir
    Path directory;

    private final GcsStub stub = GcsStub.running();
    private StubBucket bucket;
    private int states;

    @Override
    protected StateAddress create() throws IOException {
        bucket = stub.bucket();
        return StateAddress.create(
                directory.resolve("project" + ++states),
                "gs://" + bucket.name() + "/team/flights",
                Map.of("endpoint", stub.endpoint(), "anonymous", "true"));
    }

    @Override
    protected StateBackend openForReading(StateAddress address) throws IOException {
        bucket.allow(StubBucket.Permission.READ);
        return address.open();
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
