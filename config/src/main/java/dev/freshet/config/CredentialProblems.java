package dev.freshet.config;

import java.util.List;

/** Problems of credential files, in words that do not quote: a password may begin like a tag, an alias or a reference. */
final class CredentialProblems {
    private CredentialProblems() {}

    static List<ConfigProblem> unquoted(List<ConfigProblem> problems) {
        return problems.stream()
                .map(problem -> new ConfigProblem(problem.position(), unquoted(problem.message())))
                .toList();
    }

    private static String unquoted(String message) {
        if (message.contains(" tag ")) {
            return "tags are not supported; put a value that begins with \"!\" in quotes";
        }
        if (message.contains("alias")) {
            return "not YAML: put a value that begins with \"*\" in quotes";
        }
        if (message.contains("${") && !message.startsWith("the environment variable ")) {
            return "a reference is not legal; write ${env:NAME}, or $${ for a plain \"${\"";
        }
        return message;
    }
}
