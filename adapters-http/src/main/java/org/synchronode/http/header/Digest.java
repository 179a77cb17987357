package org.synchronode.http.header;

/**
 * The sum of some bytes, as a client says it.
 *
 * @param hex in hexadecimal digits of lower case
 */
public record Digest(DigestAlgorithm algorithm, String hex) {}
