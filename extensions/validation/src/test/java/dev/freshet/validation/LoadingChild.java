package dev.freshet.validation;

import dev.freshet.dataset.DatasetException;
import java.nio.file.Path;
import java.util.List;

/** A process that loads flights, with whatever is on its class path. */
final class LoadingChild {
    private LoadingChild() {}

    public static void main(String[] arguments) {
        Project project = new Project(Path.of(arguments[0]));
        try {
            List<Flight> flights = project.<List<Flight>>dataset("type: csv, path: d.csv", Project.FLIGHTS)
                    .load();
            project.<List<Flight>>dataset("type: csv, path: out.csv", Project.FLIGHTS)
                    .save(flights);
            System.out.println(flights.size() + " flights");
        } catch (DatasetException e) {
            System.out.println(e.getMessage());
        }
    }
}
