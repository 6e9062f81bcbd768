package dev.freshet.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** The versions of Parquet's jars. Another library can bring some of them in a version that does not fit the others. */
final class ParquetVersions {
    private static final List<String> ARTIFACTS = List.of(
            "parquet-hadoop",
            "parquet-column",
            "parquet-common",
            "parquet-encoding",
            "parquet-format-structures",
            "parquet-variant");

    /** Loaded with the first dataset of the type. */
    private static final class OnThisClassPath {
        static final Optional<String> PROBLEM = problem(ParquetVersions::version);
    }

    private ParquetVersions() {}

    /** @throws IllegalArgumentException if they differ; the message is one line */
    static void requireOne() {
        OnThisClassPath.PROBLEM.ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** @param versions returns the version of an artifact; empty if that is not known */
    static Optional<String> problem(Function<String, Optional<String>> versions) {
        Map<String, String> artifacts = new LinkedHashMap<>();
        for (String artifact : ARTIFACTS) {
            versions.apply(artifact).ifPresent(version -> artifacts.putIfAbsent(version, artifact));
        }
        if (artifacts.size() <= 1) {
            return Optional.empty();
        }
        Collection<String> found = artifacts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        return Optional.of("the class path has " + String.join(" and ", found) + ", which do not fit each other;"
                + " give all artifacts of org.apache.parquet one version, with Spark that of Spark");
    }

    /** Empty if the jars were packed into one, which does not have it. */
    private static Optional<String> version(String artifact) {
        String file = "META-INF/maven/org.apache.parquet/" + artifact + "/pom.properties";
        try (InputStream in = ParquetVersions.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
