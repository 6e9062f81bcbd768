package dev.freshet.processor;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.freshet.processor.model.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.junit.jupiter.api.Test;

/** Rules between the packages of the processor, and between its codes and their documentation. */
final class FencesTest {
    private static final String ROOT = "dev.freshet.processor";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void stages_knowOnlyTheModel() {
        for (String stage : List.of("read", "check", "emit", "report")) {
            String[] others = List.of("read", "check", "emit", "report").stream()
                    .filter(other -> !other.equals(stage))
                    .map(other -> ROOT + "." + other + "..")
                    .toArray(String[]::new);
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + stage + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        }
    }

    @Test
    void model_knowsNoStage() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".read..", ROOT + ".check..", ROOT + ".emit..", ROOT + ".report..")
                .check(classes);
    }

    @Test
    void processor_neverDependsOnTheRuntime() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.freshet.runtime..")
                .check(classes);
    }

    @Test
    void types_areNeverComparedWithEquals() {
        ArchRuleDefinition.noClasses()
                .should()
                .callMethod(TypeMirror.class, "equals", Object.class)
                .check(classes);
    }

    @Test
    void packages_haveNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void codes_haveACheckOfTheirName_exceptThoseFoundElsewhere() {
        List<String> without = Arrays.stream(Code.values())
                .map(Code::name)
                .filter(code ->
                        classes.stream().noneMatch(type -> type.getFullName().equals(ROOT + ".check." + code)))
                .toList();
        assertThat(without)
                .as("reported by readers, the processor's entry, the scan for impure code, and the check UnknownInput")
                .containsExactly(
                        "BadInclude",
                        "BadOption",
                        "BadResource",
                        "CaughtByPattern",
                        "Impure",
                        "InvalidCatalog",
                        "Internal",
                        "OldRelease",
                        "OrphanNode",
                        "ProcessingOff");
    }

    @Test
    void codes_areExactlyTheSectionsOfTheDocumentation() throws IOException {
        List<String> sections = Files.readAllLines(Path.of("../docs/errors.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(sections)
                .containsExactlyElementsOf(
                        Arrays.stream(Code.values()).map(Code::name).sorted().toList());
    }
}
