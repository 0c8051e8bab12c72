package io.brinkwatch.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brinkwatch.model.Actor;
import io.brinkwatch.model.HawkesKey;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads theatres, actors and policy from {@code theatres.geojson}, {@code actors.json} and {@code
 * policy.json} (one policy, or a list of versions), and, if there is one, the parameters of pairs
 * from {@code hawkes.json} (those of one pair, or a list). It judges them strictly: what passes
 * here can be used as it is.
 */
public final class ReferenceFiles {
  private static final String THEATRES = "theatres.geojson";
  private static final String ACTORS = "actors.json";
  private static final String POLICY = "policy.json";
  private static final String HAWKES = "hawkes.json";
  private static final String INSTEAD_OF_PAIRS =
      "looks like %s; expected the parameters of a pair, or a list of them. Theatres, actors and"
          + " policy belong together, in a directory with theatres.geojson, actors.json and policy.json";
  // shared borders are not overlaps; rounding of hand-drawn points is none either (square degrees)
  private static final double OVERLAP = 1e-9;
  private static final double ROUNDING = 1e-9;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private interface Opener {
    InputStream open(String file) throws IOException;
  }

  private final Opener opener;
  private final boolean hasPairs;
  private final FileFaults faults = new FileFaults();
  private final Map<Theatre, Geometry> areas = new LinkedHashMap<>();
  // faulty ones too, so that one fault does not make others of all that refers to it
  private final Set<String> theatreIds = new HashSet<>();
  private final Set<String> actorIds = new HashSet<>();

  private ReferenceFiles(Opener opener, boolean hasPairs) {
    this.opener = opener;
    this.hasPairs = hasPairs;
  }

  /**
   * The reference data that travels with the program.
   *
   * @throws ReferenceException listing all faults
   */
  public static ReferenceSet bundled() {
    return new ReferenceFiles(file -> Tables.open("reference/" + file), false).read();
  }

  /**
   * Reference data in a directory.
   *
   * @throws ReferenceException listing all faults
   */
  public static ReferenceSet in(Path directory) {
    return new ReferenceFiles(
            file -> Files.newInputStream(directory.resolve(file)),
            Files.exists(directory.resolve(HAWKES)))
        .read();
  }

  /**
   * The policy of one file, one or a list of versions, by itself: whether the theatres that it
   * weighs exist is for {@link #requireTheatres} to say.
   *
   * @throws ReferenceException listing all faults, with the name of the file
   */
  public static List<Policy> policy(Path file) {
    var files = new ReferenceFiles(name -> Files.newInputStream(file), false);
    String name = file.getFileName().toString();
    List<Policy> policies = files.policies(name);
    files.onceEach(name, policies);
    files.faults.throwIfAny();
    return policies;
  }

  /**
   * Refuses policies that weigh a theatre which does not exist, as they are refused beside their
   * theatres.
   *
   * @param file that they were read from
   * @param theatres ids of all theatres
   * @throws ReferenceException listing all faults, with the name of the file
   */
  public static void requireTheatres(Path file, List<Policy> policies, Set<String> theatres) {
    var files = new ReferenceFiles(name -> Files.newInputStream(file), false);
    files.theatreIds.addAll(theatres);
    files.regions(file.getFileName().toString(), policies);
    files.faults.throwIfAny();
  }

  /**
   * The parameters of pairs of one file, those of one pair or a list, by themselves.
   *
   * @param theatres ids of all theatres
   * @param actors ids of all actors
   * @throws ReferenceException listing all faults, with the name of the file
   */
  public static List<HawkesParameters> pairs(Path file, Set<String> theatres, Set<String> actors) {
    var files = new ReferenceFiles(name -> Files.newInputStream(file), true);
    files.theatreIds.addAll(theatres);
    files.actorIds.addAll(actors);
    List<HawkesParameters> pairs = files.pairs(file.getFileName().toString());
    files.faults.throwIfAny();
    return pairs;
  }

  private ReferenceSet read() {
    List<Theatre> theatres = theatres();
    List<Actor> actors = actors();
    List<Policy> policies = policies(POLICY);
    once(THEATRES, theatres.stream().map(t -> versioned(t.getId(), t.getVersion())).toList());
    once(ACTORS, actors.stream().map(a -> versioned(a.getId(), a.getVersion())).toList());
    onceEach(POLICY, policies);
    apart();
    links(actors);
    regions(POLICY, policies);
    cycles(actors);
    names(actors);
    List<HawkesParameters> pairs = hasPairs ? pairs(HAWKES) : List.of();
    faults.throwIfAny();
    return new ReferenceSet(theatres, actors, policies, pairs);
  }

