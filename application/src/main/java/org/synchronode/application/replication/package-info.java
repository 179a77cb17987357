/**
 * Lists go up. At the master, {@link org.synchronode.application.replication.AdmitSlave} decides
 * whether a slave is let in, and a {@link org.synchronode.application.replication.SlaveSession}
 * takes what it announces and sends; at the slave, {@link
 * org.synchronode.application.replication.OfferLists} says what there is to announce. A master that
 * has a master does both: it offers its slaves' lists along with its own.
 */
@NullMarked
package org.synchronode.application.replication;

import org.jspecify.annotations.NullMarked;
