package dev.freshet.testkit;

import dev.freshet.testkit.LongsFormat.Fault;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** The contract of a dataset type with a fault; run by {@link ContractsTest} only. */
final class LongsContract extends RecordFormatContract {
    @Override
    protected String type() {
        return "longs";
    }

    @Override
    protected Type javaType() {
        return GenericTypes.parameterized(List.class, LongsFormat.Whole.class);
    }

    @Override
    protected int many() {
        return LongsFormat.fault == Fault.NONE ? super.many() : 30_000;
    }

    @Override
    protected boolean noticesMissingEnd() {
        return true;
    }

    @Override
    protected Map<String, String> wrongOptions() {
        return Map.of("base: 3", "\"base\" must be 2");
    }

    @Override
    protected Map<Type, String> refusedTypes() {
        return Map.of(String.class, "holds a List of numbers");
    }

    @Override
    protected List<MalformedFile> malformed() {
        return List.of(MalformedFile.of("no number", "x", "the file is damaged"));
    }
}
