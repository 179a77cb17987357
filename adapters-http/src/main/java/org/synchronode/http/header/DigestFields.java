package org.synchronode.http.header;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.write.ContentDigest;

/**
 * {@code Repr-Digest} and {@code Content-Digest}, and the wish for one of them (RFC 9530), with
 * SHA-256 and SHA-512. Other algorithms are ignored (§2): the weak ones prove nothing.
 */
public final class DigestFields {
  private DigestFields() {}

  /**
   * Reads {@code Repr-Digest} or {@code Content-Digest}, their lines joined by commas. A broken one
   * is refused, which RFC 9651 §4.2 leaves open: who sends a sum wants it looked at.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it breaks the grammar, or a sum
   *     has not its algorithm's length
   */
  public static List<ContentDigest> parse(String text) {
    Map<String, FieldDictionary.Item> members =
        FieldDictionary.parse(text).orElseThrow(DigestFields::refused);
    List<ContentDigest> digests = new ArrayList<>();
    for (DigestAlgorithm named : strong()) {
      FieldDictionary.Item item = members.get(named.key());
      if (item != null) {
        digests.add(digest(named.algorithm(), item));
      }
    }
    return digests;
  }

  private static ContentDigest digest(
      ContentDigest.Algorithm algorithm, FieldDictionary.Item item) {
    if (item instanceof FieldDictionary.Bytes(String hex)) {
      try {
        return new ContentDigest(algorithm, hex);
      } catch (IllegalArgumentException _) {
        // Of another length.
      }
    }
    throw refused();
  }

  /**
   * Reads {@code Want-Repr-Digest} or {@code Want-Content-Digest} (§4): the algorithm that is
   * wished most, nothing when there is none to be had. Never throws.
   */
  public static Optional<ContentDigest.Algorithm> wanted(String text) {
    Map<String, FieldDictionary.Item> members = FieldDictionary.parse(text).orElse(Map.of());
    Optional<ContentDigest.Algorithm> wanted = Optional.empty();
    long most = 0;
    for (DigestAlgorithm named : strong()) {
      if (members.get(named.key()) instanceof FieldDictionary.Whole(long weight)
          && weight > most
          && weight <= 10) {
        most = weight;
        wanted = Optional.of(named.algorithm());
      }
    }
    return wanted;
  }

  /** Writes a value of {@code Repr-Digest} or {@code Content-Digest}. */
  public static String format(ContentDigest digest) {
    byte[] sum = HexFormat.of().parseHex(digest.hex());
    return DigestAlgorithm.of(digest.algorithm()).key()
        + "=:"
        + Base64.getEncoder().encodeToString(sum)
        + ":";
  }

  private static List<DigestAlgorithm> strong() {
    return Stream.of(DigestAlgorithm.values()).filter(DigestAlgorithm::strong).toList();
  }

  private static ProblemException refused() {
    return new ProblemException(
        new Problem.BadRequest("A digest is written as sha-256=:base64: or sha-512=:base64:."));
  }
}