  private JsonNode json(String file) {
    try (InputStream in = opener.open(file)) {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      faults.add(file, "", "is not JSON: " + JsonFaults.inText(e));
    } catch (IOException e) {
      faults.add(file, "", "cannot be read: " + e);
    }
    return MissingNode.getInstance();
  }

  private List<Theatre> theatres() {
    JsonNode json = json(THEATRES);
    JsonNode features = json.path("features");
    if (!json.isMissingNode() && (!features.isArray() || features.isEmpty())) {
      faults.add(THEATRES, "features", "must be a list of at least one theatre");
    }
    List<Theatre> theatres = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      theatre(features.get(i), "features[%d]".formatted(i), theatres);
    }
    return theatres;
  }

  private void theatre(JsonNode feature, String path, List<Theatre> to) {
    JsonNode geometry = feature.path("geometry");
    if (!(feature.path("properties") instanceof ObjectNode properties)) {
      faults.add(THEATRES, path + ".properties", "is missing");
      return;
    }
    if (properties.has("geometry")) {
      faults.add(THEATRES, path + ".properties.geometry", "must stand beside the properties");
      return;
    }
    theatreIds.add(properties.path("id").asText());
    ObjectNode whole = properties.deepCopy().put("geometry", geometry.toString());
    Theatre theatre =
        new StrictJson(THEATRES, faults).read(whole, Theatre.class, path + ".properties");
    Geometry area = new GeoJson(THEATRES, faults).area(geometry, path + ".geometry");
    if (theatre != null && area != null) {
      to.add(theatre);
      areas.put(theatre, area);
    }
  }

  private List<Actor> actors() {
    JsonNode json = json(ACTORS);
    json.forEach(actor -> actorIds.add(actor.path("id").asText()));
    return list(ACTORS, json, Actor.class);
  }

  private List<Policy> policies(String file) {
    JsonNode json = json(file);
    if (!json.isObject()) {
      List<Policy> policies = list(file, json, Policy.class);
      for (int i = 0; i < policies.size(); i++) {
        new PolicyCheck(policies.get(i), file, "[%d].".formatted(i), faults).run();
      }
      return policies;
    }
    Policy policy = new StrictJson(file, faults).read(json, Policy.class, "");
    if (policy == null) {
      return List.of();
    }
    new PolicyCheck(policy, file, "", faults).run();
    return List.of(policy);
  }

  private List<HawkesParameters> pairs(String file) {
    JsonNode json = json(file);
    Optional<String> instead = Likeness.insteadOfPairs(json);
    if (instead.isPresent()) {
      faults.add(file, "", INSTEAD_OF_PAIRS.formatted(instead.get()));
      return List.of();
    }
    List<HawkesParameters> pairs = new ArrayList<>();
    if (json.isObject()) {
      pair(file, json, "", pairs);
    } else if (!json.isMissingNode()) {
      for (int i = 0; i < json.size(); i++) {
        pair(file, json.get(i), "[%d]".formatted(i), pairs);
      }
      if (json.isEmpty()) {
        faults.add(file, "", "must be the parameters of a pair, or a list with at least one");
      }
    }
    once(
        file,
        pairs.stream().map(HawkesKey::of).map(k -> versioned(k.getId(), k.getVersion())).toList());
    return pairs;
  }

  private void pair(String file, JsonNode json, String path, List<HawkesParameters> to) {
    HawkesParameters pair = new StrictJson(file, faults).read(json, HawkesParameters.class, path);
    if (pair != null) {
      String prefix = path.isEmpty() ? "" : path + ".";
      new HawkesCheck(pair, file, prefix, faults).run(theatreIds, actorIds);
      to.add(pair);
    }
  }

  private <T extends SpecificRecord> List<T> list(String file, JsonNode json, Class<T> type) {
    List<T> records = new ArrayList<>();
    if (!json.isMissingNode() && (!json.isArray() || json.isEmpty())) {
      faults.add(file, "", "must be a list with at least one entry");
    }
    var reader = new StrictJson(file, faults);
    for (int i = 0; i < json.size(); i++) {
      T read = reader.read(json.get(i), type, "[%d]".formatted(i));
      if (read != null) {
        records.add(read);
      }
    }
    return records;
  }

  private static String versioned(String id, int version) {
    return "%s version %d".formatted(id, version);
  }

  private void onceEach(String file, List<Policy> policies) {
    once(file, policies.stream().map(p -> versioned(p.getId(), p.getVersion())).toList());
  }

  private void once(String file, List<String> versions) {
    Set<String> seen = new HashSet<>();
    for (String version : versions) {
      if (!seen.add(version)) {
        faults.add(file, "", version + " stands there twice");
      }
    }
  }

  private void apart() {
    List<Theatre> theatres = List.copyOf(areas.keySet());
    for (int i = 0; i < theatres.size(); i++) {
      for (int k = 0; k < i; k++) {
        apart(theatres.get(k), theatres.get(i));
      }
    }
  }

  private void apart(Theatre one, Theatre other) {
    if (one.getId().equals(other.getId())) {
      return;
    }
    double overlap = areas.get(one).intersection(areas.get(other)).getArea();
    if (overlap > OVERLAP) {
      faults.add(
          THEATRES,
          "",
          "%s and %s overlap by %.4f square degrees; an incident belongs to one theatre"
              .formatted(one.getId(), other.getId(), overlap));
    }
  }

  private void links(List<Actor> actors) {
    for (Actor actor : actors) {
      for (String sponsor : actor.getSponsors()) {
        if (!actorIds.contains(sponsor)) {
          faults.add(
              ACTORS,
              actor.getId() + ".sponsors",
              "names %s, which is no actor".formatted(Shown.of(sponsor)));
        }
      }
      shares(actor);
      if (actor.getHomeTheatre() != null && !theatreIds.contains(actor.getHomeTheatre())) {
        String home = Shown.of(actor.getHomeTheatre());
        faults.add(
            ACTORS, actor.getId() + ".homeTheatre", "is %s, which is no theatre".formatted(home));
      }
    }
  }

  private void shares(Actor actor) {
    double sum = 0;
    for (var share : new TreeMap<>(actor.getTheatres()).entrySet()) {
      String path = "%s.theatres.%s".formatted(actor.getId(), share.getKey());
      if (!theatreIds.contains(share.getKey())) {
        faults.add(ACTORS, path, "is no theatre");
      }
      if (!(share.getValue() >= 0)) {
        faults.add(ACTORS, path, "is %s, must be at least 0".formatted(share.getValue()));
      }
      sum += share.getValue();
    }
    if (sum > 1 + ROUNDING) {
      faults.add(
          ACTORS, actor.getId() + ".theatres", "sum to %s, must be at most 1".formatted(sum));
    }
  }

  private void regions(String file, List<Policy> policies) {
    for (Policy policy : policies) {
      Set<String> weighed =
          policy.getRegion() == null ? Set.of() : policy.getRegion().getWeights().keySet();
      for (String theatre : new TreeSet<>(weighed)) {
        if (!theatreIds.contains(theatre)) {
          faults.add(file, "region.weights." + theatre, "is no theatre");
        }
      }
    }
  }

  private void cycles(List<Actor> actors) {
    Map<String, Set<String>> sponsors = new HashMap<>();
    actors.forEach(
        a ->
            sponsors
                .computeIfAbsent(a.getId(), x -> new LinkedHashSet<>())
                .addAll(a.getSponsors()));
    for (String id : new LinkedHashSet<>(actors.stream().map(Actor::getId).toList())) {
      if (above(id, sponsors).contains(id)) {
        faults.add(ACTORS, id + ".sponsors", "lead back to " + id);
      }
    }
  }

  /** Everyone who sponsors an actor, directly or not. */
  private static Set<String> above(String id, Map<String, Set<String>> sponsors) {
    Set<String> found = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(sponsors.getOrDefault(id, Set.of()));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (found.add(next)) {
        open.addAll(sponsors.getOrDefault(next, Set.of()));
      }
    }
    return found;
  }

  private void names(List<Actor> actors) {
    Map<String, String> owners = new HashMap<>();
    for (Actor actor : actors) {
      Stream.concat(Stream.of(actor.getName()), actor.getAliases().stream())
          .forEach(name -> name(actor, name, owners));
    }
  }

  private void name(Actor actor, String name, Map<String, String> owners) {
    String owner = owners.putIfAbsent(normalised(name), actor.getId());
    if (owner != null && !owner.equals(actor.getId())) {
      faults.add(
          ACTORS,
          actor.getId() + ".aliases",
          "has %s, which %s has too".formatted(Shown.of(name), owner));
    }
  }

  /** A name as it is compared: without case, accents and punctuation. */
  static String normalised(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
