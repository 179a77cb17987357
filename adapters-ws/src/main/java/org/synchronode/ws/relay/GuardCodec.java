package org.synchronode.ws.relay;

import java.util.HashSet;
import java.util.List;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.StateList;
import org.synchronode.domain.write.WriteGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conditions of a change, as fields of an object; what is absent is left out. Reading throws
 * {@link RuntimeException}s of the kinds that {@link ExchangeCodec#read} turns into a violation.
 */
final class GuardCodec {
  private static final int MOST_LISTS = 64;
  private static final int MOST_TESTS = 64;
  private static final int MOST_TOKENS = 256;

  private GuardCodec() {}

  /**
   * Writes a guard.
   *
   * @throws IllegalArgumentException when it has more parts than are read
   */
  static void write(WriteGuard guard, ObjectNode json) {
    requireFew(guard);
    json.put("user", guard.user().value());
    ConditionsCodec.writeTags(guard.ifMatch(), json, "ifMatch");
    ConditionsCodec.writeTags(guard.ifNoneMatch(), json, "ifNoneMatch");
    ConditionsCodec.writeTime(guard.ifUnmodifiedSince(), json, "ifUnmodifiedSince");
    ArrayNode lists = json.putArray("lists");
    guard.lists().forEach(list -> writeList(list, lists.addObject()));
    ArrayNode submitted = json.putArray("submitted");
    guard.submitted().forEach(token -> submitted.add(token.uri()));
  }

  static WriteGuard read(JsonNode json) {
    return new WriteGuard(
        new UserName(Fields.text(json, "user")),
        ConditionsCodec.readTags(json.path("ifMatch")),
        ConditionsCodec.readTags(json.path("ifNoneMatch")),
        ConditionsCodec.readTime(json.path("ifUnmodifiedSince")),
        Fields.list(json, "lists", MOST_LISTS, GuardCodec::list),
        new HashSet<>(
            Fields.list(json, "submitted", MOST_TOKENS, token -> new LockToken(token.asString()))));
  }

  private static void requireFew(WriteGuard guard) {
    if (guard.lists().size() > MOST_LISTS
        || guard.lists().stream().anyMatch(list -> list.tests().size() > MOST_TESTS)
        || guard.submitted().size() > MOST_TOKENS) {
      throw new IllegalArgumentException("more conditions than a request may have");
    }
  }

  private static void writeList(StateList list, ObjectNode json) {
    Fields.putPath(list.about(), json, "about");
    ArrayNode tests = json.putArray("tests");
    for (StateList.Test test : list.tests()) {
      ObjectNode each = tests.addObject().put("not", test.negated());
      switch (test.subject()) {
        case StateList.Covered(LockToken token) -> each.put("lock", token.uri());
        case StateList.Tagged(TagCondition.Tag tag) ->
            ConditionsCodec.writeTag(tag, each.putObject("tag"));
        case StateList.Unknown _ -> {}
      }
    }
  }

  private static StateList list(JsonNode json) {
    List<StateList.Test> tests = Fields.list(json, "tests", MOST_TESTS, GuardCodec::test);
    return new StateList(Fields.path(json, "about"), tests);
  }

  private static StateList.Test test(JsonNode json) {
    StateList.Subject subject;
    if (json.has("lock")) {
      subject = new StateList.Covered(new LockToken(Fields.text(json, "lock")));
    } else if (json.has("tag")) {
      subject = new StateList.Tagged(ConditionsCodec.readTag(Fields.object(json, "tag")));
    } else {
      subject = new StateList.Unknown();
    }
    return new StateList.Test(Fields.truth(json, "not"), subject);
  }
}
