package dev.freshet.runtime.dataset;

/** What is done about values that break the rules of their types. */
enum Validation {
    FAIL,
    WARN,
    OFF
}
