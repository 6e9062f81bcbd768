package dev.freshet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users of the module see must be enough to use it. */
final class ExportsTest {
    private static final String ROOT = "dev.freshet";

    /** The packages that the modules on the class path, in directories and in jars, export to everybody. */
    private static Set<String> exported() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (URL module : Collections.list(ExportsTest.class.getClassLoader().getResources("module-info.class"))) {
            try (InputStream in = module.openStream()) {
                ModuleDescriptor.read(in).exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .forEach(exports -> packages.add(exports.source()));
            }
        }
        return packages;
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ExportsTest::isVisible).orElse(true);
    }

    private static Stream<JavaClass> mentioned(JavaClass type) {
        Stream<JavaClass> supertypes =
                Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
        Stream<JavaClass> ofFields =
                type.getFields().stream().filter(ExportsTest::isVisible).map(JavaField::getRawType);
        Stream<JavaClass> ofCode = type.getCodeUnits().stream()
                .filter(ExportsTest::isVisible)
                .filter(code -> !code.getModifiers().contains(JavaModifier.SYNTHETIC))
                .flatMap(ExportsTest::mentioned);
        return Stream.of(supertypes, ofFields, ofCode).flatMap(all -> all);
    }

    private static Stream<JavaClass> mentioned(JavaCodeUnit code) {
        return Stream.concat(
                code.getReturnType().getAllInvolvedRawTypes().stream(),
                code.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()));
    }

    private static List<String> hidden(JavaClasses classes, Set<String> exported) {
        List<String> hidden = new ArrayList<>();
        for (JavaClass type : classes) {
            if (exported.contains(type.getPackageName()) && isVisible(type)) {
                mentioned(type)
                        .map(JavaClass::getBaseComponentType)
                        .filter(other -> other.getPackageName().startsWith(ROOT))
                        .filter(other -> !exported.contains(other.getPackageName()))
                        .forEach(other -> hidden.add(type.getName() + " mentions " + other.getName()));
            }
        }
        return hidden.stream().distinct().sorted().collect(Collectors.toList());
    }

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT + ".runtime");

    @Test
    void signaturesOfExportedTypes_nameExportedTypesOnly() throws IOException {
        Set<String> exported = exported();
        assertThat(exported).contains(ROOT + ".runtime.run", ROOT + ".dataset");
        assertThat(hidden(classes, exported)).isEmpty();
    }

    @Test
    void fence_bites() throws IOException {
        Set<String> fewer = exported();
        fewer.remove(ROOT + ".runtime.plan");
        assertThat(hidden(classes, fewer))
                .contains(ROOT + ".runtime.run.Run mentions " + ROOT + ".runtime.plan.CompiledPipeline");
    }
}
