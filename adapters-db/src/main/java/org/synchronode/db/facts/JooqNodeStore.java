package org.synchronode.db.facts;

import static org.synchronode.db.generated.facts.tables.Node.NODE;

import java.util.function.Supplier;
import org.synchronode.application.node.NodeStore;
import org.synchronode.db.Transactions;
import org.synchronode.domain.host.HostId;

/** This node's own facts: the one row of {@code node}, which the first migration makes. */
public final class JooqNodeStore implements NodeStore {
  private final Transactions facts;

  public JooqNodeStore(Transactions facts) {
    this.facts = facts;
  }

  @Override
  public HostId ownId(Supplier<HostId> fresh) {
    return facts.write(
        sql -> {
          String known = sql.select(NODE.OWN_ID).from(NODE).forUpdate().fetchSingle().value1();
          if (known != null) {
            return new HostId(known);
          }
          HostId drawn = fresh.get();
          sql.update(NODE).set(NODE.OWN_ID, drawn.value()).execute();
          return drawn;
        });
  }

  @Override
  public int drawEpoch() {
    return facts.write(
        sql -> {
          sql.update(NODE).set(NODE.EPOCH, NODE.EPOCH.plus(1)).execute();
          return sql.select(NODE.EPOCH).from(NODE).fetchSingle().value1();
        });
  }

  @Override
  public void epochSeen(int epoch) {
    facts.write(
        sql -> sql.update(NODE).set(NODE.EPOCH, epoch).where(NODE.EPOCH.lt(epoch)).execute());
  }
}
