/**
 * Bytes come from their owner. {@link org.synchronode.application.files.HostFiles} is the one port
 * that carries the relay: a disk implements it, and so does a connected host, which may itself pass
 * it on to a host further down. {@link org.synchronode.application.files.Routes} knows which one
 * leads to a host; {@link org.synchronode.application.files.ReadFile} is the use case.
 */
@NullMarked
package org.synchronode.application.files;

import org.jspecify.annotations.NullMarked;
