package dev.freshet.runtime.export;

import dev.freshet.runtime.run.Deployment;
import java.util.List;

/**
 * Writes the nodes of a pipeline as tasks for another engine's schedule. Equal pipelines and options give equal texts.
 */
public final class Export {
    /** The engines, for messages and completion. */
    public static final List<String> ENGINES = List.of("airflow", "argo");

    private Export() {}

    /**
     * Returns a DAG for Airflow 2 and 3, in Python.
     *
     * @throws dev.freshet.config.ConfigException naming everything that keeps the nodes from running as its tasks
     */
    public static String airflow(Deployment deployment, ExportOptions options) {
        return Airflow.text(Schedule.of(deployment, options));
    }

    /**
     * Returns a template of a workflow for Argo Workflows, or a cron workflow, in YAML.
     *
     * @throws dev.freshet.config.ConfigException naming everything that keeps the nodes from running as its tasks
     */
    public static String argo(Deployment deployment, ExportOptions options) {
        return Argo.text(Schedule.of(deployment, options));
    }
}
