package dev.freshet.runtime.export;

import dev.freshet.runtime.export.Locks.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a schedule as a DAG for Airflow 2 and 3. Tasks with an image run as pods, all others as commands on a machine
 * of Airflow.
 */
final class Airflow {
    private static final String DIRECTORY_MISSING =
            "starts its tasks in an empty directory, so they need --directory with the project's directory, an absolute"
                    + " --conf-source, or --image";

    private final Schedule schedule;
    private final String name;
    private final List<String> names;
    private final List<String> podNames;
    private final Map<String, Pool> pools;
    private final Map<String, String> poolNames = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();

    private Airflow(Schedule schedule) {
        this.schedule = schedule;
        name = TaskNames.AIRFLOW.of(List.of(schedule.pipeline()), Set.of()).get(0);
        names = TaskNames.AIRFLOW.of(schedule.wantedNames(), Set.of());
        podNames = TaskNames.KUBERNETES.of(schedule.wantedNames(), Set.of());
        pools = new Locks(schedule).pools();
        List<String> wanted = List.copyOf(
                new TreeSet<>(pools.values().stream().map(Pool::name).collect(Collectors.toSet())));
        List<String> legal = TaskNames.AIRFLOW.of(wanted, Set.of());
        for (int i = 0; i < wanted.size(); i++) {
            poolNames.put(wanted.get(i), name + "-" + legal.get(i));
        }
    }

    /** @throws dev.freshet.config.ConfigException naming everything that Airflow cannot do */
    static String text(Schedule schedule) {
        List<String> problems = new ArrayList<>();
        ExportOptions options = schedule.options();
        if (schedule.tasks().stream().anyMatch(task -> task.image().isEmpty())) {
            if (options.command().isEmpty()) {
                problems.add("needs the command that starts the program, as in --command \"java -jar /srv/app.jar\", or"
                        + " --image");
            }
            if (options.directory().isEmpty() && !options.seesProject()) {
                problems.add(DIRECTORY_MISSING);
            }
        }
        if (options.directory().isPresent()
                && schedule.tasks().stream().anyMatch(task -> task.image().isPresent())) {
            problems.add("cannot choose the directory of a pod; leave out --directory, which is that of the image, or"
                    + " give an absolute --conf-source");
        }
        Obstacles.require(schedule.pipeline(), problems);
        return new Airflow(schedule).write();
    }

    private Stream<Task> tasks() {
        return schedule.tasks().stream();
    }

    private boolean hasPods() {
        return tasks().anyMatch(task -> task.image().isPresent());
    }

    private boolean hasCommands() {
        return tasks().anyMatch(task -> task.image().isEmpty());
    }

    private List<String> needs() {
        List<String> needs = new ArrayList<>();
        if (hasPods()) {
            needs.add(
                    "Tasks with an image need the provider apache-airflow-providers-cncf-kubernetes, its connection and"
                            + " a namespace. The image has the program, its libraries and the configuration"
                            + (schedule.options().command().isEmpty() ? "; its entry point starts the program." : "."));
        }
        if (hasCommands()) {
            needs.add("Tasks without an image run on the workers of Airflow, which have Java and the program.");
        }
        new TreeSet<>(poolNames.keySet()).forEach(pool -> {
            Pool found = pools.values().stream()
                    .filter(each -> each.name().equals(pool))
                    .findFirst()
                    .orElseThrow();
            needs.add("Create the pool: airflow pools set " + poolNames.get(pool) + " " + found.slots() + " \""
                    + String.join(", ", found.resources()) + "\"."
                    + (found.isShared() ? " A task needs several of them, so one task uses them at a time." : ""));
        });
        needs.add("Airflow makes one attempt of each task: attempts of nodes are made by the program.");
        return needs;
    }

