/** Datasets in object storages with the S3 protocol. */
@SuppressWarnings("module") // S3 is the name of the protocol
module dev.freshet.s3 {
    requires dev.freshet.datasets;
    requires static org.jspecify;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.utils;

    provides dev.freshet.dataset.StorageProvider with
            dev.freshet.s3.S3StorageProvider;
}
