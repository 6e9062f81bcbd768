package dev.freshet.processor.fingerprint;

import static dev.freshet.processor.fingerprint.SampleProgram.deleteObjectFiles;
import static dev.freshet.processor.fingerprint.SampleProgram.jar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.processor.fingerprint.SampleProgram.Packing;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module that was compiled without the processor is named where the code of nodes reaches it. */
final class MissingProcessorTest {
    private static final String WARNING =
            "Compiled without freshet-processor, so that any change in it makes these nodes"
                    + " run; put the processor on the annotation processor path of its module, and compile with javac:\n";

    private static final String SHOP = """
            package org.shop.app;
            import dev.freshet.*;
            @Pipeline
            public final class Shop {
                public static void main(String[] commands) {
                    for (String command : commands) {
                        System.out.println("$ " + command);
                        dev.freshet.runtime.cli.Freshet.main(ShopPipeline.create(), command.split(" "));
                    }
                }
                @Node static int y() { return org.shop.rates.Rates.of(1) + other.lib.Library.of(1); }
                @Node static int z(int y) { return y + org.shop.rates.Rates.of(2) + mine.Helper.of(1) + dev.freshet.extra.Tables.of(1); }
                @Node static int alone() { return 1; }
            }
            """;

    @TempDir
    Path directory;

    private Path source(String type, String text) throws IOException {
        Path file = directory.resolve("src").resolve(type.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path helper(String type) throws IOException {
        int dot = type.lastIndexOf('.');
        Path classes = directory.resolve(type);
        String text = "package " + type.substring(0, dot) + ";\npublic class " + type.substring(dot + 1)
                + " { public static int of(int in) { return in; } }\n";
        SourceCompiler.compile(List.of(source(type, text)), classes, List.of());
        deleteObjectFiles(classes);
        return classes;
    }

    @Test
    void classesOfTheProject_withoutObjectFiles_areNamedByPlanWhyAndFingerprints_andLibrariesAreNot() throws Exception {
        Path rates = jar(directory.resolve("rates-1.jar"), Packing.PLAIN, List.of(helper("org.shop.rates.Rates")));
        Path library = jar(directory.resolve("library-1.jar"), Packing.PLAIN, List.of(helper("other.lib.Library")));
        Path mine = helper("mine.Helper");
        Path ofFreshet = helper("dev.freshet.extra.Tables");
        Path shop = directory.resolve("shop");
        List<Path> helpers = List.of(rates, library, mine, ofFreshet);
        SourceCompiler.compile(List.of(source("org.shop.app.Shop", SHOP)), shop, helpers);
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "z: {type: json, path: z.json}\n");
        String path = String.join(
                File.pathSeparator,
                shop.toString(),
                rates.toString(),
                library.toString(),
                mine.toString(),
                ofFreshet.toString(),
                System.getProperty("java.class.path"));
        String text = ChildProcess.java(
                        directory,
                        "-cp",
                        path,
                        "org.shop.app.Shop",
                        "plan",
                        "why y",
                        "why alone",
                        "fingerprints",
                        "plan --json")
                .text();
        String plan = section(text, "plan");
        assertThat(plan)
                .endsWith(WARNING + "  mine.Helper: z\n  org.shop.rates.Rates (rates-1.jar): y, z\n")
                .doesNotContain("other.lib", "dev.freshet.extra");
        assertThat(section(text, "why y")).endsWith(WARNING + "  org.shop.rates.Rates (rates-1.jar): y\n");
        assertThat(section(text, "why alone")).doesNotContain("freshet-processor");
        assertThat(text).contains(WARNING);
        assertThat(section(text, "plan --json"))
                .contains("\"wholeClasses\":[\"mine.Helper\",\"org.shop.rates.Rates (rates-1.jar)\"]");
    }

    private static String section(String text, String command) {
        int start = text.indexOf("$ " + command + "\n") + command.length() + 3;
        int end = text.indexOf("\n$ ", start);
        return text.substring(start, end < 0 ? text.length() : end + 1);
    }
}
