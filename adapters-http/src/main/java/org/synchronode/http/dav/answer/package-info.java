/**
 * The answers to what changes something: statuses of several resources ({@link
 * org.synchronode.http.dav.answer.MultistatusWriter}), why something was refused ({@link
 * org.synchronode.http.dav.answer.DavError}), and locks. Every element of DAV: has the prefix D.
 */
@NullMarked
package org.synchronode.http.dav.answer;

import org.jspecify.annotations.NullMarked;
