package org.synchronode.application.files;

/**
 * Room on the disk that a share lies on, in bytes.
 *
 * @param available to this node
 * @param used by whatever lies there
 */
public record Space(long available, long used) {}
