package org.synchronode.application.hosts;

import org.synchronode.domain.host.Host;
import org.synchronode.domain.host.Token;

/** A host that was just registered, and its token: the only time that the token is seen here. */
public record Registration(Host host, Token token) {}
