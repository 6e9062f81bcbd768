package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigProblem;
import dev.freshet.config.VisibleText;
import dev.freshet.runtime.cli.terminal.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what kept a command from being executed: on standard error, one line for each mistake, and for a command with
 * {@code --json} also as a JSON document on standard output.
 */
final class Errors {
    private final Console console;
    private final boolean isJson;

    Errors(Console console, boolean isJson) {
        this.console = console;
        this.isJson = isJson;
    }

    int tell(int code, List<ConfigProblem> problems) {
        problems.forEach(problem -> console.err().println(VisibleText.line(problem.toString())));
        return document(code, problems.stream().map(Errors::json).toList());
    }

    int tellLines(int code, List<String> lines) {
        lines.forEach(line -> console.err().println(VisibleText.lines(line)));
        return document(
                code,
                lines.stream()
                        .map(line -> Map.<String, Object>of("message", line))
                        .toList());
    }

    private int document(int code, List<Map<String, Object>> problems) {
        if (isJson) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("exitCode", code);
            error.put("problems", problems);
            console.print(Map.of("error", error));
        }
        return code;
    }

    private static Map<String, Object> json(ConfigProblem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", problem.message());
        json.put("place", problem.position().file());
        if (problem.position().line() > 0) {
            json.put("line", problem.position().line());
            json.put("column", problem.position().column());
        }
        return json;
    }
}
