package dev.freshet.gcs;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The server that gives tokens for keys of service accounts. */
final class StubTokens {
    private final KeyPair pair = newPair();
    private final Set<String> valid = ConcurrentHashMap.newKeySet();

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The JSON of a key that this server accepts. */
    String key(String endpoint) {
        return key(endpoint, pair);
    }

    /** The JSON of a key that this server does not know. */
    static String foreignKey(String endpoint) {
        return key(endpoint, newPair());
    }

    private static String key(String endpoint, KeyPair pair) {
        JsonObject json = new JsonObject();
        json.addProperty("type", "service_account");
        json.addProperty("project_id", "project-1");
        json.addProperty("private_key_id", "hunter2id");
        json.addProperty(
                "private_key",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        json.addProperty("client_email", "freshet@project-1.iam.gserviceaccount.com");
        json.addProperty("client_id", "1");
        json.addProperty("token_uri", endpoint + "/token");
        return json.toString();
    }

    boolean isValid(String authorization) {
        return authorization.startsWith("Bearer ") && valid.contains(authorization.substring("Bearer ".length()));
    }

    void revokeAll() {
        valid.clear();
    }

    void answer(StubRequest request) throws IOException {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        String assertion = URLDecoder.decode(body.replaceFirst(".*assertion=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        JsonObject json = new JsonObject();
        if (!isSigned(assertion)) {
            json.addProperty("error", "invalid_grant");
            json.addProperty("error_description", "Invalid JWT Signature.");
            request.send(400, json);
            return;
        }
        String token = "hunter2" + UUID.randomUUID();
        valid.add(token);
        json.addProperty("access_token", token);
        json.addProperty("token_type", "Bearer");
        json.addProperty("expires_in", 3600);
        request.send(200, json);
    }

    private boolean isSigned(String assertion) {
        int dot = assertion.lastIndexOf('.');
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(pair.getPublic());
            signature.update(assertion.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(assertion.substring(dot + 1)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
