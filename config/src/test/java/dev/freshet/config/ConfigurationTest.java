package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final Map<String, String> VARIABLES = Map.of("DATA", "/data", "PORT", "8080", "TOKEN", "s3cret");

    @TempDir
    Path project;

    private void write(String file, String text) throws IOException {
        Path path = project.resolve("conf").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** The words of another caller than Java. */
    private static final Wording WORDING = new Wording() {
        @Override
        public String parameter(String path) {
            return "--params " + path;
        }

        @Override
        public String parameter(String path, String value) {
            return "--params " + path + "=" + value;
        }
    };

    private Configuration load(String environment, String... runtime) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < runtime.length; i += 2) {
            parameters.put(runtime[i], runtime[i + 1]);
        }
        return Configuration.load(project.resolve("conf"), environment, parameters, VARIABLES, WORDING);
    }

    private Configuration load() {
        return load("local");
    }

    private List<String> problems(String environment, String... runtime) {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> load(environment, runtime));
        assertThat(e).as("a configuration error").isNotNull();
        return e.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void filesOfOneKind_areReadTogether() throws IOException {
        write("base/catalog.yml", "a: {type: csv}");
        write("base/catalog_more.yaml", "b: {type: json}");
        write("base/catalogue.txt", "c: {}");
        assertThat(ConfigText.show(load().catalog())).isEqualTo("{a: {type: 'csv'}, b: {type: 'json'}}");
    }

    @Test
    void settingsOfRuns_areInOneFile() throws IOException {
        write("base/run.yml", "capacities: {gpu: 1}");
        write("base/runtime.yml", "somebody: else");
        write("local/run.yml", "capacities: {db: 2}");
        assertThat(ConfigText.show(load().runSettings())).isEqualTo("{capacities: {gpu: 1, db: 2}}");
    }

    @Test
    void environment_replacesDatasetsAsAWhole() throws IOException {
        write("base/catalog.yml", "a: {type: csv, path: x, quote: y}\nb: {type: text}");
        write("prod/catalog.yml", "a: {type: json}\nc: {type: bytes}");
        assertThat(ConfigText.show(load("prod").catalog()))
                .isEqualTo("{a: {type: 'json'}, b: {type: 'text'}, c: {type: 'bytes'}}");
    }

    @Test
    void environment_mergesParametersKeyByKey() throws IOException {
        write("base/parameters.yml", "split: {ratio: 0.5, seed: 7}\nlist: [1, 2]\nx: {y: 1}");
        write("prod/parameters.yml", "split: {ratio: 0.8}\nlist: [3]\nx: 5");
        assertThat(ConfigText.show(load("prod").parameters()))
                .isEqualTo("{split: {ratio: 0.8, seed: 7}, list: [3], x: 5}");
    }

    @Test
    void positions_nameTheFileFromTheProjectDirectory() throws IOException {
        write("base/catalog.yml", "a: {type: csv}");
        write("local/parameters.yml", "\n\np: 1");
        Configuration configuration = load();
        assertThat(configuration.projectDirectory()).isEqualTo(project);
        assertThat(configuration.catalog().keyPosition("a")).hasToString("conf/base/catalog.yml:1:1");
        assertThat(configuration.parameters().keyPosition("p")).hasToString("conf/local/parameters.yml:3:1");
    }

    @Test
    void configurationWithoutFiles_isEmptyAndStillNamesTheFileToWrite() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Configuration configuration = load();
        assertThat(configuration.catalog().keys()).isEmpty();
        assertThat(configuration.parameters().position()).hasToString("conf/base/parameters.yml");
    }

    @Test
    void sameKey_inTwoFilesOfOneEnvironment_namesBoth() throws IOException {
        write("base/catalog.yml", "a: {type: csv}\n_x: 1");
        write("base/catalog_2.yml", "\na: {type: csv}\n_x: 2");
        assertThat(problems("local"))
                .containsExactly("conf/base/catalog_2.yml:2:1: duplicate key \"a\"; it is first at"
                        + " conf/base/catalog.yml:1:1");
    }

    @Test
    void sameParameter_inTwoFilesOfOneEnvironment_namesBoth() throws IOException {
        write("base/parameters.yml", "split: {ratio: 0.5}");
        write("base/parameters_2.yml", "x: 1\nsplit: {seed: 1}");
        assertThat(problems("local"))
                .containsExactly("conf/base/parameters_2.yml:2:1: duplicate key \"split\"; it is first at"
                        + " conf/base/parameters.yml:1:1");
    }

    @Test
    void additions_areGivenParameters_thatNoFileHasAndNoReferenceAsksFor() throws IOException {
        write("base/parameters.yml", "split: {ratio: 0.5}\nday: ${runtime:today,1}");
        write("base/catalog.yml", "a: {path: '${runtime:place,x}/${params:root,y}'}");
        write("base/credentials.yml", "db: {key: '${runtime:key}', other: '${env:NONE}'}");
        String[] given = {"split.ratio", "split.rtaio", "today", "place", "root", "key", "new.deep"};
        String[] runtime =
                Arrays.stream(given).flatMap(path -> Stream.of(path, "1")).toArray(String[]::new);
        assertThat(load("local", runtime).additions()).containsExactly("new.deep", "split.rtaio");
        assertThat(load().additions()).isEmpty();
    }

    private String withParameters(String... runtime) {
        return ConfigText.show(load("local", runtime).parameters());
    }

    @Test
    void givenParameter_isPutWhereItsPathLeads_alsoIfKeysHaveDots() throws IOException {
        write("base/parameters.yml", "a.b: 1\na: {c: 1, d.e: {f: 1}}\nx.y: {z: 1}\n");
        assertThat(withParameters("a.b", "2")).isEqualTo("{a.b: 2, a: {c: 1, d.e: {f: 1}}, x.y: {z: 1}}");
        assertThat(withParameters("a.c", "2")).isEqualTo("{a.b: 1, a: {c: 2, d.e: {f: 1}}, x.y: {z: 1}}");
        assertThat(withParameters("a.d.e.f", "2")).isEqualTo("{a.b: 1, a: {c: 1, d.e: {f: 2}}, x.y: {z: 1}}");
        assertThat(withParameters("a.d.e.g", "2")).isEqualTo("{a.b: 1, a: {c: 1, d.e: {f: 1, g: 2}}, x.y: {z: 1}}");
        assertThat(withParameters("x.y.z", "2")).isEqualTo("{a.b: 1, a: {c: 1, d.e: {f: 1}}, x.y: {z: 2}}");
        assertThat(withParameters("x.w", "2")).isEqualTo("{a.b: 1, a: {c: 1, d.e: {f: 1}}, x.y: {z: 1}, x: {w: 2}}");
        write("base/parameters.yml", "a: {b: {c: 1}}\na.b: {d: 1}\n");
        assertThat(withParameters("a.b.c", "2")).isEqualTo("{a: {b: {c: 2}}, a.b: {d: 1}}");
        assertThat(withParameters("a.b.d", "2")).isEqualTo("{a: {b: {c: 1}}, a.b: {d: 2}}");
        assertThat(withParameters("a.b.e", "2")).isEqualTo("{a: {b: {c: 1}}, a.b: {d: 1, e: 2}}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givenParameter_isWhatIsFound(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            write("base/parameters.yml", "p: " + group(random, 3));
            String path = "p."
                    + Stream.generate(() -> "ab".charAt(random.nextInt(2)) + "")
                            .limit(1 + random.nextInt(4))
                            .collect(Collectors.joining("."));
            try {
                Configuration configuration = load("local", path, "given");
                assertThat(Paths.find(configuration.parameters(), path))
                        .as("seed %d: %s in %s", seed, path, ConfigText.show(load().parameters()))
                        .map(ConfigText::show)
                        .contains("'given'");
            } catch (ConfigException leadsIntoASingleValue) {
                assertThat(leadsIntoASingleValue).hasMessageContaining("is not a group of parameters");
            }
        }
    }

    private static String group(Random random, int depth) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String key : List.of("a", "b", "a.b", "b.a", "a.a.b")) {
            if (random.nextInt(3) == 0) {
                entries.put(key, depth == 0 || random.nextBoolean() ? "1" : group(random, depth - 1));
            }
        }
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void default_mayBeAReference() throws IOException {
        write("base/parameters.yml", """
                q: 5
                whole: ${env:NONE,${env:NO,x}}
                number: ${env:NONE,${params:q}}
                text: a-${env:NONE,${env:NO,b}}-c
                deep: ${runtime:a,${runtime:b,${params:none,d}}}
                escaped: ${env:NONE,$${x}}
                group: ${env:NONE,${params:g}}
                g: {h: 1}
                """);
        assertThat(withParameters())
                .isEqualTo("{q: 5, whole: 'x', number: 5, text: 'a-b-c', deep: 'd', escaped: '${x}', group: {h: 1},"
                        + " g: {h: 1}}");
        assertThat(withParameters("b", "7")).contains("deep: 7");
    }

    @Test
    void default_thatIsABrokenReference_isOneProblem() throws IOException {
        write("base/parameters.yml", "a: ${env:NONE,${env:NO}}\nb: ${env:NONE,${env:NO}\n");
        assertThat(problems("local")).hasSize(2);
        assertThat(problems("local").get(0))
                .startsWith("conf/base/parameters.yml:1:4: the environment variable NO is not");
        assertThat(problems("local").get(1)).contains("2:4: a reference begins with \"${\" but has no \"}\"");
    }

    @Test
    void problemsOfAllFiles_areReportedTogether() throws IOException {
        write("base/catalog.yml", "a: !foo 1");
        write("base/catalog_b.yml", "b: [");
        write("base/parameters.yml", "p: 1\np: 2");
        write("local/credentials.yml", "- x");
        assertThat(problems("local"))
                .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                .containsExactly(
                        "conf/base/parameters.yml:2:1",
                        "conf/base/catalog.yml:1:4",
                        "conf/base/catalog_b.yml:1:5",
                        "conf/local/credentials.yml:1:1");
    }

    @Test
    void unknownEnvironment_namesTheNearestAndAll() throws IOException {
        write("base/catalog.yml", "");
        write("prod/catalog.yml", "");
        assertThat(problems("pord"))
                .containsExactly("conf: no environment \"pord\"; did you mean \"prod\"? there are base, prod");
        assertThat(problems("../conf/prod"))
                .containsExactly("conf: no environment \"../conf/prod\"; there are base, prod");
        assertThat(load("local").catalog().keys()).isEmpty();
    }

    @Test
    void confDirectory_missingOrAFile_isAnError() throws IOException {
        assertThatThrownBy(() -> Configuration.load(Path.of("no", "conf"), "local", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(Path.of("no", "conf") + ": no such directory");
        Files.writeString(project.resolve("conf"), "x");
        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigException.class)
                .hasMessage(project.resolve("conf") + ": a directory is expected, but this is a file");
    }

    @Test
    void environmentThatIsAFile_isAnError() throws IOException {
        write("base", "x");
        assertThat(problems("local")).containsExactly("conf/base: a directory is expected, but this is a file");
    }

    @Test
    void directoryInPlaceOfAFile_isAnError() throws IOException {
        Files.createDirectories(project.resolve("conf/base/catalog.yml"));
        assertThat(problems("local"))
                .containsExactly("conf/base/catalog.yml: a file is expected, but this is a directory");
    }

    @Test
    void fileThatIsNotUtf8_isAnErrorAtTheFirstWrongByte() throws IOException {
        write("base/catalog.yml", "");
        Files.write(
                project.resolve("conf/base/catalog.yml"), "a: 1\nb: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems("local")).containsExactly("conf/base/catalog.yml:2:7: the file is not UTF-8 text");
    }

    @Test
    void byteOrderMark_isNoPartOfTheFirstKey() throws IOException {
        write("base/catalog.yml", "\ufeffa: 1");
        assertThat(load().catalog().keys()).containsExactly("a");
        assertThat(load().catalog().keyPosition("a")).hasToString("conf/base/catalog.yml:1:1");
    }

    @Test
    void fileWithoutPermission_isAnError() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Path file = project.resolve("conf/base/catalog.yml");
        Files.writeString(file, "a: 1");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(file)) {
            // Permissions do not bind root, but those of write-only kernel files do.
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/sys/bus/platform/drivers_probe"));
        }
        assertThat(problems("local")).containsExactly("conf/base/catalog.yml: no permission to read it");
        Files.delete(file);
    }

    static Stream<Arguments> references() {
        return Stream.of(
                arguments("${params:split.ratio}", "0.5"),
                arguments("${params:split}", "{ratio: 0.5, day: '2001-01-01'}"),
                arguments("\"${params:list}\"", "[1, 'b']"),
                arguments("x-${params:split.ratio}-${params:name}", "'x-0.5-n'"),
                arguments("${env:PORT}", "8080"),
                arguments("${env:DATA}/x.csv", "'/data/x.csv'"),
                arguments("${env:NONE,5}", "5"),
                arguments("${env:NONE, a,b }", "'a,b'"),
                arguments("${env:NONE,}", "null"),
                arguments("x${env:NONE,}y", "'xy'"),
                arguments("${runtime:day}", "'2001-05-05'"),
                arguments("${runtime:none,1.5}", "1.5"),
                arguments("${params:none,true}", "true"),
                arguments("$${env:PORT}", "'${env:PORT}'"),
                arguments("a$${b}${env:PORT}", "'a${b}8080'"),
                arguments("costs 5$ {x}", "'costs 5$ {x}'"),
                arguments("${params:indirect}", "'n'"),
                arguments("[\"${params:name}\", {k: \"${params:name}\"}]", "['n', {k: 'n'}]"),
                arguments("${params:day}", "'2001-05-05'"));
    }

    @ParameterizedTest
    @MethodSource("references")
    void reference_isReplaced(String text, String expected) throws IOException {
        write("base/parameters.yml", """
                split: {ratio: 0.5, day: 2001-01-01}
                list: [1, b]
                name: n
                indirect: ${params:name}
                """);
        write("base/catalog.yml", "a: " + text);
        Configuration configuration = load("local", "day", "2001-05-05");
        assertThat(ConfigText.show(configuration.catalog().get("a").orElseThrow()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> badReferences() {
        return Stream.of(
                arguments(
                        "${params:splt.ratio}", "there is no parameter \"splt.ratio\"; did you mean \"split.ratio\"?"),
                arguments("${params:unlike}", "there is no parameter \"unlike\""),
                arguments(
                        "${env:PROT}",
                        "the environment variable PROT is not set; did you mean PORT? Set it, or give a default as in"
                                + " ${env:PROT,value}"),
                arguments(
                        "x${env:NONE}y",
                        "the environment variable NONE is not set; set it, or give a default as in ${env:NONE,value}"),
                arguments(
                        "${runtime:dya}",
                        "no value was given for \"dya\"; did you mean \"day\"? Run with --params dya=value, or give a"
                                + " default as in ${runtime:dya,value}"),
                arguments("${parms:x}", "unknown reference ${parms:x}; did you mean \"params:\"?"),
                arguments(
                        "${split}", "unknown reference ${split}; write ${params:path}, ${env:NAME} or ${runtime:key}"),
                arguments("x${params:a", "a reference begins with \"${\" but has no \"}\"; write $${ for a plain one"),
                arguments("x${params:split}", "a group of values cannot be part of a text"));
    }

    @ParameterizedTest
    @MethodSource("badReferences")
    void reference_thatLeadsNowhere_isOneProblem(String text, String message) throws IOException {
        write("base/parameters.yml", "split: {ratio: 0.5}");
        write("base/catalog.yml", "a: {b: \"" + text + "\"}");
        assertThat(problems("local", "day", "1")).containsExactly("conf/base/catalog.yml:1:8: " + message);
    }

    @Test
    void references_thatLeadNowhere_areReportedTogether() throws IOException {
        write("base/parameters.yml", "p: ${env:NONE}\nq: ${params:zzz}");
        write("base/catalog.yml", "a: ${params:p}\nb: ${env:NONE}");
        assertThat(problems("local")).hasSize(3);
    }

    @Test
    void circleOfReferences_isOneProblemThatNamesTheChain() throws IOException {
        write("base/parameters.yml", "a: ${params:b}\nb: x${params:c.d}\nc: {d: \"${params:a}\"}");
        write("base/catalog.yml", "x: ${params:b}");
        assertThat(problems("local"))
                .containsExactly("conf/base/parameters.yml:1:4: these references form a cycle: b -> c.d -> a -> b");
    }

    @Test
    void references_thatExpandWithoutBound_areRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("p0: [1, 1]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("p%d: [\"${params:p%d}\", \"${params:p%d}\"]\n".formatted(i, i - 1, i - 1));
        }
        write("base/parameters.yml", bomb.toString());
        assertThat(problems("local").get(0)).endsWith("the references expand to more than a million values");
    }

    @Test
    void runtimeParameters_replaceAndAddValuesOfTheirKind() throws IOException {
        write("base/parameters.yml", "split: {ratio: 0.5, seed: 7}\nempty:");
        MappingNode parameters = load(
                        "local", "split.ratio", "0.8", "new.deep", "text", "empty.x", "true", "split.seed", "")
                .parameters();
        assertThat(ConfigText.show(parameters))
                .isEqualTo("{split: {ratio: 0.8, seed: null}, empty: {x: true}, new: {deep: 'text'}}");
        assertThat(((MappingNode) parameters.get("split").orElseThrow())
                        .get("ratio")
                        .orElseThrow()
                        .position())
                .hasToString("--params split.ratio");
    }

    @Test
    void runtimeParameters_thatCannotBeMerged_areAllReported() throws IOException {
        write("base/parameters.yml", "\nratio: 0.5\nlist: [1]");
        assertThat(problems("local", "ratio.x", "1", "list.0", "1", "a..b", "1", "", "1"))
                .containsExactly(
                        "--params ratio.x: \"ratio\" is not a group of parameters; it has its value at"
                                + " conf/base/parameters.yml:2:1",
                        "--params list.0: \"list\" is not a group of parameters; it has its value at"
                                + " conf/base/parameters.yml:3:1",
                        "--params a..b: a path such as split.ratio is expected before the \"=\"",
                        "--params : a path such as split.ratio is expected before the \"=\"");
    }

    @Test
    void credentials_areSecretAndNeverShown() throws IOException {
        write("base/credentials.yml", "db: {user: me, keys: [hunter2, \"${env:TOKEN}\"]}");
        ConfigNode db = load().credentials("db");
        assertThat(ConfigText.show(db)).isEqualTo("{user: 'me', keys: ['hunter2', 's3cret']}");
        assertThat(db.toString() + load().credentials())
                .doesNotContain("hunter2")
                .doesNotContain("s3cret");
        MappingNode mapping = (MappingNode) db;
        assertThat(mapping.get("keys").orElseThrow())
                .hasToString("SequenceNode[items=[***, ***], position=" + "conf/base/credentials.yml:1:22]");
    }

    @Test
    void valuesOfTheEnvironment_areSecretWhereverTheyLand() throws IOException {
        write("base/parameters.yml", "token: ${env:TOKEN}\nurl: http://${params:token}@host\nplain: x");
        MappingNode parameters = load().parameters();
        assertThat(parameters.get("token").orElseThrow()).hasToString("***");
        assertThat(parameters.get("url").orElseThrow()).hasToString("***");
        assertThat(parameters.get("plain").orElseThrow()).hasToString("x");
    }

    @Test
    void credentialsWithoutTheirVariable_failOnlyWhenUsed() throws IOException {
        write("base/credentials.yml", "db: {password: \"${env:NONE}\"}");
        Configuration configuration = load();
        assertThat(configuration.credentials().keys()).containsExactly("db");
        assertThatThrownBy(() -> configuration.credentials("db"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("conf/base/credentials.yml:1:16: the environment variable NONE is not set");
        assertThatThrownBy(() -> configuration.credentials("bd_"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/base/credentials.yml: no credentials named \"bd_\"; add them to credentials.yml");
    }
}
