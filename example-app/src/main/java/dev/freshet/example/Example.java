package dev.freshet.example;

/**
 * A question and its answer.
 *
 * @param delay in minutes
 */
record Example(Features features, int delay) {}
