/**
 * REPORT (RFC 3253 §3.6), of which {@code sync-collection} is done (RFC 6578): what changed since a
 * client last asked. {@link org.synchronode.http.dav.report.ShareSync} tells it of a share and of
 * any folder in it, from the catalogue's places; {@link org.synchronode.http.dav.report.HostsSync}
 * of the folder of all hosts.
 */
@NullMarked
package org.synchronode.http.dav.report;

import org.jspecify.annotations.NullMarked;
