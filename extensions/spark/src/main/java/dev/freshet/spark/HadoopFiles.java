package dev.freshet.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

final class HadoopFiles implements TableFiles {
    HadoopFiles(String uri, SessionSettings settings) {}

    @Override
    public Optional<List<TableFile>> list() throws IOException {
        throw new IOException("later");
    }

    @Override
    public boolean exists() throws IOException {
        throw new IOException("later");
    }

    @Override
    public String digest(TableFile file) throws IOException {
        throw new IOException("later");
    }

    @Override
    public TableReplacement replace() throws IOException {
        throw new IOException("later");
    }
}
