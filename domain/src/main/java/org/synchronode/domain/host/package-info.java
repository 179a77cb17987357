/**
 * A host is a node as its master knows it: {@link org.synchronode.domain.host.Host} with its id,
 * its name, where it stands in the tree and whether it is let in. {@link
 * org.synchronode.domain.host.Token} and {@link org.synchronode.domain.host.JoinCode} are the two
 * secrets; only their {@link org.synchronode.domain.host.SecretHash} is ever stored at the master.
 */
@NullMarked
package org.synchronode.domain.host;

import org.jspecify.annotations.NullMarked;
