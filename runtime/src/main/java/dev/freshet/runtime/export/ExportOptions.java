package dev.freshet.runtime.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user says about the tasks of a schedule.
 *
 * @param command the words that start the program; empty if the image starts it
 * @param directory where the command is started
 * @param image the image of tasks whose nodes have none of the tags
 * @param images images by tag
 * @param options the words between {@code run} and the nodes, the same for each task
 * @param seesProject whether these words name the configuration wherever the command is started
 * @param cron when the schedule starts by itself
 * @param keepGoing whether tasks go on that do not need a failed one
 * @param madeBy the command that makes the file, for its head
 */
public record ExportOptions(
        List<String> command,
        Optional<String> directory,
        Optional<String> image,
        Map<String, String> images,
        List<String> options,
        boolean seesProject,
        Optional<String> cron,
        boolean keepGoing,
        String madeBy) {}
