package dev.freshet.runtime.export;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.export.Groups.Group;
import dev.freshet.runtime.run.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The nodes of a pipeline as tasks, each of which is a process.
 *
 * @param pipeline the pipeline's name
 * @param tasks in an order in which they can run
 * @param isSerial whether the tasks share one project directory and its state, so that they run one at a time
 */
record Schedule(String pipeline, List<Task> tasks, boolean isSerial, Deployment deployment, ExportOptions options) {

    /** @throws ConfigException naming everything that keeps the nodes from running as tasks */
    static Schedule of(Deployment deployment, ExportOptions options) {
        List<Group> groups = Barriers.around(Barriers.withoutOnDemand(Groups.of(deployment.graph())));
        Images images = new Images(deployment.graph(), options);
        List<String> problems = new ArrayList<>(Obstacles.of(deployment.graph()));
        problems.addAll(images.problems());
        if (groups.isEmpty()) {
            problems.add("has no node that a run starts by itself: all of the selection are forced by name");
        }
        List<Task> tasks = new ArrayList<>();
        for (Group group : groups) {
            tasks.add(
                    new Task(List.copyOf(group.nodes()), group.upstream(), images.of(group, problems::add), List.of()));
        }
        Obstacles.require(deployment.graph().pipeline(), problems);
        boolean isSerial = !deployment.sharesState()
                || tasks.stream().anyMatch(task -> task.image().isEmpty());
        return new Schedule(
                deployment.graph().pipeline(),
                tasks.stream().map(task -> withArguments(task, options)).toList(),
                isSerial,
                deployment,
                options);
    }

    private static Task withArguments(Task task, ExportOptions options) {
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(options.options());
        if (task.image().isPresent() && task.cpus() > 1) {
            words.add("--capacity=cpus=" + number(task.cpus()));
        }
        if (task.image().isPresent() && task.memory() > 0) {
            words.add("--capacity=memory=" + task.memory() + "B");
        }
        words.add("--nodes=" + task.nodes().stream().map(node -> node.name()).collect(Collectors.joining(",")));
        return new Task(task.nodes(), task.upstream(), task.image(), List.copyOf(words));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Returns the preferred names of the tasks, in their order. */
    List<String> wantedNames() {
        return tasks.stream().map(Task::wantedName).toList();
    }
}
