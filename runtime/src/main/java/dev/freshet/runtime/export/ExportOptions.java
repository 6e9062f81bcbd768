package dev.freshet.runtime.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's options for the tasks of a schedule.
 *
 * @param command the words that start the program; empty if the image starts it
 * @param directory the directory in which the command starts
 * @param image the image of tasks whose nodes have none of these tags
 * @param images images by tag
 * @param options the words between {@code run} and the nodes, the same for each task
 * @param seesProject whether these words name the configuration independently of the command's directory
 * @param cron when the schedule starts by itself
 * @param keepGoing whether tasks still run that do not need a failed one
 * @param madeBy the command that writes the file, for its head
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
