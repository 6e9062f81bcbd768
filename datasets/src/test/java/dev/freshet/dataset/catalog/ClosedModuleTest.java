package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.dataset.parameter.Parameters;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a module that does not open its package: the message says how to open it. */
class ClosedModuleTest {
    @TempDir
    Path directory;

    private Class<?> record(String declaration) throws IOException, ClassNotFoundException {
        Path module = Files.writeString(directory.resolve("module-info.java"), declaration);
        Path source = Files.createDirectories(directory.resolve("p")).resolve("Row.java");
        Files.writeString(source, "package p; record Row(String name, int age) {}");
        Path classes = directory.resolve("classes");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), module.toString(), source.toString());
        assertThat(result).isZero();
        ModuleLayer boot = ModuleLayer.boot();
        Configuration found =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("users"));
        return boot.defineModulesWithOneLoader(found, getClass().getClassLoader())
                .findLoader("users")
                .loadClass("p.Row");
    }

    @Test
    void csvOfAClosedRecord_saysHowToOpenIt() throws Exception {
        Class<?> row = record("module users {}");
        TestProject project = TestProject.inMemory().catalog("d: {type: csv, path: x}");
        assertThatThrownBy(() -> project.open("d", Types.list(row)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "conf/base/catalog.yml:1:1: dataset \"d\": the record Row cannot be reached; add \"opens p to"
                                + " dev.freshet.datasets;\" to its module-info.java");
    }

    @Test
    void parameterOfAClosedRecord_saysHowToOpenIt() throws Exception {
        Class<?> row = record("module users {}");
        Parameters parameters = Parameters.of(TestProject.inMemory()
                .with("conf/base/parameters.yml", "p: {name: x, age: 1}")
                .configuration());
        assertThatThrownBy(() -> parameters.get("p", row))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "conf/base/parameters.yml:1:4: the parameter \"p\": the record Row cannot be reached; add \"opens p to"
                                + " dev.freshet.datasets;\" to its module-info.java");
    }

    @Test
    void recordOfAnOpenModule_isRead() throws Exception {
        Class<?> row = record("open module users {}");
        Object rows = TestProject.inMemory()
                .with("f.csv", "name,age\nAnn,7\n")
                .dataset("type: csv, path: f.csv", Types.list(row))
                .load();
        assertThat((List<?>) rows).singleElement().hasToString("Row[name=Ann, age=7]");
    }
}