    private String write() {
        text.append(Head.text(schedule, needs())).append("\nimport datetime\n\n");
        imports("airflow.sdk import DAG", "airflow import DAG");
        if (hasCommands()) {
            imports(
                    "airflow.providers.standard.operators.bash import BashOperator",
                    "airflow.operators.bash import BashOperator");
        }
        if (hasPods()) {
            text.append("from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator\n")
                    .append("from kubernetes.client import models as k8s\n");
        }
        text.append("\nwith DAG(\n");
        argument(1, "dag_id", Python.text(name));
        argument(1, "schedule", schedule.options().cron().map(Python::text).orElse("None"));
        argument(1, "start_date", "datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)");
        argument(1, "catchup", "False");
        argument(1, "max_active_runs", "1");
        if (schedule.isSerial()) {
            argument(1, "max_active_tasks", "1");
        }
        text.append("):\n    tasks = {}\n");
        for (int i = 0; i < names.size(); i++) {
            task(i);
        }
        return text.append(edges()).toString();
    }

    private void imports(String airflow3, String airflow2) {
        text.append("try:  # Airflow 3\n    from ")
                .append(airflow3)
                .append("\nexcept ImportError:  # Airflow 2\n    from ");
        text.append(airflow2).append('\n');
    }

    private void task(int number) {
        Task task = schedule.tasks().get(number);
        text.append("    tasks[").append(Python.text(names.get(number))).append("] = ");
        text.append(task.image().isPresent() ? "KubernetesPodOperator(\n" : "BashOperator(\n");
        argument(2, "task_id", Python.text(names.get(number)));
        if (task.image().isPresent()) {
            pod(task, podNames.get(number));
        } else {
            command(task);
        }
        argument(2, "retries", "0");
        task.longest()
                .ifPresent(longest ->
                        argument(2, "execution_timeout", "datetime.timedelta(seconds=" + longest.toSeconds() + ")"));
        task.uses().keySet().stream().findFirst().map(pools::get).ifPresent(pool -> {
            argument(2, "pool", Python.text(poolNames.getOrDefault(pool.name(), "")));
            argument(2, "pool_slots", Integer.toString(pool.slots(task)));
        });
        text.append("    )\n");
    }

    private void command(Task task) {
        List<String> words = new ArrayList<>(schedule.options().command());
        words.addAll(task.arguments());
        argument(2, "bash_command", Python.text(Jinja.literal(Words.join(words))));
        schedule.options()
                .directory()
                .ifPresent(directory -> argument(2, "cwd", Python.text(Jinja.literal(directory))));
    }

    private void pod(Task task, String podName) {
        argument(2, "name", Python.text(podName));
        argument(2, "image", Python.text(Jinja.literal(task.image().orElseThrow())));
        if (!schedule.options().command().isEmpty()) {
            argument(2, "cmds", Python.list(Jinja.literals(schedule.options().command())));
        }
        argument(2, "arguments", Python.list(Jinja.literals(task.arguments())));
        if (task.memory() > 0) {
            argument(2, "env_vars", "{" + Python.text(Pods.HEAP_VARIABLE) + ": " + Python.text(Pods.HEAP_OPTION) + "}");
        }
        String memory = Pods.memory(task)
                .map(size -> "\"memory\": " + Python.text(size))
                .orElse("");
        text.append("        container_resources=k8s.V1ResourceRequirements(\n");
        argument(
                3,
                "requests",
                "{\"cpu\": " + Python.text(Pods.cpu(task)) + (memory.isEmpty() ? "" : ", " + memory) + "}");
        if (!memory.isEmpty()) {
            argument(3, "limits", "{" + memory + "}");
        }
        text.append("        ),\n");
    }

    private void argument(int depth, String key, String value) {
        text.append("    ".repeat(depth)).append(key).append('=').append(value).append(",\n");
    }

    private String edges() {
        StringBuilder edges = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            Set<Integer> upstream = schedule.tasks().get(i).upstream();
            if (!upstream.isEmpty()) {
                edges.append("    [")
                        .append(upstream.stream().map(this::reference).collect(Collectors.joining(", ")))
                        .append("] >> ")
                        .append(reference(i))
                        .append('\n');
            }
        }
        return edges.length() == 0 ? "" : "\n" + edges;
    }

    private String reference(int number) {
        return "tasks[" + Python.text(names.get(number)) + "]";
    }
}
