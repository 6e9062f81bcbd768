package dev.freshet.runtime.export;

import dev.freshet.config.YamlOutput;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a schedule for Argo Workflows 3.6 and later: a workflow template, or a cron workflow if the schedule starts by
 * itself, and the limits of named resources.
 */
final class Argo {
    private static final String ENTRY = "pipeline";
    private static final String PLACEHOLDER = "{{";

    private final Schedule schedule;
    private final String name;
    private final List<String> names;
    private final Map<String, Integer> limits;
    private final List<String> keys;
    private final StringWriter text = new StringWriter();
    private YamlOutput yaml;

    private Argo(Schedule schedule) {
        this.schedule = schedule;
        name = TaskNames.KUBERNETES.of(List.of(schedule.pipeline()), Set.of()).get(0);
        names = TaskNames.KUBERNETES.of(schedule.wantedNames(), Set.of(ENTRY));
        limits = new Locks(schedule).counted();
        keys = TaskNames.KUBERNETES.of(List.copyOf(limits.keySet()), Set.of());
        text.write(Head.text(schedule, needs()));
        yaml = new YamlOutput(text);
    }

    /** @throws dev.freshet.config.ConfigException naming everything that Argo cannot do */
    static String text(Schedule schedule) {
        List<String> problems = new ArrayList<>();
        if (schedule.tasks().stream().anyMatch(task -> task.image().isEmpty())) {
            problems.add("runs in containers, and has nodes without an image; name one with --image");
        }
        passedOn(schedule)
                .filter(word -> word.contains(PLACEHOLDER))
                .distinct()
                .forEach(word -> problems.add("would pass on \"" + word + "\", and Argo reads \"" + PLACEHOLDER
                        + "\" as a placeholder, which cannot be escaped; put the value in the configuration"));
        Obstacles.require(schedule.pipeline(), problems);
        return new Argo(schedule).write();
    }

    private static Stream<String> passedOn(Schedule schedule) {
        ExportOptions options = schedule.options();
        return Stream.of(
                        options.command().stream(),
                        options.directory().stream(),
                        schedule.tasks().stream().flatMap(task -> task.image().stream()),
                        schedule.tasks().stream().flatMap(task -> task.arguments().stream()))
                .flatMap(words -> words);
    }

    private List<String> needs() {
        List<String> needs = new ArrayList<>();
        needs.add("The image has the program, its libraries and the configuration"
                + (schedule.options().command().isEmpty() ? "; its entry point starts the program." : "."));
        if (!limits.isEmpty()) {
            needs.add("The ConfigMap at the end says how many tasks use a resource at a time.");
        }
        needs.add("A task is started again only if its container was killed or lost: attempts of nodes are made by the"
                + " program.");
        return needs;
    }

    private String write() {
        boolean isCron = schedule.options().cron().isPresent();
        yaml.startMapping();
        head("argoproj.io/v1alpha1", isCron ? "CronWorkflow" : "WorkflowTemplate", name);
        map("spec", () -> {
            schedule.options().cron().ifPresent(cron -> {
                list("schedules", () -> yaml.text(cron));
                field("concurrencyPolicy", "Forbid");
                yaml.text("workflowSpec");
                yaml.startMapping();
            });
            spec();
            if (isCron) {
                yaml.endMapping();
            }
        });
        yaml.endMapping();
        yaml.end();
        if (!limits.isEmpty()) {
            limits();
        }
        return text.toString();
    }

    private void limits() {
        text.write("---\n");
        yaml = new YamlOutput(text);
        yaml.startMapping();
        head("v1", "ConfigMap", limitsName());
        map("data", () -> {
            int i = 0;
            for (int count : limits.values()) {
                field(keys.get(i++), Integer.toString(count));
            }
        });
        yaml.endMapping();
        yaml.end();
    }

    private String limitsName() {
        return name + "-limits";
    }

    private void head(String version, String kind, String called) {
        field("apiVersion", version);
        field("kind", kind);
        map("metadata", () -> field("name", called));
    }

    private void spec() {
        field("entrypoint", ENTRY);
        if (schedule.isSerial()) {
            number("parallelism", 1);
        }
        list("templates", () -> {
            item(() -> {
                field("name", ENTRY);
                map("dag", () -> {
                    yaml.text("failFast");
                    yaml.literal(Boolean.toString(!schedule.options().keepGoing()));
                    list("tasks", () -> {
                        for (int i = 0; i < names.size(); i++) {
                            task(i);
                        }
                    });
                });
            });
            for (int i = 0; i < names.size(); i++) {
                template(i);
            }
        });
    }

    private void task(int number) {
        item(() -> {
            field("name", names.get(number));
            field("template", names.get(number));
            Set<Integer> upstream = schedule.tasks().get(number).upstream();
            if (!upstream.isEmpty()) {
                list("dependencies", () -> upstream.forEach(each -> yaml.text(names.get(each))));
            }
        });
    }

    private void template(int number) {
        Task task = schedule.tasks().get(number);
        item(() -> {
            field("name", names.get(number));
            task.longest().ifPresent(longest -> field("activeDeadlineSeconds", Long.toString(longest.toSeconds())));
            if (task.retries() > 0) {
                // A failed node has used up its attempts, and wrong usage stays wrong.
                map("retryStrategy", () -> {
                    field("limit", Integer.toString(task.retries()));
                    field("retryPolicy", "Always");
                    field("expression", "asInt(lastRetry.exitCode) not in [1, 2, 3]");
                });
            }
            if (!task.uses().isEmpty()) {
                map(
                        "synchronization",
                        () -> list("semaphores", () -> task.uses().keySet().forEach(this::semaphore)));
            }
            map("container", () -> container(task));
        });
    }

    private void semaphore(String resource) {
        item(() -> map("configMapKeyRef", () -> {
            field("name", limitsName());
            field("key", keys.get(List.copyOf(limits.keySet()).indexOf(resource)));
        }));
    }

    private void container(Task task) {
        field("image", task.image().orElseThrow());
        if (!schedule.options().command().isEmpty()) {
            list("command", () -> schedule.options().command().forEach(yaml::text));
        }
        list("args", () -> task.arguments().forEach(yaml::text));
        schedule.options().directory().ifPresent(directory -> field("workingDir", directory));
        if (task.memory() > 0) {
            list(
                    "env",
                    () -> item(() -> {
                        field("name", Pods.HEAP_VARIABLE);
                        field("value", Pods.HEAP_OPTION);
                    }));
        }
        map("resources", () -> {
            map("requests", () -> {
                field("cpu", Pods.cpu(task));
                Pods.memory(task).ifPresent(memory -> field("memory", memory));
            });
            Pods.memory(task).ifPresent(memory -> map("limits", () -> field("memory", memory)));
        });
    }

    private void field(String key, String value) {
        yaml.text(key);
        yaml.text(value);
    }

    private void number(String key, long value) {
        yaml.text(key);
        yaml.literal(Long.toString(value));
    }

    private void map(String key, Runnable content) {
        yaml.text(key);
        item(content);
    }

    private void item(Runnable content) {
        yaml.startMapping();
        content.run();
        yaml.endMapping();
    }

    private void list(String key, Runnable content) {
        yaml.text(key);
        yaml.startSequence();
        content.run();
        yaml.endSequence();
    }
}
