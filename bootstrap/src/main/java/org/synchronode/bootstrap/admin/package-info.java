/**
 * Administration of a running node, by a Unix domain socket in its dataDir that only its owner can
 * open.
 *
 * <p>{@link org.synchronode.bootstrap.admin.AdminServer} listens there and hands each request to
 * the {@link org.synchronode.bootstrap.admin.AdminHandler} of its command; {@link
 * org.synchronode.bootstrap.admin.AdminClient} is the other end. One request and one response a
 * connection, each one line of JSON:
 *
 * <pre>
 * {"command":"invite","arguments":{}}
 * {"ok":true,"result":{"code":"…"}}      or      {"ok":false,"error":"…"}
 * </pre>
 *
 * <p>Both look up the socket with {@code AdminSocket}, which knows what to do where the dataDir's
 * path is too long for one.
 */
@NullMarked
package org.synchronode.bootstrap.admin;

import org.jspecify.annotations.NullMarked;
