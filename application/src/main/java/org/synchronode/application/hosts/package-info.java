/**
 * Who is let in: a slave {@linkplain org.synchronode.application.hosts.RegisterHost registers}, an
 * administrator {@linkplain org.synchronode.application.hosts.InviteHost invites}, {@linkplain
 * org.synchronode.application.hosts.ApproveHost approves} and {@linkplain
 * org.synchronode.application.hosts.RevokeHost revokes}; {@link
 * org.synchronode.application.hosts.HostStore} remembers, {@link
 * org.synchronode.application.hosts.Presences} knows who is connected.
 */
@NullMarked
package org.synchronode.application.hosts;

import org.jspecify.annotations.NullMarked;
