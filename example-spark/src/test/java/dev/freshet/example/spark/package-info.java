@NullMarked
package dev.freshet.example.spark;

import org.jspecify.annotations.NullMarked;
