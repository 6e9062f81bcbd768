/** Java values as tokens of JSON, by the table of conversions; used by the dataset types json, jsonl and yaml. */
@NullMarked
package dev.freshet.dataset.json;

import org.jspecify.annotations.NullMarked;
