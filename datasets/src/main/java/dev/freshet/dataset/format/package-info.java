/**
 * The built-in file formats: csv, json, jsonl, text and bytes. This package imports only the contracts and
 * {@code cell}.
 */
@NullMarked
package dev.freshet.dataset.format;

import org.jspecify.annotations.NullMarked;
