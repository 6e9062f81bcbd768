package dev.freshet.runtime;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Rules between the packages of the runtime. */
final class FencesTest {
    private static final String ROOT = "dev.freshet.runtime";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packages_importOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy(ROOT + ".cli..")
                .layer("run")
                .definedBy(ROOT + ".run..")
                .layer("change")
                .definedBy(ROOT + ".change..")
                .layer("state")
                .definedBy(ROOT + ".state..")
                .layer("plan")
                .definedBy(ROOT + ".plan..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("change")
                .mayOnlyBeAccessedByLayers("run", "cli")
                .whereLayer("state")
                .mayOnlyBeAccessedByLayers("change", "run", "cli")
                .check(classes);
    }

    @Test
    void packages_haveNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void picocli_isUsedByTheCommandLineOnly() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(classes);
    }
}
