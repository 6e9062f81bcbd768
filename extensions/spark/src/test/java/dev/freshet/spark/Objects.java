package dev.freshet.spark;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A file system of a scheme that no directory is renamed in, as in an object store; it keeps its files here. */
public final class Objects extends RawLocalFileSystem {
    static final String SETTING = "fs.objects.impl";

    /** For Hadoop. */
    public Objects() {}

    @Override
    public URI getUri() {
        return URI.create("objects:///");
    }

    @Override
    public String getScheme() {
        return "objects";
    }

    @Override
    public void initialize(URI uri, Configuration configuration) throws java.io.IOException {
        super.initialize(uri, configuration);
        setConf(configuration);
    }

    @Override
    public void checkPath(Path path) {}

    @Override
    public boolean rename(Path from, Path to) throws java.io.IOException {
        if (getFileStatus(from).isDirectory()
                && from.toString().contains("_freshet/rows-")
                && !from.toString().contains("_temporary")) {
            throw new java.io.IOException("a directory of rows is renamed: " + from);
        }
        return super.rename(from, to);
    }
}
