package org.synchronode.ws.link;

import org.synchronode.domain.host.Token;

/**
 * What this node proves itself with at one master.
 *
 * @param pending whether the master had not yet approved this node when it was last heard of
 */
public record Credentials(Token token, boolean pending) {}
